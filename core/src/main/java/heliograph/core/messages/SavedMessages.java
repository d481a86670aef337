package heliograph.core.messages;

import heliograph.core.mailbox.MailboxReader;
import heliograph.tl.storage.StoredForward;
import heliograph.tl.storage.StoredMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The chats within Saved Messages: one for each person from whose chat something was saved, and one's own notes.
///
/// @see <a href="https://core.telegram.org/api/saved-messages">api/saved-messages</a>
public final class SavedMessages {
  /// Older ones than so many are found by search and in the whole chat only.
  static final int MAX_SCANNED = 10_000;

  private static final int PAGE = 500;

  private SavedMessages() {}

  /// The saved messages by the chats they belong to: the chat with the newest one first, newest messages first.
  public static Map<Long, List<History.Entry>> chats(MailboxReader mailbox) {
    long self = mailbox.owner().value();
    Map<Long, List<History.Entry>> chats = new LinkedHashMap<>();
    int offset = 0;
    for (int scanned = 0; scanned < MAX_SCANNED; scanned += PAGE) {
      List<History.Entry> page =
          History.page(mailbox, self, new History.Window(offset, 0, 0, PAGE, 0, 0));
      for (History.Entry entry : page) {
        chats.computeIfAbsent(chat(self, entry.message()), _ -> new ArrayList<>()).add(entry);
      }
      if (page.size() < PAGE) {
        break;
      }
      offset = page.getLast().id();
    }
    return chats;
  }

  private static long chat(long self, StoredMessage message) {
    StoredForward forward = message.forward();
    Long from = forward == null ? null : forward.savedPeer();
    return from == null ? self : from;
  }
}
