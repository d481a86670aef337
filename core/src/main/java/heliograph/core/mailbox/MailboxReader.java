package heliograph.core.mailbox;

import heliograph.core.Records;
import heliograph.core.UserId;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.StoredPeer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a mailbox: those that are durable, or, within a command, those and what the command did.
public interface MailboxReader {
  UserId owner();

  byte @Nullable [] get(Key key);

  /// The rows from `from` (inclusive) to `to` (exclusive), at most `limit` of them; backward from `to` on.
  List<Row> scan(Key from, Key to, int limit, Direction direction);

  /// The record in a row, or null if there is no such row.
  default <T> @Nullable T get(Key key, Class<T> type) {
    byte[] value = get(key);
    return value == null ? null : Records.read(value, type);
  }

  /// What the mailbox knows of a peer; an empty record if nothing.
  default StoredPeer peer(long peer) {
    StoredPeer known = get(MailboxKeys.peer(peer), StoredPeer.class);
    return known == null ? Peers.UNKNOWN : known;
  }

  /// The mailbox's state: how many changes with pts it has seen.
  default int pts() {
    List<Row> last = scan(MailboxKeys.LOG, MailboxKeys.LOG.prefixEnd(), 1, Direction.BACKWARD);
    return last.isEmpty() ? MailboxChange.FIRST_PTS : MailboxKeys.ptsOf(last.getFirst().key());
  }
}
