package heliograph.core.auth;

import heliograph.core.Refusal;
import heliograph.tl.TlException;
import heliograph.tl.TlReader;
import heliograph.tl.mt.BindAuthKeyInner;
import heliograph.tl.storage.StoredAuthKey;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Binds a temporary key to a permanent one: the client shows that it has both by a message sealed with the permanent
/// key, sent under the temporary one.
///
/// @see <a href="https://core.telegram.org/method/auth.bindTempAuthKey">auth.bindTempAuthKey</a>
public final class TempKeyBinding {
  private final AuthKeys keys;
  private final InnerMessages inner;
  private final InstantSource clock;

  /// Opens messages of MTProto 1, which this one kind of message still uses.
  @FunctionalInterface
  public interface InnerMessages {
    /// Answers null if the message was not sealed with the key.
    @Nullable Opened open(byte[] permanentKey, byte[] message);
  }

  /// A message that was opened.
  @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
  public record Opened(long msgId, byte[] body) {}

  /// What the client says in the open, and the session it says it in.
  @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
  public record Claim(
      long temporaryKeyId,
      long sessionId,
      long msgId,
      long permanentKeyId,
      long nonce,
      int expires,
      byte[] message) {}

  public TempKeyBinding(AuthKeys keys, InnerMessages inner, InstantSource clock) {
    this.keys = keys;
    this.inner = inner;
    this.clock = clock;
  }

  /// Binds, or refuses.
  public void bind(Claim claim) {
    StoredAuthKey permanent = keys.find(claim.permanentKeyId());
    if (permanent == null || permanent.expires() != 0) {
      throw Refusal.ENCRYPTED_MESSAGE_INVALID.exception();
    }
    if (claim.expires() <= clock.instant().getEpochSecond()) {
      throw Refusal.EXPIRES_AT_INVALID.exception();
    }
    Opened opened = inner.open(permanent.key(), claim.message());
    if (opened == null || opened.msgId() != claim.msgId() || !proves(opened.body(), claim)) {
      throw Refusal.ENCRYPTED_MESSAGE_INVALID.exception();
    }
    if (!keys.bind(claim.temporaryKeyId(), claim.permanentKeyId(), claim.expires())) {
      throw Refusal.TEMP_AUTH_KEY_EMPTY.exception();
    }
  }

  private static boolean proves(byte[] body, Claim claim) {
    try {
      BindAuthKeyInner said = BindAuthKeyInner.read(new TlReader(body, 0));
      return said.nonce() == claim.nonce()
          && said.tempAuthKeyId() == claim.temporaryKeyId()
          && said.permAuthKeyId() == claim.permanentKeyId()
          && said.tempSessionId() == claim.sessionId()
          && said.expiresAt() == claim.expires();
    } catch (TlException broken) {
      return false;
    }
  }
}
