package heliograph.core.messages;

import heliograph.core.UserId;
import heliograph.tl.storage.StoredForward;
import org.jspecify.annotations.Nullable;

/// A message that somebody wants to send.
///
/// @param randomId names the attempt: the same one again gives the same message
public record NewMessage(
    UserId to,
    long randomId,
    MessageText text,
    @Nullable ReplyTo reply,
    @Nullable StoredForward forward,
    boolean silent,
    boolean invertMedia,
    boolean clearDraft) {
  /// The message answered, by the sender's id, and the part of it that is quoted.
  public record ReplyTo(int id, @Nullable MessageText quote, @Nullable Integer quoteOffset) {}
}
