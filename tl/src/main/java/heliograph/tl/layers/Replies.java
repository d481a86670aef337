package heliograph.tl.layers;

import heliograph.tl.api.InputReplyToMessage;
import heliograph.tl.api.TypeInputReplyTo;
import org.jspecify.annotations.Nullable;

/// What a message answers: a message id up to layer 158, an `InputReplyTo` since.
public final class Replies {
  private Replies() {}

  public static @Nullable TypeInputReplyTo toMessage(
      @Nullable Integer messageId, @Nullable Integer topMessageId) {
    if (messageId != null) {
      return InputReplyToMessage.builder().replyToMsgId(messageId).topMsgId(topMessageId).build();
    }
    // A post in a topic that answers nobody names the topic alone.
    return topMessageId == null
        ? null
        : InputReplyToMessage.builder().replyToMsgId(topMessageId).topMsgId(topMessageId).build();
  }

  public static @Nullable TypeInputReplyTo toMessage(@Nullable Integer messageId) {
    return toMessage(messageId, null);
  }

  public static TypeInputReplyTo toRequiredMessage(int messageId) {
    return InputReplyToMessage.builder().replyToMsgId(messageId).build();
  }

  public static @Nullable Integer messageId(@Nullable TypeInputReplyTo replyTo) {
    return replyTo instanceof InputReplyToMessage message ? message.replyToMsgId() : null;
  }
}
