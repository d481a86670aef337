package heliograph.core.messages;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.tl.storage.DeliveredEdit;
import heliograph.tl.storage.StoredEdit;
import heliograph.tl.storage.StoredEntity;
import heliograph.tl.storage.StoredMessage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Changes the text of a message, in both mailboxes.
final class Editing {
  private Editing() {}

  static int edit(MailboxChange change, long peer, int id, MessageText text, boolean invertMedia) {
    StoredMessage message = Copies.message(change, id);
    if (message == null || message.peer() != peer) {
      throw Refusal.MESSAGE_ID_INVALID.exception();
    }
    boolean toSelf = peer == change.owner().value();
    if (!(message.out() || toSelf) || message.forward() != null || message.action() != null) {
      throw Refusal.MESSAGE_AUTHOR_REQUIRED.exception();
    }
    if (!toSelf && change.now() - message.date() > Messages.EDIT_SECONDS) {
      throw Refusal.MESSAGE_EDIT_TIME_EXPIRED.exception();
    }
    List<StoredEntity> entities = text.entities().isEmpty() ? null : text.entities();
    if (message.text().equals(text.text())
        && Objects.equals(message.entities(), entities)
        && message.invertMedia() == invertMedia) {
      throw Refusal.MESSAGE_NOT_MODIFIED.exception();
    }
    StoredMessage edited = edited(message, text.text(), entities, change.now(), invertMedia);
    int pts = put(change, id, edited);
    if (!toSelf) {
      change.send(
          new UserId(peer),
          DeliveredEdit.builder()
              .myId(id)
              .text(text.text())
              .entities(entities)
              .editDate(change.now())
              .build());
    }
    return pts;
  }

  /// Does what the sender did, unless they are blocked here: who is blocked says nothing new by changing what was said before.
  static void receive(MailboxChange change, UserId sender, DeliveredEdit edit) {
    if (change.peer(sender.value()).blocked()) {
      return;
    }
    int id = Copies.find(change, sender.value(), edit.myId());
    StoredMessage message = id == 0 ? null : Copies.message(change, id);
    if (message != null) {
      put(
          change,
          id,
          edited(message, edit.text(), edit.entities(), edit.editDate(), message.invertMedia()));
    }
  }

  private static StoredMessage edited(
      StoredMessage message,
      String text,
      @Nullable List<StoredEntity> entities,
      int date,
      boolean invertMedia) {
    return message.toBuilder()
        .text(text)
        .entities(entities)
        .editDate(date)
        .invertMedia(invertMedia)
        .build();
  }

  private static int put(MailboxChange change, int id, StoredMessage edited) {
    change.put(MailboxKeys.event(id), edited);
    Posting.forgetWords(change, id);
    return change.event(new StoredEdit(edited.peer(), id));
  }
}
