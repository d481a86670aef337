package heliograph.rpc;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.auth.AuthKey;
import heliograph.core.mailbox.Origin;
import org.jspecify.annotations.Nullable;

/// What a handler knows about the call that it answers, beside the method itself.
///
/// @param session the session that the call came in
/// @param key the permanent key behind the session: who is logged in, layer, client
/// @param msgId the request's message id
/// @param layer the layer that the answer is written in
/// @param now the server's time in seconds
public record Call(ClientSession session, AuthKey key, long msgId, int layer, int now) {

  /// The person who is logged in. The table lets nobody else reach a handler that needs one.
  public UserId user() {
    UserId user = key.user();
    if (user == null) {
      throw Refusal.AUTH_KEY_UNREGISTERED.exception();
    }
    return user;
  }

  /// The person who is logged in, if anybody is.
  public @Nullable UserId userIfAny() {
    return key.user();
  }

  /// The session as its account's mailbox knows it: it needs no push of what it hears in the answer.
  public Origin origin() {
    return new Origin(key.id(), session.sessionId());
  }

  /// The id of the permanent key, which is what a log-in belongs to.
  public long authKeyId() {
    return key.id();
  }
}
