package heliograph.core.mailbox;

import heliograph.core.Records;
import heliograph.core.UserId;
import heliograph.store.CommandId;
import heliograph.store.Commit;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.StoredPeer;
import heliograph.tl.storage.TypeStoredDelivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What several commands of one mailbox change in one commit.
final class Batch {
  /// How long after a commit its deliveries are looked at again, if no later commit has cleared them.
  static final long DUE_AFTER_MILLIS = 10_000;

  /// A delivery that this commit sends.
  record Outgoing(UserId to, long number, TypeStoredDelivery delivery) {
    Key key() {
      return MailboxKeys.outgoing(to.value(), number);
    }
  }

  /// Stands for a deleted row. No row has an empty value.
  static final byte[] DELETED = {};

  final MailboxState state;
  final MailboxReader committed;
  final long nowMillis;
  final int now;
  final TreeMap<Key, byte[]> rows = new TreeMap<>();
  final Map<Long, StoredPeer> peers = new HashMap<>();
  final List<Outgoing> outgoing = new ArrayList<>();
  final List<MailboxNews> news = new ArrayList<>();
  private final List<Key> cleared = new ArrayList<>();
  int pts;
  boolean erased;
  private boolean going;
  private boolean swept;

  Batch(MailboxState state, MailboxReader committed, long nowMillis) {
    this.state = state;
    this.committed = committed;
    this.nowMillis = nowMillis;
    this.now = Math.max(state.date, (int) (nowMillis / 1000));
    this.pts = state.pts;
    this.going = state.going;
  }

  /// Takes over what a command did that has succeeded.
  void absorb(MailboxChange change) {
    rows.putAll(change.rows);
    peers.putAll(change.peers);
    outgoing.addAll(change.outgoing);
    pts = change.pts();
    if (change.erased) {
      erased = true;
      going = change.going;
    }
    swept |= change.swept;
    List<MailboxNews.Event> events = change.events;
    tell(null, events.subList(0, change.toldToAll));
    tell(change.origin(), events.subList(change.toldToAll, events.size()));
  }

  private void tell(@Nullable Origin origin, List<MailboxNews.Event> events) {
    if (!events.isEmpty()) {
      news.add(new MailboxNews(committed.owner(), now, origin, List.copyOf(events)));
    }
  }

  static boolean deleted(byte[] value) {
    return value.length == 0;
  }

  /// Whether there is anything to commit.
  boolean changed() {
    return !rows.isEmpty() || !peers.isEmpty() || swept;
  }

  Commit commit(UserId owner) {
    List<Row> puts = new ArrayList<>(rows.size() + peers.size() + outgoing.size());
    List<Key> deletes = new ArrayList<>();
    rows.forEach((key, value) -> {
      if (deleted(value)) {
        deletes.add(key);
      } else {
        puts.add(new Row(key, value));
      }
    });
    peers.forEach((peer, known) -> puts.add(new Row(MailboxKeys.peer(peer), Records.bytes(known))));
    for (Outgoing sent : outgoing) {
      puts.add(new Row(sent.key(), Records.bytes(sent.delivery())));
    }
    for (Key applied = state.applied.poll(); applied != null; applied = state.applied.poll()) {
      if (state.outbox.contains(applied)) {
        cleared.add(applied);
      }
    }
    deletes.addAll(cleared);
    return new Commit(
        owner.partition(), state.version, CommandId.fresh(), puts, deletes, dueMillis());
  }

  /// The time stays as it is while there is always something on its way: an index row a commit would cost too much.
  private long dueMillis() {
    if (!going && outgoing.isEmpty() && state.outbox.size() == cleared.size()) {
      return Commit.NOT_DUE;
    }
    boolean ahead = state.dueMillis != Commit.NOT_DUE && state.dueMillis > nowMillis;
    return ahead ? state.dueMillis : nowMillis + DUE_AFTER_MILLIS;
  }

  /// Brings the state in memory to what is durable now.
  void settle(long version, long dueMillis) {
    state.version = version;
    state.pts = pts;
    state.date = now;
    state.dueMillis = dueMillis;
    peers.forEach(state::remember);
    cleared.forEach(state.outbox::remove);
    for (Outgoing sent : outgoing) {
      state.outbox.add(sent.key());
    }
  }

  @Nullable StoredPeer peer(long peer) {
    StoredPeer changed = peers.get(peer);
    return changed == null ? state.peer(peer) : changed;
  }
}
