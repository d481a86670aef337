package heliograph.core.mailbox;

import heliograph.store.Commit;
import heliograph.store.Key;
import heliograph.tl.storage.StoredPeer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What a mailbox's writer keeps in memory between two commits, all of it durable. Only the writer touches it.
final class MailboxState {
  /// How many peers are remembered; beyond that all are read anew.
  private static final int MAX_PEERS = 512;

  long version;
  int pts;
  int date;
  long dueMillis = Commit.NOT_DUE;
  boolean gone;

  /// Whether rows of an account that is gone are still to be erased.
  boolean going;

  /// The outbox rows that are durable and not cleared.
  final Set<Key> outbox = new HashSet<>();

  /// Those of them that their receivers have applied; filled by the receivers' writers.
  final Queue<Key> applied = new ConcurrentLinkedQueue<>();

  private final Map<Long, StoredPeer> peers = new HashMap<>();
  private int weight;

  MailboxState(long version, int pts, boolean gone, boolean going) {
    this.version = version;
    this.pts = pts;
    this.gone = gone;
    this.going = going;
  }

  @Nullable StoredPeer peer(long peer) {
    return peers.get(peer);
  }

  void remember(long peer, StoredPeer known) {
    if (peers.size() >= MAX_PEERS) {
      peers.clear();
    }
    peers.put(peer, known);
  }

  /// About how many bytes this takes, or took when it took most. So the cache that weighs it has to be told now and then, not after
  /// each commit.
  int weight() {
    weight = Math.max(weight, 300 + 160 * peers.size() + 80 * outbox.size());
    return weight;
  }

  /// Whether it weighs more than ever before.
  boolean grew() {
    int before = weight;
    return weight() > before;
  }
}
