package heliograph.core.mailbox;

import heliograph.core.Records;
import heliograph.core.UserId;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.TlObject;
import heliograph.tl.storage.StoredDeletion;
import heliograph.tl.storage.StoredNotice;
import heliograph.tl.storage.StoredPeer;
import heliograph.tl.storage.TypeStoredDelivery;
import heliograph.tl.storage.TypeStoredEvent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One command's view of a mailbox: it sees what it changes, and all of it happens or nothing.
public final class MailboxChange implements MailboxReader {
  /// The state of a mailbox in which nothing has happened.
  public static final int FIRST_PTS = 1;

  final NavigableMap<Key, byte[]> rows = new TreeMap<>();
  final Map<Long, StoredPeer> peers = new HashMap<>();
  final List<Batch.Outgoing> outgoing = new ArrayList<>();
  final List<MailboxNews.Event> events = new ArrayList<>();
  boolean erased;
  boolean going;
  boolean swept;

  /// How many of the events, from the first, the asking session is told of like any other.
  int toldToAll;

  private final Batch batch;
  private final @Nullable Origin origin;
  private int pts;

  MailboxChange(Batch batch, @Nullable Origin origin) {
    this.batch = batch;
    this.origin = origin;
    this.pts = batch.pts;
  }

  @Override
  public UserId owner() {
    return batch.committed.owner();
  }

  /// The time in seconds. In one mailbox it never goes back.
  public int now() {
    return batch.now;
  }

  /// The session whose call this is, if it is one of the owner's.
  public @Nullable Origin origin() {
    return origin;
  }

  @Override
  public int pts() {
    return pts;
  }

  /// Whether the account is gone, so that nothing matters any more.
  public boolean gone() {
    return batch.state.gone;
  }

  /// Whether the account is gone and rows of it are left.
  boolean going() {
    return batch.state.going;
  }

  public void put(Key key, TlObject storedRecord) {
    rows.put(key, Records.bytes(storedRecord));
  }

  public void delete(Key key) {
    rows.put(key, Batch.DELETED);
  }

  /// Replaces what the mailbox knows of a peer.
  public void putPeer(long peer, StoredPeer known) {
    peers.put(peer, known);
  }

  /// Appends a change to the log and returns the pts after it, which is the message's id if it is one.
  public int event(TypeStoredEvent event) {
    int count = ptsCount(event);
    pts = Math.addExact(pts, count);
    put(MailboxKeys.event(pts), event);
    events.add(new MailboxNews.Event(pts, count, event));
    return pts;
  }

  /// By how much a change advances the pts.
  public static int ptsCount(TypeStoredEvent event) {
    return event instanceof StoredDeletion deletion ? deletion.ids().size() : 1;
  }

  /// Tells the account's devices of a change that has no pts. It names what changed, not the new value: so a later one
  /// takes the place of an equal one, and a device that was away hears of it once.
  public void notice(TypeStoredEvent event) {
    put(MailboxKeys.notice(hash(Records.bytes(event))), new StoredNotice(now(), event));
    events.add(MailboxNews.Event.uncounted(event));
  }

  /// Has the asking session told of what happened so far, as the answer to its call says nothing of it.
  public void tellAsker() {
    toldToAll = events.size();
  }

  /// Sends a change to another mailbox, which applies it after this command is durable: exactly once, after all that
  /// was sent there before.
  public void send(UserId to, TypeStoredDelivery delivery) {
    if (to.equals(owner())) {
      throw new IllegalStateException("A mailbox sends nothing to itself");
    }
    StoredPeer known = peer(to.value());
    long number = known.sent() + 1;
    putPeer(to.value(), known.toBuilder().sent(number).build());
    outgoing.add(new Batch.Outgoing(to, number, delivery));
  }

  @Override
  public byte @Nullable [] get(Key key) {
    byte[] changed = rows.get(key);
    if (changed == null) {
      changed = batch.rows.get(key);
    }
    if (changed != null) {
      return Batch.deleted(changed) ? null : changed;
    }
    return batch.committed.get(key);
  }

  @Override
  public StoredPeer peer(long peer) {
    StoredPeer known = peers.get(peer);
    if (known == null) {
      known = batch.peer(peer);
    }
    if (known == null) {
      known = batch.committed.peer(peer);
      batch.state.remember(peer, known);
    }
    return known;
  }

  @Override
  public List<Row> scan(Key from, Key to, int limit, Direction direction) {
    NavigableMap<Key, byte[]> changed = changedBetween(from, to);
    if (changed.isEmpty()) {
      return batch.committed.scan(from, to, limit, direction);
    }
    // Each changed row hides one committed row at most, so with that many more the first `limit`
    // are complete.
    NavigableMap<Key, byte[]> seen = new TreeMap<>();
    for (Row row : batch.committed.scan(from, to, limit + changed.size(), direction)) {
      seen.put(row.key(), row.value());
    }
    seen.putAll(changed);
    seen.values().removeIf(Batch::deleted);
    return (direction == Direction.FORWARD ? seen : seen.descendingMap())
        .entrySet().stream()
            .limit(limit)
            .map(entry -> new Row(entry.getKey(), entry.getValue()))
            .toList();
  }

  private NavigableMap<Key, byte[]> changedBetween(Key from, Key to) {
    NavigableMap<Key, byte[]> changed = new TreeMap<>(batch.rows.subMap(from, true, to, false));
    changed.putAll(rows.subMap(from, true, to, false));
    Map<Long, StoredPeer> changedPeers = new HashMap<>(batch.peers);
    changedPeers.putAll(peers);
    changedPeers.forEach((peer, known) -> {
      Key key = MailboxKeys.peer(peer);
      if (key.compareTo(from) >= 0 && key.compareTo(to) < 0) {
        changed.put(key, Records.bytes(known));
      }
    });
    return changed;
  }

  /// Says that the account is gone. From now on nothing is delivered to it, and its rows are erased, even if the server
  /// stops in between; the first one stays to say whose it was.
  public void leave() {
    mark(true);
  }

  /// Deletes up to `limit` rows of an account that is gone. Returns whether that was all. What it has sent stays until
  /// it is delivered.
  boolean erase(int limit) {
    int left = limit;
    for (Key tag : MailboxKeys.ERASED) {
      if (left > 0) {
        for (Row row : scan(tag, tag.prefixEnd(), left, Direction.FORWARD)) {
          delete(row.key());
          left--;
        }
      }
    }
    mark(left == 0);
    return left > 0;
  }

  private void mark(boolean rowsAreLeft) {
    erased = true;
    going = rowsAreLeft;
    rows.put(MailboxKeys.GONE, rowsAreLeft ? MailboxKeys.ROWS_LEFT : MailboxKeys.NO_ROWS_LEFT);
  }

  /// Has the outbox cleared of what was applied, even where nothing else changes.
  void sweep() {
    swept = true;
  }

  private static long hash(byte[] bytes) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
