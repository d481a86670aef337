package heliograph.rpc.messages;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Copies;
import heliograph.core.messages.MessageText;
import heliograph.core.messages.NewMessage;
import heliograph.rpc.view.Entities;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.tl.api.InputReplyToMessage;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeInputReplyTo;
import heliograph.tl.storage.StoredMessage;
import org.jspecify.annotations.Nullable;

/// Finds out which message a client answers (https://core.telegram.org/type/InputReplyTo).
final class ReplyInputs {
  private final Mailboxes mailboxes;
  private final PeerInputs peers;
  private final People people;

  ReplyInputs(Mailboxes mailboxes, PeerInputs peers, People people) {
    this.mailboxes = mailboxes;
    this.peers = peers;
    this.people = people;
  }

  /// @param chat where the answer goes
  NewMessage.@Nullable ReplyTo of(UserId self, UserId chat, @Nullable TypeInputReplyTo replyTo) {
    if (replyTo == null || (replyTo instanceof InputReplyToMessage it && it.replyToMsgId() == 0)) {
      return null;
    }
    if (!(replyTo instanceof InputReplyToMessage message)) {
      throw Refusal.REPLY_MESSAGE_ID_INVALID.exception();
    }
    String quote = message.quoteText();
    MessageText quoted =
        quote == null || quote.isEmpty()
            ? null
            : MessageText.kept(
                quote,
                Entities.stored(message.quoteEntities(), self, peers),
                MessageText.MAX_QUOTE_LENGTH);
    TypeInputPeer named = message.replyToPeerId();
    UserId of = named == null ? chat : peers.user(self, named);
    return new NewMessage.ReplyTo(
        message.replyToMsgId(),
        quoted,
        message.quoteOffset(),
        of.equals(chat) ? null : elsewhere(self, of, message.replyToMsgId()));
  }

  private NewMessage.Elsewhere elsewhere(UserId self, UserId chat, int id) {
    StoredMessage message = Copies.message(mailboxes.read(self), id);
    if (message == null || message.peer() != chat.value() || message.action() != null) {
      throw Refusal.REPLY_MESSAGE_ID_INVALID.exception();
    }
    UserId author = message.out() ? self : chat;
    String hidden = people.hiddenName(author, self);
    return new NewMessage.Elsewhere(
        chat.value(), hidden == null ? (Long) author.value() : null, hidden);
  }
}
