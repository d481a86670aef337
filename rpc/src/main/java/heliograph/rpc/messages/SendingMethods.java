package heliograph.rpc.messages;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Copies;
import heliograph.core.messages.MessageText;
import heliograph.core.messages.Messages;
import heliograph.core.messages.NewMessage;
import heliograph.core.messages.Sent;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.Entities;
import heliograph.rpc.view.MessageView;
import heliograph.rpc.view.Named;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.UpdateMessageID;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.Updates;
import heliograph.tl.api.messages.ForwardMessages;
import heliograph.tl.api.messages.SendMessage;
import heliograph.tl.storage.StoredForward;
import heliograph.tl.storage.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `messages.sendMessage` and `messages.forwardMessages`.
final class SendingMethods {
  /// How many messages one call forwards.
  private static final int MAX_FORWARDED = 100;

  private final Mailboxes mailboxes;
  private final Messages messages;
  private final PeerInputs peers;
  private final People people;
  private final ReplyInputs replies;

  SendingMethods(Mailboxes mailboxes, PeerInputs peers, People people) {
    this.mailboxes = mailboxes;
    this.messages = new Messages(mailboxes);
    this.peers = peers;
    this.people = people;
    this.replies = new ReplyInputs(mailboxes, peers, people);
  }

  void register(MethodTable.Builder table) {
    table.change(SendMessage.class, this::send).change(ForwardMessages.class, this::forward);
  }

  private TypeUpdates send(SendMessage method, Call call) {
    if (method.scheduleDate() != null) {
      throw Refusal.SCHEDULE_DATE_INVALID.exception();
    }
    UserId self = call.user();
    UserId to = peers.writable(self, method.peer());
    NewMessage wanted =
        new NewMessage(
            to,
            method.randomId(),
            MessageText.written(method.message(), Entities.stored(method.entities(), self, peers)),
            replies.of(self, to, method.replyTo()),
            null,
            method.silent(),
            method.invertMedia(),
            method.clearDraft());
    return answer(call, messages.send(self, call.origin(), List.of(wanted)));
  }

  private TypeUpdates forward(ForwardMessages method, Call call) {
    check(method);
    List<Integer> ids = method.id();
    UserId self = call.user();
    UserId from = peers.user(self, method.fromPeer());
    UserId to = peers.writable(self, method.toPeer());
    NewMessage.ReplyTo reply = replies.of(self, to, method.replyTo());
    MailboxReader mailbox = mailboxes.read(self);
    List<NewMessage> wanted = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      StoredMessage message = Copies.message(mailbox, ids.get(i));
      if (message == null || message.peer() != from.value() || message.action() != null) {
        throw Refusal.MESSAGE_ID_INVALID.exception();
      }
      wanted.add(
          new NewMessage(
              to,
              method.randomId().get(i),
              MessageText.kept(
                  message.text(),
                  message.entities() == null ? List.of() : message.entities(),
                  MessageText.MAX_LENGTH),
              reply,
              method.dropAuthor() ? null : header(self, to, ids.get(i), message),
              method.silent(),
              message.invertMedia(),
              false));
    }
    return answer(call, messages.send(self, call.origin(), wanted));
  }

  private static void check(ForwardMessages method) {
    if (method.id().isEmpty()) {
      throw Refusal.MESSAGE_IDS_EMPTY.exception();
    }
    if (method.id().size() > MAX_FORWARDED) {
      throw Refusal.LIMIT_INVALID.exception();
    }
    if (method.id().size() != method.randomId().size()) {
      throw Refusal.RANDOM_ID_INVALID.exception();
    }
    if (method.scheduleDate() != null) {
      throw Refusal.SCHEDULE_DATE_INVALID.exception();
    }
  }

  /// Where the message came from: its author, unless the author does not want to be found by forwarded messages.
  private @Nullable StoredForward header(UserId self, UserId to, int id, StoredMessage message) {
    StoredForward earlier = message.forward();
    boolean toSelf = to.equals(self);
    Long savedPeer = toSelf ? (Long) message.peer() : null;
    Integer savedId = toSelf ? (Integer) id : null;
    if (earlier != null) {
      return earlier.toBuilder().savedPeer(savedPeer).savedId(savedId).build();
    }
    UserId author =
        message.out() || message.peer() == self.value() ? self : new UserId(message.peer());
    String hidden = people.hiddenName(author, self);
    return StoredForward.builder()
        .from(hidden == null ? author.value() : null)
        .name(hidden)
        .date(message.date())
        .savedPeer(savedPeer)
        .savedId(savedId)
        .build();
  }

  private TypeUpdates answer(Call call, List<Sent> sent) {
    List<TypeUpdate> updates = new ArrayList<>(2 * sent.size());
    Named named = new Named();
    for (Sent one : sent) {
      updates.add(new UpdateMessageID(one.id(), one.randomId()));
    }
    for (Sent one : sent) {
      updates.add(
          new UpdateNewMessage(
              MessageView.message(call.user(), one.id(), one.message(), named), one.id(), 1));
    }
    return new Updates(updates, named.users(people, call.user()), List.of(), mailboxes.now(), 0);
  }
}
