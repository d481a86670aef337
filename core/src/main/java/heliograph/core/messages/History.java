package heliograph.core.messages;

import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxReader;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.StoredMessage;
import java.util.ArrayList;
import java.util.List;

/// The messages of a chat, newest first (https://core.telegram.org/api/offsets). A page may be shorter than it could be: see
/// [PageReader].
public final class History {
  /// A message and its id.
  public record Entry(int id, StoredMessage message) {}

  /// Which part of a chat is wanted.
  ///
  /// @param offsetId the part begins below this message; 0: at the newest
  /// @param offsetDate and below this date; 0: any
  /// @param addOffset how many messages to go on from there; a negative number goes towards the newer ones
  /// @param maxId only ids below; 0: any
  /// @param minId only ids above
  public record Window(
      int offsetId, int offsetDate, int addOffset, int limit, int maxId, int minId) {}

  /// How far a client may jump by counting.
  private static final int MAX_SKIPPED = 10_000;

  private History() {}

  public static List<Entry> page(MailboxReader mailbox, long peer, Window window) {
    return page(mailbox, MailboxKeys.chat(peer), window);
  }

  /// The same for whatever rows are keyed by what `chat` is and a message's id.
  static List<Entry> page(MailboxReader mailbox, Key chat, Window window) {
    return new PageReader(mailbox).messages(ids(mailbox, chat, window));
  }

  private static List<Integer> ids(MailboxReader mailbox, Key chat, Window window) {
    Key oldest = window.minId() > 0 ? chat.int32(window.minId()).next() : chat;
    Key newest = window.maxId() > 0 ? chat.int32(window.maxId()) : chat.prefixEnd();
    Key middle = newest;
    if (window.offsetId() > 0) {
      middle = earlier(middle, chat.int32(window.offsetId()));
    }
    if (window.offsetDate() > 0) {
      middle = earlier(middle, chat.int32(firstFrom(mailbox, chat, window.offsetDate())));
    }
    int add = Math.clamp(window.addOffset(), -MAX_SKIPPED, MAX_SKIPPED);
    List<Integer> ids = new ArrayList<>();
    if (add < 0) {
      List<Row> newer = mailbox.scan(later(middle, oldest), newest, -add, Direction.FORWARD);
      int skipped = Math.max(0, -add - window.limit());
      for (int i = newer.size() - 1; i >= skipped; i--) {
        ids.add(MailboxKeys.idOfCopy(newer.get(i).key()));
      }
    }
    int skip = Math.max(0, add);
    int take = Math.max(0, window.limit() + Math.min(0, add));
    mailbox.scan(oldest, middle, take == 0 ? 0 : skip + take, Direction.BACKWARD).stream()
        .skip(skip)
        .forEach(row -> ids.add(MailboxKeys.idOfCopy(row.key())));
    return ids;
  }

  private static Key earlier(Key one, Key other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Key later(Key one, Key other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /// The id of the chat's first message that is not older than `date`; above all if there is none. Dates ascend with
  /// ids, but for the seconds that two clocks differ.
  private static int firstFrom(MailboxReader mailbox, Key chat, int date) {
    int low = 1;
    int high = Integer.MAX_VALUE;
    while (low < high) {
      int middle = (low + high) >>> 1;
      List<Row> rows = mailbox.scan(chat.int32(middle), chat.prefixEnd(), 1, Direction.FORWARD);
      StoredMessage message =
          rows.isEmpty()
              ? null
              : Copies.message(mailbox, MailboxKeys.idOfCopy(rows.getFirst().key()));
      if (message == null || message.date() >= date) {
        high = middle;
      } else {
        low = MailboxKeys.idOfCopy(rows.getFirst().key()) + 1;
      }
    }
    return low;
  }
}
