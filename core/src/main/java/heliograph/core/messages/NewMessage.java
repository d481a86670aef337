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
  ///
  /// @param elsewhere where it is, if it is of another chat
  public record ReplyTo(
      int id,
      @Nullable MessageText quote,
      @Nullable Integer quoteOffset,
      @Nullable Elsewhere elsewhere) {}

  /// Another chat, and who wrote the message there: only a name where the writer does not want to be found.
  public record Elsewhere(long peer, @Nullable Long from, @Nullable String name) {}
}
