package heliograph.core.messages;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.DeliveredRead;
import heliograph.tl.storage.StoredPeer;
import heliograph.tl.storage.StoredReadInbox;
import heliograph.tl.storage.StoredReadOutbox;
import heliograph.tl.storage.StoredUnreadMarkNews;
import java.util.List;

/// Marks messages as read, here and on the other side.
final class Reading {
  private static final int SCANNED = 512;

  private Reading() {}

  /// Reads a chat up to a message; 0 reads all of it.
  static Messages.Affected inbox(MailboxChange change, long peer, int maxId) {
    StoredPeer known = change.peer(peer);
    int upTo = maxId == 0 ? known.top() : Math.min(maxId, known.top());
    if (known.markedUnread()) {
      change.putPeer(peer, known.toBuilder().markedUnread(false).build());
      change.notice(new StoredUnreadMarkNews(peer));
      known = change.peer(peer);
    }
    if (upTo <= known.readInbox() || peer == change.owner().value()) {
      return new Messages.Affected(change.pts(), 0, false);
    }
    int unread = upTo == known.top() ? 0 : unreadAfter(change, peer, upTo);
    Row newest = Copies.incomingUpTo(change, peer, upTo);
    change.putPeer(peer, known.toBuilder().readInbox(upTo).unread(unread).build());
    if (newest == null || MailboxKeys.idOfCopy(newest.key()) <= known.readInbox()) {
      return new Messages.Affected(change.pts(), 0, false);
    }
    int pts = change.event(new StoredReadInbox(peer, upTo, unread));
    int theirs = Copies.copy(newest).other();
    if (theirs != 0) {
      change.send(new UserId(peer), new DeliveredRead(theirs, change.now()));
    }
    return new Messages.Affected(pts, 1, false);
  }

  /// The peer has read our messages up to one.
  static void receive(MailboxChange change, UserId reader, DeliveredRead read) {
    long peer = reader.value();
    StoredPeer known = change.peer(peer);
    if (read.yourMaxId() > known.readOutbox()) {
      change.putPeer(peer, known.toBuilder().readOutbox(read.yourMaxId()).build());
      change.event(new StoredReadOutbox(peer, read.yourMaxId(), read.date()));
    }
  }

  private static int unreadAfter(MailboxChange change, long peer, int id) {
    int unread = 0;
    Key from = MailboxKeys.copy(peer, id).next();
    Key end = MailboxKeys.chat(peer).prefixEnd();
    while (true) {
      List<Row> rows = change.scan(from, end, SCANNED, Direction.FORWARD);
      for (Row row : rows) {
        if (!Copies.copy(row).out()) {
          unread++;
        }
      }
      if (rows.size() < SCANNED) {
        return unread;
      }
      from = rows.getLast().key().next();
    }
  }
}
