package heliograph.core.messages;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxChange;
import heliograph.store.Row;
import heliograph.tl.storage.DeliveredRead;
import heliograph.tl.storage.StoredPeer;
import heliograph.tl.storage.StoredReadInbox;
import heliograph.tl.storage.StoredReadOutbox;
import heliograph.tl.storage.StoredUnreadMarkNews;

/// Marks messages as read, here and on the other side.
final class Reading {
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
    // Only what is newly read is looked at, so that each message is once.
    int first = known.readInbox() + 1;
    Row newest = Copies.incoming(change, peer, first, upTo);
    int unread =
        upTo == known.top()
            ? 0
            : Math.max(0, known.unread() - Copies.countIncoming(change, peer, first, upTo));
    change.putPeer(peer, known.toBuilder().readInbox(upTo).unread(unread).build());
    if (newest == null) {
      return new Messages.Affected(change.pts(), 0, false);
    }
    int pts = change.event(new StoredReadInbox(peer, upTo, unread));
    int theirs = Copies.copy(newest).other();
    // Who is blocked does not hear when the chat is looked at.
    if (theirs != 0 && !known.blocked()) {
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
}
