package heliograph.core.messages;

import heliograph.core.Records;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxReader;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.StoredCopy;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.StoredPeer;
import heliograph.tl.storage.TypeStoredEvent;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds messages of a mailbox: by their id, and by the id that the peer's copy has.
///
/// What a peer sends arrives in the order in which it was sent, so along a chat the peer's ids of the peer's messages
/// ascend with ours; and each of our own messages says which was the newest of them before it. That is what makes an index of
/// them needless: the history is searched by halving.
public final class Copies {
  /// What is said beside an own message where nothing of the peer's came before.
  private static final int NOTHING_HEARD = -1;

  private static final int PAGE = 32;
  private static final int COUNTED = 512;

  private Copies() {}

  /// The message with an id, or null if there is none.
  public static @Nullable StoredMessage message(MailboxReader mailbox, int id) {
    return mailbox.get(MailboxKeys.event(id), TypeStoredEvent.class)
            instanceof StoredMessage message
        ? message
        : null;
  }

  static StoredCopy copy(Row row) {
    return Records.read(row.value(), StoredCopy.class);
  }

  /// The id of our copy of the peer's message `theirId`; 0 if there is none.
  static int find(MailboxReader mailbox, long peer, int theirId) {
    int low = 1;
    int high = Integer.MAX_VALUE - 1;
    int probe =
        high; // at first the newest message: there is often nothing behind what is looked for
    while (low <= high) {
      Row row = newest(mailbox, peer, low, probe, copy -> copy.other() != 0);
      if (row == null || copy(row).other() < theirId) {
        low = probe + 1;
      } else if (copy(row).other() == theirId && !copy(row).out()) {
        return MailboxKeys.idOfCopy(row.key());
      } else {
        high = MailboxKeys.idOfCopy(row.key()) - 1;
      }
      probe = (low + high) >>> 1;
    }
    return 0;
  }

  /// What is said beside a message of our own that comes next in a chat: the newest id of the peer's before it.
  static int heard(MailboxReader mailbox, long peer, StoredPeer known) {
    Integer heard = known.heard();
    if (heard != null || known.top() == 0) {
      return heard == null ? NOTHING_HEARD : heard;
    }
    Row newest = newest(mailbox, peer, 0, known.top(), copy -> copy.other() != 0);
    return newest == null ? NOTHING_HEARD : copy(newest).other();
  }

  /// The newest message from the peer of those whose ids are from `minId` to `maxId`.
  static @Nullable Row incoming(MailboxReader mailbox, long peer, int minId, int maxId) {
    return newest(mailbox, peer, minId, maxId, copy -> !copy.out());
  }

  /// How many messages from the peer there are among those.
  static int countIncoming(MailboxReader mailbox, long peer, int minId, int maxId) {
    int count = 0;
    Key from = MailboxKeys.copy(peer, minId);
    Key end = MailboxKeys.copy(peer, maxId).next();
    while (true) {
      List<Row> rows = mailbox.scan(from, end, COUNTED, Direction.FORWARD);
      for (Row row : rows) {
        count += copy(row).out() ? 0 : 1;
      }
      if (rows.size() < COUNTED) {
        return count;
      }
      from = rows.getLast().key().next();
    }
  }

  private static @Nullable Row newest(
      MailboxReader mailbox, long peer, int minId, int maxId, Predicate<StoredCopy> wanted) {
    Key from = MailboxKeys.copy(peer, minId);
    Key to = MailboxKeys.copy(peer, maxId).next();
    int page = 1;
    while (true) {
      List<Row> rows = mailbox.scan(from, to, page, Direction.BACKWARD);
      for (Row row : rows) {
        if (wanted.test(copy(row))) {
          return row;
        }
      }
      if (rows.size() < page) {
        return null;
      }
      to = rows.getLast().key();
      page = PAGE;
    }
  }
}
