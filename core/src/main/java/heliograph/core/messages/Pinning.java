package heliograph.core.messages;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxNews;
import heliograph.core.mailbox.MailboxReader;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.ActionPinned;
import heliograph.tl.storage.DeliveredPins;
import heliograph.tl.storage.MyMessage;
import heliograph.tl.storage.StoredCopy;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.StoredPinned;
import heliograph.tl.storage.StoredReply;
import heliograph.tl.storage.TypeMessageRef;
import heliograph.tl.storage.YourMessage;
import java.util.ArrayList;
import java.util.List;

/// Pins messages on top of their chat, for both sides or for oneself.
///
/// @see <a href="https://core.telegram.org/api/pin">api/pin</a>
public final class Pinning {
  /// How many messages of a chat one call lets go; clients call again for the rest.
  public static final int STEP = 1000;

  /// What is wanted.
  ///
  /// @param oneSide whether the other side is told nothing of it
  /// @param silent whether the other side is told without a sound
  public record Wish(int id, boolean pinned, boolean oneSide, boolean silent) {}

  private Pinning() {}

  /// Pins a message or lets it go. Answers what happened here; nothing if it is so already.
  static List<MailboxNews.Event> pin(MailboxChange change, long peer, Wish wish) {
    StoredMessage message = Copies.message(change, wish.id());
    if (message == null || message.peer() != peer || message.action() != null) {
      throw Refusal.MESSAGE_ID_INVALID.exception();
    }
    boolean both = !wish.oneSide() && told(change, peer);
    if (both && change.peer(peer).blocked()) {
      throw Refusal.YOU_BLOCKED_USER.exception();
    }
    List<MailboxNews.Event> events = new ArrayList<>();
    if (message.pinned() != wish.pinned()) {
      events.add(set(change, peer, List.of(wish.id()), wish.pinned()));
      if (both) {
        tell(change, peer, List.of(wish.id()), wish.pinned());
      }
      if (wish.pinned() && !wish.oneSide()) {
        events.add(announce(change, peer, wish, message, both));
      }
    }
    return events;
  }

  /// Lets the newest pinned messages of a chat go, on both sides.
  static Messages.Affected letGo(MailboxChange change, long peer) {
    List<Integer> ids = pinned(change, peer, STEP);
    if (ids.isEmpty()) {
      return new Messages.Affected(change.pts(), 0, false);
    }
    if (told(change, peer)) {
      tell(change, peer, ids, false);
    }
    MailboxNews.Event event = set(change, peer, ids, false);
    return new Messages.Affected(event.pts(), event.ptsCount(), ids.size() == STEP);
  }

  /// The newest pinned messages of a chat, newest first.
  public static List<Integer> pinned(MailboxReader mailbox, long peer, int limit) {
    Key chat = MailboxKeys.pinned(peer);
    return mailbox.scan(chat, chat.prefixEnd(), limit, Direction.BACKWARD).stream()
        .map(Row::key)
        .map(MailboxKeys::idOfCopy)
        .toList();
  }

  /// Does what the other side did.
  static void receive(MailboxChange change, UserId sender, DeliveredPins pins) {
    long peer = sender.value();
    if (change.peer(peer).blocked()) {
      return;
    }
    List<Integer> ids = new ArrayList<>(pins.yourIds());
    for (int theirs : pins.myIds()) {
      ids.add(Copies.find(change, peer, theirs));
    }
    ids.removeIf(id -> {
      StoredMessage message = Copies.message(change, id);
      return message == null || message.peer() != peer || message.pinned() == pins.pinned();
    });
    if (!ids.isEmpty()) {
      var _ = set(change, peer, List.copyOf(ids), pins.pinned());
    }
  }

  private static boolean told(MailboxChange change, long peer) {
    return peer != change.owner().value() && peer != UserId.SERVICE.value();
  }

  private static MailboxNews.Event set(
      MailboxChange change, long peer, List<Integer> ids, boolean pinned) {
    for (int id : ids) {
      StoredMessage message = Copies.message(change, id);
      if (message != null) {
        change.put(MailboxKeys.event(id), message.toBuilder().pinned(pinned).build());
      }
      if (pinned) {
        change.put(MailboxKeys.pinned(peer, id), new StoredCopy(false, 0));
      } else {
        change.delete(MailboxKeys.pinned(peer, id));
      }
    }
    StoredPinned event = new StoredPinned(pinned, peer, ids);
    return new MailboxNews.Event(change.event(event), 1, event);
  }

  private static void tell(MailboxChange change, long peer, List<Integer> ids, boolean pinned) {
    List<Integer> mine = new ArrayList<>();
    List<Integer> theirs = new ArrayList<>();
    for (int id : ids) {
      StoredMessage message = Copies.message(change, id);
      Integer origin = message == null ? null : message.origin();
      if (origin == null) {
        mine.add(id);
      } else {
        theirs.add(origin);
      }
    }
    change.send(
        new UserId(peer), new DeliveredPins(pinned, List.copyOf(mine), List.copyOf(theirs)));
  }

  /// The chat shows that a message was pinned.
  private static MailboxNews.Event announce(
      MailboxChange change, long peer, Wish wish, StoredMessage pinned, boolean both) {
    StoredMessage notice =
        StoredMessage.builder()
            .out(peer != change.owner().value())
            .silent(wish.silent())
            .peer(peer)
            .date(change.now())
            .text("")
            .action(new ActionPinned())
            .reply(StoredReply.builder().id(wish.id()).build())
            .build();
    int id = Posting.put(change, notice);
    if (both) {
      Integer origin = pinned.origin();
      TypeMessageRef reference =
          origin == null ? new MyMessage(wish.id()) : new YourMessage(origin);
      change.send(new UserId(peer), Sending.delivery(change.owner(), id, notice, reference));
    }
    return new MailboxNews.Event(id, 1, notice);
  }
}
