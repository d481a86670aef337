package heliograph.core.messages;

import heliograph.core.Records;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxNews;
import heliograph.core.mailbox.MailboxReader;
import heliograph.store.Direction;
import heliograph.store.Row;
import heliograph.tl.storage.StoredBlockNews;
import heliograph.tl.storage.StoredEdit;
import heliograph.tl.storage.StoredNotice;
import heliograph.tl.storage.StoredPinNews;
import heliograph.tl.storage.StoredPinOrderNews;
import heliograph.tl.storage.TypeStoredEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a device missed: the changes after its state, and those without pts that happened since its date. Of several edits of
/// a message the last one stands for all, because each is shown as the message that it is now.
///
/// @param more whether the log goes on; the notices come with its last part
public record Difference(List<MailboxNews.Event> events, List<StoredNotice> notices, boolean more) {
  private static final int MAX_BYTES = 512 << 10;
  private static final int MAX_NOTICES = 4096;

  public static Difference after(MailboxReader mailbox, int pts, int date, int limit) {
    List<MailboxNews.Event> events = new ArrayList<>();
    List<Row> rows =
        mailbox.scan(
            MailboxKeys.event(pts).next(),
            MailboxKeys.LOG.prefixEnd(),
            limit + 1,
            Direction.FORWARD);
    Map<Integer, MailboxNews.Event> edits = new HashMap<>();
    int taken = 0;
    int bytes = 0;
    for (Row row : rows) {
      if (taken == limit || bytes > MAX_BYTES) {
        return new Difference(events, List.of(), true);
      }
      taken++;
      bytes += row.value().length;
      TypeStoredEvent stored = Records.read(row.value(), TypeStoredEvent.class);
      var event =
          new MailboxNews.Event(
              MailboxKeys.ptsOf(row.key()), MailboxChange.ptsCount(stored), stored);
      if (stored instanceof StoredEdit edit) {
        MailboxNews.Event earlier = edits.put(edit.id(), event);
        if (earlier == null) {
          bytes += length(mailbox, edit.id());
        } else {
          events.remove(earlier);
        }
      }
      events.add(event);
    }
    return new Difference(events, notices(mailbox, date), false);
  }

  /// An edit is shown as the message that it left.
  private static int length(MailboxReader mailbox, int id) {
    byte[] message = mailbox.get(MailboxKeys.event(id));
    return message == null ? 0 : message.length;
  }

  private static List<StoredNotice> notices(MailboxReader mailbox, int date) {
    return mailbox
        .scan(MailboxKeys.NOTICES, MailboxKeys.NOTICES.prefixEnd(), MAX_NOTICES, Direction.FORWARD)
        .stream()
        .map(row -> Records.read(row.value(), StoredNotice.class))
        .filter(notice -> notice.date() >= date)
        .sorted(Comparator.comparingInt(StoredNotice::date))
        .map(notice -> new StoredNotice(notice.date(), asItIsNow(mailbox, notice.event())))
        .distinct()
        .toList();
  }

  /// What came last within a second is not known any more, so that who was away is told how things are, not how they came about.
  private static TypeStoredEvent asItIsNow(MailboxReader mailbox, TypeStoredEvent event) {
    return switch (event) {
      case StoredPinNews pin ->
          new StoredPinOrderNews(
              mailbox.peer(pin.peer()).archived() ? Dialogs.ARCHIVE : Dialogs.MAIN);
      case StoredBlockNews block ->
          new StoredBlockNews(block.userId(), mailbox.peer(block.userId()).blocked());
      default -> event;
    };
  }
}
