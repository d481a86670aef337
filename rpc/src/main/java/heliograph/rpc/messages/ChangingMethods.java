package heliograph.rpc.messages;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxNews;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Copies;
import heliograph.core.messages.MessageText;
import heliograph.core.messages.Messages;
import heliograph.core.messages.ReadDates;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.Entities;
import heliograph.rpc.view.EventRenderer;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.rpc.view.Rendering;
import heliograph.tl.api.OutboxReadDate;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.messages.AffectedHistory;
import heliograph.tl.api.messages.AffectedMessages;
import heliograph.tl.api.messages.DeleteHistory;
import heliograph.tl.api.messages.DeleteMessages;
import heliograph.tl.api.messages.EditMessage;
import heliograph.tl.api.messages.GetMessageEditData;
import heliograph.tl.api.messages.GetOutboxReadDate;
import heliograph.tl.api.messages.MessageEditData;
import heliograph.tl.api.messages.ReadHistory;
import heliograph.tl.api.messages.ReadMessageContents;
import heliograph.tl.api.messages.ReceivedMessages;
import heliograph.tl.storage.StoredEdit;
import heliograph.tl.storage.StoredMessage;
import java.util.List;

/// Editing, deleting and reading messages.
final class ChangingMethods {
  /// How many messages one call deletes.
  private static final int MAX_DELETED = 1000;

  private final Mailboxes mailboxes;
  private final Messages messages;
  private final EventRenderer renderer;
  private final PeerInputs peers;
  private final People people;

  ChangingMethods(Mailboxes mailboxes, EventRenderer renderer, PeerInputs peers, People people) {
    this.mailboxes = mailboxes;
    this.messages = new Messages(mailboxes);
    this.renderer = renderer;
    this.peers = peers;
    this.people = people;
  }

  void register(MethodTable.Builder table) {
    table
        .change(EditMessage.class, this::edit)
        .read(GetMessageEditData.class, this::editData)
        .change(DeleteMessages.class, this::delete)
        .change(DeleteHistory.class, this::deleteHistory)
        .change(ReadHistory.class, this::read)
        .search(GetOutboxReadDate.class, this::readDate)
        .change(ReadMessageContents.class, this::readContents)
        .empty(ReceivedMessages.class, _ -> List.of());
  }

  private TypeUpdates edit(EditMessage method, Call call) {
    UserId self = call.user();
    UserId peer = peers.user(self, method.peer());
    String text = method.message();
    if (method.scheduleDate() != null) {
      throw Refusal.SCHEDULE_DATE_INVALID.exception();
    }
    if (text == null) {
      throw Refusal.MESSAGE_NOT_MODIFIED.exception();
    }
    int pts =
        messages.edit(
            self,
            call.origin(),
            peer.value(),
            method.id(),
            MessageText.written(text, Entities.stored(method.entities(), self, peers)),
            method.invertMedia());
    Rendering rendering = new Rendering(mailboxes.read(self));
    renderer.render(
        new MailboxNews.Event(pts, 1, new StoredEdit(peer.value(), method.id())), rendering);
    return rendering.updates(people, mailboxes.now());
  }

  private MessageEditData editData(GetMessageEditData method, Call call) {
    StoredMessage message = Copies.message(mailboxes.read(call.user()), method.id());
    if (message == null || message.peer() != peers.user(call.user(), method.peer()).value()) {
      throw Refusal.MESSAGE_ID_INVALID.exception();
    }
    if (!message.out() && message.peer() != call.user().value()) {
      throw Refusal.MESSAGE_AUTHOR_REQUIRED.exception();
    }
    return new MessageEditData(false);
  }

  private AffectedMessages delete(DeleteMessages method, Call call) {
    if (method.id().size() > MAX_DELETED) {
      throw Refusal.LIMIT_INVALID.exception();
    }
    return affected(messages.delete(call.user(), call.origin(), method.id(), method.revoke()));
  }

  private AffectedHistory deleteHistory(DeleteHistory method, Call call) {
    UserId peer = peers.user(call.user(), method.peer());
    Integer minDate = method.minDate();
    Integer maxDate = method.maxDate();
    Messages.Affected affected =
        messages.deleteHistory(
            call.user(),
            call.origin(),
            new Messages.HistoryDeletion(
                peer.value(),
                method.maxId(),
                method.justClear(),
                method.revoke(),
                minDate == null ? 0 : minDate,
                maxDate == null ? 0 : maxDate));
    return new AffectedHistory(affected.pts(), affected.ptsCount(), affected.more() ? 1 : 0);
  }

  private AffectedMessages read(ReadHistory method, Call call) {
    UserId peer = peers.user(call.user(), method.peer());
    return affected(messages.read(call.user(), call.origin(), peer.value(), method.maxId()));
  }

  /// Who hides when messages were read sees it of nobody.
  private OutboxReadDate readDate(GetOutboxReadDate method, Call call) {
    UserId peer = peers.user(call.user(), method.peer());
    if (people.readDatesPrivate(call.user())) {
      throw Refusal.YOUR_PRIVACY_RESTRICTED.exception();
    }
    if (people.readDatesPrivate(peer)) {
      throw Refusal.USER_PRIVACY_RESTRICTED.exception();
    }
    return new OutboxReadDate(
        ReadDates.of(mailboxes.read(call.user()), peer.value(), method.msgId(), call.now()));
  }

  /// No message here has contents to be heard or watched: none changes.
  private AffectedMessages readContents(ReadMessageContents method, Call call) {
    return new AffectedMessages(mailboxes.read(call.user()).pts(), 0);
  }

  private static AffectedMessages affected(Messages.Affected affected) {
    return new AffectedMessages(affected.pts(), affected.ptsCount());
  }
}
