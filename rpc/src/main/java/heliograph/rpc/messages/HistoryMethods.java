package heliograph.rpc.messages;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Copies;
import heliograph.core.messages.History;
import heliograph.core.messages.PageReader;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.MessageView;
import heliograph.rpc.view.Named;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.tl.api.InputMessageID;
import heliograph.tl.api.InputMessageReplyTo;
import heliograph.tl.api.MessageEmpty;
import heliograph.tl.api.TypeInputMessage;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.messages.GetHistory;
import heliograph.tl.api.messages.GetMessages;
import heliograph.tl.api.messages.TypeMessages;
import heliograph.tl.storage.StoredForeignReply;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.StoredReply;
import java.util.ArrayList;
import java.util.List;

/// `messages.getHistory` and `messages.getMessages`.
final class HistoryMethods {
  static final int MAX_PAGE = 100;
  private static final int MAX_IDS = 200;

  private final Mailboxes mailboxes;
  private final PeerInputs peers;
  private final People people;
  private final MessageLists lists;

  HistoryMethods(Mailboxes mailboxes, PeerInputs peers, People people) {
    this.mailboxes = mailboxes;
    this.peers = peers;
    this.people = people;
    this.lists = new MessageLists(people);
  }

  void register(MethodTable.Builder table) {
    table.read(GetHistory.class, this::history).read(GetMessages.class, this::messages);
  }

  private TypeMessages history(GetHistory method, Call call) {
    long peer = peers.user(call.user(), method.peer()).value();
    MailboxReader mailbox = mailboxes.read(call.user());
    List<History.Entry> page =
        History.page(
            mailbox,
            peer,
            new History.Window(
                method.offsetId(),
                method.offsetDate(),
                method.addOffset(),
                limit(method.limit()),
                method.maxId(),
                method.minId()));
    return lists.part(call.user(), page, mailbox.peer(peer).count(), false);
  }

  static int limit(int asked) {
    return Math.clamp(asked, 0, MAX_PAGE);
  }

  private TypeMessages messages(GetMessages method, Call call) {
    if (method.id().size() > MAX_IDS) {
      throw Refusal.LIMIT_INVALID.exception();
    }
    UserId self = call.user();
    MailboxReader mailbox = mailboxes.read(self);
    PageReader page = new PageReader(mailbox);
    Named named = new Named();
    List<TypeMessage> views = new ArrayList<>();
    for (TypeInputMessage input : method.id()) {
      if (page.full()) {
        break;
      }
      int id = id(mailbox, input);
      StoredMessage message = id > 0 ? page.message(id) : null;
      views.add(
          message == null
              ? new MessageEmpty(id, null)
              : MessageView.message(self, id, message, named));
    }
    return new heliograph.tl.api.messages.Messages(
        views, List.of(), List.of(), named.users(people, self));
  }

  private static int id(MailboxReader mailbox, TypeInputMessage input) {
    return switch (input) {
      case InputMessageID it -> it.id();
      case InputMessageReplyTo it -> {
        StoredMessage message = Copies.message(mailbox, it.id());
        Integer id =
            switch (message == null ? null : message.reply()) {
              case null -> null;
              case StoredReply own -> own.id();
              case StoredForeignReply foreign -> foreign.id();
            };
        yield id == null ? 0 : id;
      }
      default -> 0;
    };
  }
}
