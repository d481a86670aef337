package heliograph.core.messages;

import heliograph.core.Records;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.account.Archive;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.mailbox.Origin;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.StoredBarNews;
import heliograph.tl.storage.StoredFolderMove;
import heliograph.tl.storage.StoredPeer;
import heliograph.tl.storage.StoredPinNews;
import heliograph.tl.storage.StoredPinOrderNews;
import heliograph.tl.storage.StoredUnreadMarkNews;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The list of chats: its order, what is pinned on top, what is archived (https://core.telegram.org/api/folders).
public final class Dialogs {
  public static final int MAIN = 0;
  public static final int ARCHIVE = 1;

  /// How many chats may be pinned in one folder.
  public static final int MAX_PINNED = 100;

  private static final int SCANNED = 512;
  private static final Comparator<Dialog> NEWEST_FIRST =
      Comparator.comparingInt((Dialog it) -> it.known().topDate())
          .thenComparingInt(it -> it.known().top())
          .reversed();
  private static final Comparator<Dialog> PINNED_ORDER =
      Comparator.comparingInt(Dialog::pinOrder).reversed();

  private final Mailboxes mailboxes;

  public Dialogs(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  /// A chat in the list.
  public record Dialog(long peer, StoredPeer known) {
    public boolean pinned() {
      return known.pinned() != null;
    }

    public int folder() {
      return known.archived() ? ARCHIVE : MAIN;
    }

    int pinOrder() {
      Integer order = known.pinned();
      return order == null ? 0 : order;
    }
  }

  /// Where a page of the list begins: behind the chat whose newest message has this date and id.
  public record Offset(int date, int id) {
    public static final Offset START = new Offset(0, 0);

    private boolean before(Dialog dialog) {
      int top = dialog.known().topDate();
      if (date == 0) {
        return id == 0 || dialog.known().top() < id;
      }
      return top < date || (top == date && dialog.known().top() < id);
    }
  }

  /// A part of the list and how long the whole is.
  public record Page(List<Dialog> dialogs, int count) {}

  public static Page page(
      MailboxReader mailbox, int folder, boolean excludePinned, Offset offset, int limit) {
    List<Dialog> all = in(mailbox, folder);
    List<Dialog> listed = new ArrayList<>();
    if (!excludePinned && offset.equals(Offset.START)) {
      all.stream().filter(Dialog::pinned).sorted(PINNED_ORDER).forEach(listed::add);
    }
    all.stream()
        .filter(it -> !it.pinned() && offset.before(it))
        .sorted(NEWEST_FIRST)
        .forEach(listed::add);
    long count = excludePinned ? all.stream().filter(it -> !it.pinned()).count() : all.size();
    return new Page(listed.subList(0, Math.min(limit, listed.size())), (int) count);
  }

  public static List<Dialog> pinned(MailboxReader mailbox, int folder) {
    return in(mailbox, folder).stream().filter(Dialog::pinned).sorted(PINNED_ORDER).toList();
  }

  /// How many messages are unread, over all chats.
  public static int unread(MailboxReader mailbox) {
    return all(mailbox).stream().mapToInt(it -> it.known().unread()).sum();
  }

  /// The chats that were marked as unread by hand.
  public static List<Long> markedUnread(MailboxReader mailbox) {
    return all(mailbox).stream().filter(it -> it.known().markedUnread()).map(Dialog::peer).toList();
  }

  /// The chats of a folder, in no order.
  public static List<Dialog> in(MailboxReader mailbox, int folder) {
    return all(mailbox).stream()
        .filter(it -> it.known().top() > 0 && it.folder() == folder)
        .toList();
  }

  private static List<Dialog> all(MailboxReader mailbox) {
    List<Dialog> all = new ArrayList<>();
    Key from = MailboxKeys.PEERS;
    Key end = from.prefixEnd();
    while (true) {
      List<Row> rows = mailbox.scan(from, end, SCANNED, Direction.FORWARD);
      for (Row row : rows) {
        all.add(
            new Dialog(MailboxKeys.peerOf(row.key()), Records.read(row.value(), StoredPeer.class)));
      }
      if (rows.size() < SCANNED) {
        return all;
      }
      from = rows.getLast().key().next();
    }
  }

  /// Pins a chat on top of its folder, or lets it go.
  public void pin(UserId owner, @Nullable Origin origin, long peer, boolean pinned) {
    mailboxes.alter(owner, origin, change -> pin(change, peer, pinned));
  }

  private static void pin(MailboxChange change, long peer, boolean pinned) {
    StoredPeer known = change.peer(peer);
    if (known.top() == 0) {
      throw Refusal.PEER_ID_INVALID.exception();
    }
    if (pinned == (known.pinned() != null)) {
      return;
    }
    List<Dialog> others = pinned(change, known.archived() ? ARCHIVE : MAIN);
    if (pinned && others.size() >= MAX_PINNED) {
      throw Refusal.PINNED_DIALOGS_TOO_MUCH.exception();
    }
    Integer order = null;
    if (pinned) {
      order = others.isEmpty() ? 1 : others.getFirst().pinOrder() + 1;
    }
    change.putPeer(peer, known.toBuilder().pinned(order).build());
    change.notice(new StoredPinNews(peer));
  }

  /// Puts the pinned chats of a folder in order.
  ///
  /// @param force whether those that are not named are let go
  public void reorder(
      UserId owner, @Nullable Origin origin, int folder, List<Long> peers, boolean force) {
    mailboxes.alter(
        owner,
        origin,
        change -> {
          List<Long> order = new ArrayList<>(peers.stream().distinct().toList());
          List<Dialog> pinned = pinned(change, folder);
          for (Dialog dialog : pinned) {
            if (!order.contains(dialog.peer())) {
              if (force) {
                change.putPeer(
                    dialog.peer(), change.peer(dialog.peer()).toBuilder().pinned(null).build());
              } else {
                order.add(dialog.peer());
              }
            }
          }
          if (order.size() > MAX_PINNED) {
            throw Refusal.PINNED_DIALOGS_TOO_MUCH.exception();
          }
          order.removeIf(peer -> !listed(change.peer(peer), folder));
          for (int i = 0; i < order.size(); i++) {
            StoredPeer known = change.peer(order.get(i));
            change.putPeer(order.get(i), known.toBuilder().pinned(order.size() - i).build());
          }
          change.notice(new StoredPinOrderNews(folder));
        });
  }

  private static boolean listed(StoredPeer known, int folder) {
    return known.top() > 0 && known.archived() == (folder == ARCHIVE);
  }

  public void markUnread(UserId owner, @Nullable Origin origin, long peer, boolean unread) {
    mailboxes.alter(
        owner,
        origin,
        change -> {
          StoredPeer known = change.peer(peer);
          if (known.markedUnread() != unread) {
            change.putPeer(peer, known.toBuilder().markedUnread(unread).build());
            change.notice(new StoredUnreadMarkNews(peer));
          }
        });
  }

  /// Has nothing offered any more to do about a stranger.
  public void hideBar(UserId owner, @Nullable Origin origin, long peer) {
    mailboxes.alter(
        owner,
        origin,
        change -> {
          StoredPeer known = change.peer(peer);
          if (!known.barHidden()) {
            change.putPeer(peer, known.toBuilder().barHidden(true).build());
            change.notice(new StoredBarNews(peer));
          }
        });
  }

  /// A chat that was moved to a folder, and the state after it.
  public record Moved(long peer, int folder, int pts) {}

  /// Moves chats to a folder, and returns those that were in another.
  public List<Moved> move(UserId owner, @Nullable Origin origin, List<Moved> wanted) {
    return mailboxes.change(
        owner,
        origin,
        change -> {
          List<Moved> moved = new ArrayList<>();
          for (Moved move : wanted) {
            if (change.peer(move.peer()).archived() != (move.folder() == ARCHIVE)) {
              int pts = move(change, move.peer(), move.folder());
              moved.add(new Moved(move.peer(), move.folder(), pts));
            }
          }
          return moved;
        });
  }

  /// Moves a chat to the other folder, where it is not pinned; answers the state after it.
  static int move(MailboxChange change, long peer, int folder) {
    change.putPeer(
        peer, change.peer(peer).toBuilder().archived(folder == ARCHIVE).pinned(null).build());
    return change.event(new StoredFolderMove(peer, folder));
  }

  /// Brings a chat out of the archive in which something has come that is to be heard.
  static void letOut(MailboxChange change, UserId peer) {
    if (Archive.letsOut(change, peer)) {
      var _ = move(change, peer.value(), MAIN);
    }
  }
}
