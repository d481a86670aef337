package heliograph.core.messages;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.mailbox.Origin;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.StoredDraft;
import heliograph.tl.storage.StoredDraftNews;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages begun and not sent, one for each chat, the same on all devices (https://core.telegram.org/api/drafts).
public final class Drafts {
  /// Drafts that are read at once.
  private static final int STEP = 32;

  /// How many drafts are given out, or cleared, at once.
  private static final int LIMIT = 1000;

  private final Mailboxes mailboxes;

  public Drafts(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  /// Keeps a draft; its date is set here.
  public void save(UserId owner, @Nullable Origin origin, long peer, StoredDraft draft) {
    mailboxes.alter(
        owner,
        origin,
        change -> {
          change.put(MailboxKeys.draft(peer), draft.toBuilder().date(change.now()).build());
          change.notice(new StoredDraftNews(peer));
        });
  }

  public void clear(UserId owner, @Nullable Origin origin, long peer) {
    mailboxes.alter(owner, origin, change -> clear(change, peer));
  }

  /// Clears all drafts and returns the peers that had one.
  public List<Long> clearAll(UserId owner, @Nullable Origin origin) {
    return mailboxes.change(
        owner,
        origin,
        change -> {
          List<Long> peers = peers(change, Long.MAX_VALUE);
          peers.forEach(peer -> clear(change, peer));
          return peers;
        });
  }

  static void clear(MailboxChange change, long peer) {
    if (change.get(MailboxKeys.draft(peer)) != null) {
      change.delete(MailboxKeys.draft(peer));
      change.notice(new StoredDraftNews(peer));
    }
  }

  public static @Nullable StoredDraft of(MailboxReader mailbox, long peer) {
    return mailbox.get(MailboxKeys.draft(peer), StoredDraft.class);
  }

  /// The peers with drafts, as many as one answer has room for.
  public static List<Long> peers(MailboxReader mailbox) {
    return peers(mailbox, PageReader.MAX_BYTES);
  }

  private static List<Long> peers(MailboxReader mailbox, long maxBytes) {
    List<Long> peers = new ArrayList<>();
    Key from = MailboxKeys.DRAFTS;
    long bytes = 0;
    while (peers.size() < LIMIT) {
      List<Row> rows = mailbox.scan(from, MailboxKeys.DRAFTS.prefixEnd(), STEP, Direction.FORWARD);
      for (Row row : rows) {
        if (bytes >= maxBytes) {
          return peers;
        }
        bytes += row.value().length;
        peers.add(MailboxKeys.peerOf(row.key()));
      }
      if (rows.size() < STEP) {
        return peers;
      }
      from = rows.getLast().key().next();
    }
    return peers;
  }
}
