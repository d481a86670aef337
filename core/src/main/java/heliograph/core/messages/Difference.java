package heliograph.core.messages;

import heliograph.core.Records;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxNews;
import heliograph.core.mailbox.MailboxReader;
import heliograph.store.Direction;
import heliograph.store.Row;
import heliograph.tl.storage.StoredBlockNews;
import heliograph.tl.storage.StoredNotice;
import heliograph.tl.storage.StoredPinNews;
import heliograph.tl.storage.StoredPinOrderNews;
import heliograph.tl.storage.TypeStoredEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a device missed: the changes after its state, and those without pts that happened since its date.
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
    int bytes = 0;
    for (Row row : rows) {
      if (events.size() == limit || bytes > MAX_BYTES) {
        return new Difference(events, List.of(), true);
      }
      bytes += row.value().length;
      TypeStoredEvent event = Records.read(row.value(), TypeStoredEvent.class);
      events.add(
          new MailboxNews.Event(
              MailboxKeys.ptsOf(row.key()), MailboxChange.ptsCount(event), event));
    }
    return new Difference(events, notices(mailbox, date), false);
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
