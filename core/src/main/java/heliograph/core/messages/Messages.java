package heliograph.core.messages;

import heliograph.core.UserId;
import heliograph.core.mailbox.Deliveries;
import heliograph.core.mailbox.MailboxNews;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.mailbox.Origin;
import heliograph.tl.storage.DeliveredDeletion;
import heliograph.tl.storage.DeliveredEdit;
import heliograph.tl.storage.DeliveredMessage;
import heliograph.tl.storage.DeliveredPins;
import heliograph.tl.storage.DeliveredRead;
import heliograph.tl.storage.StoredMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person can do with messages.
public final class Messages {
  /// What a command did to the state of the mailbox.
  ///
  /// @param more whether the command has to be given again to finish
  public record Affected(int pts, int ptsCount, boolean more) {}

  /// Which messages of a chat to delete.
  ///
  /// @param maxId the newest one; 0 for all
  /// @param justClear whether the chat stays in the list
  /// @param revoke whether the other side's copies go too
  /// @param minDate the oldest to delete; 0 for all, as is maxDate
  public record HistoryDeletion(
      long peer, int maxId, boolean justClear, boolean revoke, int minDate, int maxDate) {}

  /// A message may be edited for this long, one to oneself for ever.
  public static final int EDIT_SECONDS = 2 * 86_400;

  private final Mailboxes mailboxes;

  public Messages(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  /// Has the deliveries of this subject applied.
  public static void register(Deliveries.Builder deliveries) {
    deliveries
        .on(DeliveredMessage.class, Sending::receive)
        .on(DeliveredEdit.class, Editing::receive)
        .on(DeliveredDeletion.class, Deleting::receive)
        .on(DeliveredPins.class, Pinning::receive)
        .on(DeliveredRead.class, Reading::receive);
  }

  /// Sends messages, all or none.
  public List<Sent> send(UserId sender, @Nullable Origin origin, List<NewMessage> messages) {
    return mailboxes.change(
        sender,
        origin,
        change -> messages.stream().map(wanted -> Sending.send(change, wanted)).toList());
  }

  /// Changes the text of a message; answers the pts after it.
  public int edit(
      UserId owner,
      @Nullable Origin origin,
      long peer,
      int id,
      MessageText text,
      boolean invertMedia) {
    return mailboxes.change(
        owner, origin, change -> Editing.edit(change, peer, id, text, invertMedia));
  }

  /// Deletes messages by their ids; those that do not exist are passed over.
  public Affected delete(UserId owner, @Nullable Origin origin, List<Integer> ids, boolean revoke) {
    return mailboxes.change(owner, origin, change -> Deleting.messages(change, ids, revoke));
  }

  public Affected deleteHistory(UserId owner, @Nullable Origin origin, HistoryDeletion wanted) {
    return mailboxes.change(owner, origin, change -> Deleting.history(change, wanted));
  }

  /// Marks a chat as read up to a message; 0 for all.
  public Affected read(UserId owner, @Nullable Origin origin, long peer, int maxId) {
    return mailboxes.change(owner, origin, change -> Reading.inbox(change, peer, maxId));
  }

  /// Pins a message, or lets it go; answers what happened in the owner's mailbox.
  public List<MailboxNews.Event> pin(
      UserId owner, @Nullable Origin origin, long peer, Pinning.Wish wish) {
    return mailboxes.change(owner, origin, change -> Pinning.pin(change, peer, wish));
  }

  /// Lets the pinned messages of a chat go.
  public Affected unpin(UserId owner, @Nullable Origin origin, long peer) {
    return mailboxes.change(owner, origin, change -> Pinning.letGo(change, peer));
  }

  /// Puts a message from the service account into a mailbox.
  public void tell(UserId to, String text) {
    mailboxes.alter(
        to,
        change -> {
          boolean archived = change.peer(UserId.SERVICE.value()).archived();
          Posting.put(
              change,
              StoredMessage.builder()
                  .peer(UserId.SERVICE.value())
                  .date(change.now())
                  .text(text)
                  .build());
          if (archived) {
            Dialogs.letOut(change, UserId.SERVICE);
          }
        });
  }
}
