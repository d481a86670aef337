package heliograph.core.messages;

import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.StoredCopy;
import heliograph.tl.storage.StoredDeletion;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.StoredPeer;
import heliograph.tl.storage.StoredPinNews;
import java.util.ArrayList;
import java.util.List;

/// Puts messages into a mailbox and takes them out, and keeps what the mailbox knows of the chat in step.
final class Posting {
  private Posting() {}

  /// Adds a message and returns its id.
  static int put(MailboxChange change, StoredMessage message) {
    int id = change.event(message);
    long peer = message.peer();
    Integer origin = message.origin();
    StoredPeer known = change.peer(peer);
    Integer heard = message.out() ? (Integer) Copies.heard(change, peer, known) : origin;
    change.put(
        MailboxKeys.copy(peer, id), new StoredCopy(message.out(), heard == null ? 0 : heard));
    if (peer == change.owner().value()) {
      SavedMessages.added(change, id, message);
    }
    StoredPeer.Builder next =
        known.toBuilder().count(known.count() + 1).top(id).topDate(message.date());
    if (heard != null) {
      next.heard(heard);
    }
    if (peer == change.owner().value()) {
      next.readInbox(id).readOutbox(id);
    } else if (!message.out()) {
      next.unread(known.unread() + 1);
    }
    change.putPeer(peer, next.build());
    return id;
  }

  /// Takes messages out and returns the ids of those that were there.
  static List<Integer> remove(MailboxChange change, List<Integer> ids) {
    List<Integer> removed = new ArrayList<>();
    for (int id : ids.stream().distinct().sorted().toList()) {
      StoredMessage message = Copies.message(change, id);
      if (message != null) {
        remove(change, id, message);
        removed.add(id);
      }
    }
    if (!removed.isEmpty()) {
      change.event(new StoredDeletion(List.copyOf(removed)));
    }
    return removed;
  }

  private static void remove(MailboxChange change, int id, StoredMessage message) {
    long peer = message.peer();
    change.delete(MailboxKeys.event(id));
    change.delete(MailboxKeys.copy(peer, id));
    forgetWords(change, id);
    if (message.pinned()) {
      change.delete(MailboxKeys.pinned(peer, id));
    }
    if (peer == change.owner().value()) {
      SavedMessages.removed(change, id, message);
    }
    StoredPeer known = change.peer(peer);
    StoredPeer.Builder next = known.toBuilder().count(known.count() - 1);
    if (!message.out() && id > known.readInbox() && known.unread() > 0) {
      next.unread(known.unread() - 1);
    }
    if (id == known.top()) {
      lowerTop(change, peer, next, known.pinned() != null);
    }
    change.putPeer(peer, next.build());
  }

  private static void lowerTop(
      MailboxChange change, long peer, StoredPeer.Builder next, boolean pinned) {
    Key chat = MailboxKeys.chat(peer);
    List<Row> newest = change.scan(chat, chat.prefixEnd(), 1, Direction.BACKWARD);
    if (!newest.isEmpty()) {
      int top = MailboxKeys.idOfCopy(newest.getFirst().key());
      StoredMessage message = Copies.message(change, top);
      next.top(top).topDate(message == null ? 0 : message.date());
      return;
    }
    next.top(0).topDate(0).unread(0);
    if (pinned) {
      next.pinned(null);
      change.notice(new StoredPinNews(peer));
    }
  }

  /// The words of a message that changes are found anew by the next search.
  static void forgetWords(MailboxChange change, int id) {
    change.delete(MailboxKeys.words(id >>> WordBlock.BITS));
  }
}
