package heliograph.rpc;

import heliograph.core.RefusedException;
import heliograph.core.UserId;
import heliograph.tl.TlMethod;
import heliograph.tl.api.InputMessagesFilterEmpty;
import heliograph.tl.api.Message;
import heliograph.tl.api.TypeInputReplyTo;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypeMessagesFilter;
import heliograph.tl.api.UpdateMessageID;
import heliograph.tl.api.Updates;
import heliograph.tl.api.messages.GetHistory;
import heliograph.tl.api.messages.Messages;
import heliograph.tl.api.messages.MessagesSlice;
import heliograph.tl.api.messages.Search;
import heliograph.tl.api.messages.SendMessage;
import heliograph.tl.api.messages.TypeMessages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What tests do with chats, as one of the residents.
record Chats(House.Session hand) {
  private static long nextRandomId = 1;

  int send(UserId to, String text) {
    return send(to, text, null);
  }

  int send(UserId to, String text, @Nullable TypeInputReplyTo replyTo) {
    var updates =
        (Updates)
            hand.call(
                SendMessage.builder()
                    .peer(hand.peer(to))
                    .message(text)
                    .randomId(nextRandomId++)
                    .replyTo(replyTo)
                    .build());
    return ((UpdateMessageID) updates.updates().getFirst()).id();
  }

  /// The newest messages of a chat, newest first.
  List<TypeMessage> history(UserId peer) {
    return messages(hand.call(new GetHistory(hand.peer(peer), 0, 0, 0, 100, 0, 0, 0)));
  }

  Message newest(UserId peer) {
    return (Message) history(peer).getFirst();
  }

  static List<TypeMessage> messages(TypeMessages answer) {
    return switch (answer) {
      case Messages all -> all.messages();
      case MessagesSlice some -> some.messages();
      default -> throw new AssertionError("unexpected " + answer.tlName());
    };
  }

  static List<String> texts(List<TypeMessage> messages) {
    return messages.stream().map(message -> ((Message) message).message()).toList();
  }

  /// A question to a chat, to be made narrower.
  Search.Builder search(UserId peer, String text) {
    return search(peer, text, new InputMessagesFilterEmpty());
  }

  Search.Builder search(UserId peer, String text, TypeMessagesFilter filter) {
    return Search.builder()
        .peer(hand.peer(peer))
        .q(text)
        .filter(filter)
        .minDate(0)
        .maxDate(0)
        .offsetId(0)
        .addOffset(0)
        .limit(100)
        .maxId(0)
        .minId(0)
        .hash(0);
  }

  List<String> found(Search question) {
    return texts(messages(hand.call(question)));
  }

  /// Why a call is refused.
  static String refusal(House.Session hand, TlMethod<?> method) {
    try {
      var _ = hand.call(method);
      return "not refused";
    } catch (RefusedException refused) {
      return refused.refusal().name();
    }
  }
}
