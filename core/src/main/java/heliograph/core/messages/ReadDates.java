package heliograph.core.messages;

import heliograph.core.Records;
import heliograph.core.Refusal;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxReader;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.StoredReadOutbox;
import heliograph.tl.storage.TypeStoredEvent;
import java.util.List;

/// When messages were read: the log says it, so it is looked for there, from the message on.
public final class ReadDates {
  /// For how long after a message was sent it is told when it was read, in seconds.
  public static final int KEPT_SECONDS = 7 * 86_400;

  private static final int PAGE = 512;
  private static final int MAX_SCANNED = 20_000;
  private static final int MAX_BYTES = 16 << 20;

  private ReadDates() {}

  /// The time at which the peer read an own message, in seconds.
  public static int of(MailboxReader mailbox, long peer, int id, int now) {
    StoredMessage message = Copies.message(mailbox, id);
    if (message == null || message.peer() != peer || !message.out()) {
      throw Refusal.MESSAGE_ID_INVALID.exception();
    }
    if (message.date() < now - KEPT_SECONDS) {
      throw Refusal.MESSAGE_TOO_OLD.exception();
    }
    if (mailbox.peer(peer).readOutbox() < id) {
      throw Refusal.MESSAGE_NOT_READ_YET.exception();
    }
    Key from = MailboxKeys.event(id).next();
    int bytes = 0;
    for (int scanned = 0; scanned < MAX_SCANNED && bytes < MAX_BYTES; scanned += PAGE) {
      List<Row> rows = mailbox.scan(from, MailboxKeys.LOG.prefixEnd(), PAGE, Direction.FORWARD);
      for (Row row : rows) {
        bytes += row.value().length;
        if (Records.read(row.value(), TypeStoredEvent.class) instanceof StoredReadOutbox read
            && read.peer() == peer
            && read.maxId() >= id) {
          return read.date();
        }
      }
      if (rows.size() < PAGE) {
        break;
      }
      from = rows.getLast().key().next();
    }
    throw Refusal.MESSAGE_TOO_OLD.exception();
  }
}
