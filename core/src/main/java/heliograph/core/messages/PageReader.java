package heliograph.core.messages;

import heliograph.core.Records;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxReader;
import heliograph.tl.storage.StoredDraft;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.TypeStoredEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the messages and drafts of one answer, until they have as many bytes as one answer may have. A page of the longest texts stays
/// below that; messages that somebody has stuffed with all that a message can carry come in shorter pages.
public final class PageReader {
  static final int MAX_BYTES = 2 << 20;

  private final MailboxReader mailbox;
  private int bytes;

  public PageReader(MailboxReader mailbox) {
    this.mailbox = mailbox;
  }

  /// Whether the answer takes no more messages; never before the first.
  public boolean full() {
    return bytes >= MAX_BYTES;
  }

  /// The message with an id, which is counted; null if there is none.
  public @Nullable StoredMessage message(int id) {
    byte[] row = mailbox.get(MailboxKeys.event(id));
    if (row == null
        || !(Records.read(row, TypeStoredEvent.class) instanceof StoredMessage message)) {
      return null;
    }
    bytes += row.length;
    return message;
  }

  /// What is begun and not sent to a peer, which is counted; null if there is nothing.
  public @Nullable StoredDraft draft(long peer) {
    byte[] row = mailbox.get(MailboxKeys.draft(peer));
    if (row == null) {
      return null;
    }
    bytes += row.length;
    return Records.read(row, StoredDraft.class);
  }

  /// Those of the messages that are there, in this order, and as many as there is room for.
  public List<History.Entry> messages(List<Integer> ids) {
    List<History.Entry> entries = new ArrayList<>();
    for (int id : ids) {
      if (full()) {
        break;
      }
      StoredMessage message = message(id);
      if (message != null) {
        entries.add(new History.Entry(id, message));
      }
    }
    return entries;
  }
}
