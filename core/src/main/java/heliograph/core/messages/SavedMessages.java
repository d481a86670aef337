package heliograph.core.messages;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.StoredCopy;
import heliograph.tl.storage.StoredForward;
import heliograph.tl.storage.StoredMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The chats within Saved Messages: one for each person from whose chat something was saved, and one's own notes.
///
/// A message to oneself is listed under its chat from the moment somebody first looks at these chats; that look lists those that
/// were there before.
///
/// @see <a href="https://core.telegram.org/api/saved-messages">api/saved-messages</a>
public final class SavedMessages {
  /// Older ones than so many are found by search and in the whole chat only, if nobody looked before.
  static final int MAX_LISTED = 10_000;

  /// Chats that one answer counts.
  private static final int MAX_CHATS = 1000;

  private static final int PAGE = 500;
  private static final StoredCopy LISTED = new StoredCopy(false, 0);

  private final Mailboxes mailboxes;

  public SavedMessages(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  /// A chat and its newest message.
  public record Chat(long peer, int top) {}

  /// The chats, the one with the newest message first.
  public List<Chat> chats(UserId owner) {
    MailboxReader mailbox = listed(owner);
    List<Chat> chats = new ArrayList<>();
    Key from = MailboxKeys.savedListed().next();
    while (chats.size() < MAX_CHATS) {
      List<Row> next = mailbox.scan(from, MailboxKeys.savedEnd(), 1, Direction.FORWARD);
      if (next.isEmpty()) {
        break;
      }
      long peer = MailboxKeys.peerOf(next.getFirst().key());
      from = MailboxKeys.saved(peer).prefixEnd();
      Row newest = mailbox.scan(MailboxKeys.saved(peer), from, 1, Direction.BACKWARD).getFirst();
      chats.add(new Chat(peer, MailboxKeys.idOfCopy(newest.key())));
    }
    chats.sort(Comparator.comparingInt(Chat::top).reversed());
    return chats;
  }

  /// The messages of a chat, newest first.
  public List<History.Entry> page(UserId owner, long chat, History.Window window) {
    return History.page(listed(owner), MailboxKeys.saved(chat), window);
  }

  /// How many messages a chat has.
  public int count(UserId owner, long chat) {
    MailboxReader mailbox = listed(owner);
    Key from = MailboxKeys.saved(chat);
    int count = 0;
    while (true) {
      List<Row> rows =
          mailbox.scan(from, MailboxKeys.saved(chat).prefixEnd(), PAGE, Direction.FORWARD);
      count += rows.size();
      if (rows.size() < PAGE) {
        return count;
      }
      from = rows.getLast().key().next();
    }
  }

  static void added(MailboxChange change, int id, StoredMessage message) {
    if (change.get(MailboxKeys.savedListed()) != null) {
      list(change, id, message);
    }
  }

  static void removed(MailboxChange change, int id, StoredMessage message) {
    change.delete(MailboxKeys.saved(chat(change, message), id));
  }

  private MailboxReader listed(UserId owner) {
    MailboxReader mailbox = mailboxes.read(owner);
    if (mailbox.get(MailboxKeys.savedListed()) == null) {
      mailboxes.alter(owner, SavedMessages::listAll);
    }
    return mailbox;
  }

  private static void listAll(MailboxChange change) {
    if (change.get(MailboxKeys.savedListed()) != null) {
      return;
    }
    change.put(MailboxKeys.savedListed(), LISTED);
    Key chat = MailboxKeys.chat(change.owner().value());
    int offset = 0;
    int listed = 0;
    while (listed < MAX_LISTED) {
      List<History.Entry> page =
          History.page(change, chat, new History.Window(offset, 0, 0, PAGE, 0, 0));
      if (page.isEmpty()) {
        return;
      }
      page.forEach(entry -> list(change, entry.id(), entry.message()));
      listed += page.size();
      offset = page.getLast().id();
    }
  }

  private static void list(MailboxChange change, int id, StoredMessage message) {
    change.put(MailboxKeys.saved(chat(change, message), id), LISTED);
  }

  private static long chat(MailboxChange change, StoredMessage message) {
    StoredForward forward = message.forward();
    Long from = forward == null ? null : forward.savedPeer();
    return from == null ? change.owner().value() : from;
  }
}
