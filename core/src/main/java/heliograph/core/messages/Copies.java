package heliograph.core.messages;

import heliograph.core.Records;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxReader;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.StoredCopy;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.TypeStoredEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds messages of a mailbox: by their id, and by the id that the peer's copy has.
///
/// What a peer sends arrives in the order in which it was sent, so along a chat the peer's ids of the peer's messages
/// ascend with ours. That is what makes an index of them needless: the history is searched by halving.
public final class Copies {
  private static final int RECENT = 32;

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
    Row newest = incomingUpTo(mailbox, peer, Integer.MAX_VALUE);
    if (newest == null || copy(newest).other() < theirId) {
      return 0;
    }
    int low = 1;
    Row candidate = newest;
    int high = MailboxKeys.idOfCopy(newest.key());
    if (copy(newest).other() != theirId) {
      while (low < high) {
        int middle = (low + high) >>> 1;
        Row row = incoming(mailbox, peer, low, middle);
        if (row == null || copy(row).other() < theirId) {
          low = middle + 1;
        } else {
          candidate = row;
          high = MailboxKeys.idOfCopy(row.key());
        }
      }
    }
    return copy(candidate).other() == theirId ? MailboxKeys.idOfCopy(candidate.key()) : 0;
  }

  /// The newest message from the peer whose id is at most `maxId`.
  static @Nullable Row incomingUpTo(MailboxReader mailbox, long peer, int maxId) {
    return incoming(mailbox, peer, 0, maxId);
  }

  /// The same, of those whose id is at least `minId`: no longer way is gone through our own messages.
  private static @Nullable Row incoming(MailboxReader mailbox, long peer, int minId, int maxId) {
    Key from = MailboxKeys.copy(peer, minId);
    Key to = MailboxKeys.copy(peer, maxId).next();
    while (true) {
      List<Row> rows = mailbox.scan(from, to, RECENT, Direction.BACKWARD);
      for (Row row : rows) {
        if (!copy(row).out()) {
          return row;
        }
      }
      if (rows.size() < RECENT) {
        return null;
      }
      to = rows.getLast().key();
    }
  }
}
