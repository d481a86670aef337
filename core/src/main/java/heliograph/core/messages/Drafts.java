package heliograph.core.messages;

import heliograph.core.Records;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.mailbox.Origin;
import heliograph.store.Direction;
import heliograph.store.Row;
import heliograph.tl.storage.StoredDraft;
import heliograph.tl.storage.StoredDraftNews;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages begun and not sent, one for each chat, the same on all devices (https://core.telegram.org/api/drafts).
public final class Drafts {
  /// How many drafts are given out at once.
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
          List<Long> peers = List.copyOf(all(change).keySet());
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

  /// The drafts by their peers.
  public static Map<Long, StoredDraft> all(MailboxReader mailbox) {
    Map<Long, StoredDraft> drafts = new LinkedHashMap<>();
    for (Row row :
        mailbox.scan(
            MailboxKeys.DRAFTS, MailboxKeys.DRAFTS.prefixEnd(), LIMIT, Direction.FORWARD)) {
      drafts.put(MailboxKeys.peerOf(row.key()), Records.read(row.value(), StoredDraft.class));
    }
    return drafts;
  }
}
