package heliograph.core.messages;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.ActionHistoryCleared;
import heliograph.tl.storage.DeliveredDeletion;
import heliograph.tl.storage.StoredMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Deletes messages, for the owner only or for both sides.
final class Deleting {
  /// How many messages of a chat one call deletes; clients call again for the rest.
  private static final int HISTORY_STEP = 1000;

  private static final int SCANNED = 256;

  private Deleting() {}

  /// What the other side has to delete: by our ids of our messages, and by the peer's ids of the peer's.
  private record Revoked(List<Integer> mine, List<Integer> theirs) {
    Revoked() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(int id, StoredMessage message) {
      Integer origin = message.origin();
      if (message.out()) {
        mine.add(id);
      } else if (origin != null) {
        theirs.add(origin);
      }
    }
  }

  static Messages.Affected messages(MailboxChange change, List<Integer> ids, boolean revoke) {
    Map<Long, Revoked> revoked = new LinkedHashMap<>();
    for (int id : ids.stream().distinct().toList()) {
      StoredMessage message = Copies.message(change, id);
      if (message != null) {
        revoked.computeIfAbsent(message.peer(), _ -> new Revoked()).add(id, message);
      }
    }
    int removed = Posting.remove(change, ids).size();
    if (revoke) {
      revoked.forEach((peer, what) -> tell(change, peer, what));
    }
    return new Messages.Affected(change.pts(), removed, false);
  }

  static Messages.Affected history(MailboxChange change, Messages.HistoryDeletion wanted) {
    long peer = wanted.peer();
    Revoked revoked = new Revoked();
    List<Integer> ids = new ArrayList<>();
    boolean more = collect(change, wanted, ids, revoked);
    boolean whole = !more && wanted.minDate() == 0 && wanted.maxDate() == 0;
    boolean clears = whole && (ids.isEmpty() ? 0 : ids.getFirst()) == change.peer(peer).top();
    if (clears && wanted.justClear() && !ids.isEmpty()) {
      leaveTrace(change, peer);
    }
    int removed = Posting.remove(change, ids).size();
    if (wanted.revoke()) {
      tell(change, peer, revoked);
    }
    if (clears && !wanted.justClear()) {
      Drafts.clear(change, peer);
    }
    return new Messages.Affected(change.pts(), removed, more);
  }

  /// A chat that was cleared and not deleted stays in the list, in its place: this message holds it. It comes before the
  /// deletion, so that the chat is never empty; and the answer counts only what was deleted, so that it is told of like any other.
  private static void leaveTrace(MailboxChange change, long peer) {
    Posting.put(
        change,
        StoredMessage.builder()
            .out(peer != change.owner().value())
            .peer(peer)
            .date(change.now())
            .text("")
            .action(new ActionHistoryCleared())
            .build());
    change.tellAsker();
  }

  /// Collects the messages to delete, newest first. Returns whether there are more than one step takes.
  private static boolean collect(
      MailboxChange change, Messages.HistoryDeletion wanted, List<Integer> ids, Revoked revoked) {
    Key from = MailboxKeys.chat(wanted.peer());
    Key to =
        wanted.maxId() > 0
            ? MailboxKeys.copy(wanted.peer(), wanted.maxId()).next()
            : from.prefixEnd();
    while (true) {
      List<Row> rows = change.scan(from, to, SCANNED, Direction.BACKWARD);
      for (Row row : rows) {
        int id = MailboxKeys.idOfCopy(row.key());
        StoredMessage message = Copies.message(change, id);
        if (message != null && within(message, wanted)) {
          if (ids.size() == HISTORY_STEP) {
            return true;
          }
          ids.add(id);
          revoked.add(id, message);
        }
      }
      if (rows.size() < SCANNED) {
        return false;
      }
      to = rows.getLast().key();
    }
  }

  private static boolean within(StoredMessage message, Messages.HistoryDeletion wanted) {
    return (wanted.minDate() == 0 || message.date() >= wanted.minDate())
        && (wanted.maxDate() == 0 || message.date() <= wanted.maxDate());
  }

  private static void tell(MailboxChange change, long peer, Revoked revoked) {
    boolean something = !revoked.mine().isEmpty() || !revoked.theirs().isEmpty();
    if (something && peer != change.owner().value() && peer != UserId.SERVICE.value()) {
      change.send(
          new UserId(peer),
          new DeliveredDeletion(List.copyOf(revoked.mine()), List.copyOf(revoked.theirs())));
    }
  }

  static void receive(MailboxChange change, UserId sender, DeliveredDeletion deletion) {
    long peer = sender.value();
    List<Integer> ids = new ArrayList<>();
    for (int id : deletion.yourIds()) {
      StoredMessage message = Copies.message(change, id);
      if (message != null && message.peer() == peer) {
        ids.add(id);
      }
    }
    for (int theirId : deletion.myIds()) {
      int id = Copies.find(change, peer, theirId);
      if (id != 0) {
        ids.add(id);
      }
    }
    Posting.remove(change, ids);
  }
}
