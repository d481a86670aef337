package heliograph.rpc;

import heliograph.core.Refusal;
import heliograph.core.RefusedException;
import heliograph.tl.NotInLayerException;
import heliograph.tl.ProtocolException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where outcomes become `rpc_error`: a code and a text that clients know.
///
/// An unknown failure is a 500 with a trace id, which is also in the log; nothing else of it
/// leaves the server.
///
/// @see <a href="https://core.telegram.org/api/errors">api/errors</a>
final class RpcErrors {
  private static final Logger LOG = LoggerFactory.getLogger(RpcErrors.class);

  /// An error as it goes to the client.
  record RpcError(int code, String message) {}

  private RpcErrors() {}

  static RpcError of(Throwable failure, String method) {
    return switch (failure) {
      case RefusedException refused -> of(refused.refusal(), refused.seconds());
      case ProtocolException broken -> {
        LOG.debug("{}: broken request: {}", method, broken.getMessage());
        yield of(Refusal.INPUT_REQUEST_INVALID, 0);
      }
      case NotInLayerException newer -> {
        LOG.debug("{}: {}", method, newer.getMessage());
        yield of(Refusal.INPUT_LAYER_INVALID, 0);
      }
      default -> {
        String trace = Long.toHexString(ThreadLocalRandom.current().nextLong());
        LOG.error("{} failed, trace {}", method, trace, failure);
        yield new RpcError(500, "INTERNAL_" + trace);
      }
    };
  }

  static RpcError of(Refusal refusal, int seconds) {
    return switch (refusal) {
      case AUTH_KEY_UNREGISTERED, AUTH_KEY_PERM_EMPTY -> new RpcError(401, refusal.name());
      case FLOOD_WAIT -> new RpcError(420, "FLOOD_WAIT_" + Math.max(1, seconds));
      case FRESH_RESET_AUTHORISATION_FORBIDDEN -> new RpcError(406, refusal.name());
      case SIGN_UP_CLOSED -> new RpcError(400, Refusal.PHONE_NUMBER_INVALID.name());
      case MESSAGE_AUTHOR_REQUIRED,
          MESSAGE_DELETE_FORBIDDEN,
          USER_PRIVACY_RESTRICTED,
          YOUR_PRIVACY_RESTRICTED ->
          new RpcError(403, refusal.name());
      default -> new RpcError(400, refusal.name());
    };
  }
}
