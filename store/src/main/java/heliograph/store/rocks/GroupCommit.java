package heliograph.store.rocks;

import heliograph.store.CommitOutcome;
import heliograph.store.CommitOutcome.Committed;
import heliograph.store.CommitOutcome.Moved;
import heliograph.store.Partition;
import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.FileStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// The one thread that writes. It takes all commits that wait, compares their versions, writes those that may happen as
/// one batch with one sync of the log, and wakes those who waited; meanwhile the next ones gather. So a commit costs a
/// share of a sync, and the more there are the smaller the share.
///
/// Waiting commits form a stack of links: a caller pushes itself with one compare-and-set, the thread takes the whole
/// stack with one exchange and turns it round. Who pushes onto an empty stack wakes the thread. The end of the thread
/// leaves a mark in place of the stack, so that a late caller is refused and nobody waits for ever.
///
/// Versions are compared with heads cached in the heap, which no other thread touches. They run ahead of the disk while
/// a batch is built; if writing it fails the thread takes no further commit, as nobody knows what reached the disk, and
/// the cache is never used again.
final class GroupCommit {
  /// Callers let in while the thread is busy with earlier ones.
  static final int MAX_WAITING = 100_000;

  /// A batch is closed when it has this many bytes.
  private static final int BATCH_BYTES = 4 << 20;

  private static final long CLOSE_MILLIS = 60_000;

  private final RocksDB db;
  private final WriteOptions durably = new WriteOptions().setSync(true);
  private final FileStore disk;
  private final long reservedBytes;
  private final Map<Partition, Head> heads;
  private final Thread thread;
  private final PendingCommit endMark;
  private final AtomicReference<@Nullable PendingCommit> waiting = new AtomicReference<>();
  private final AtomicReference<@Nullable StoreException> failure = new AtomicReference<>();
  private volatile boolean closing;

  GroupCommit(RocksDB db, FileStore disk, RocksOptions options) {
    this.db = db;
    this.disk = disk;
    this.reservedBytes = options.reservedBytes();
    this.heads =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Partition, Head> eldest) {
            return size() > options.cachedHeads();
          }
        };
    this.endMark = PendingCommit.endMark();
    this.thread = Thread.ofPlatform().name("store-commit").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  CommitOutcome commit(PendingCommit commit) {
    PendingCommit before;
    do {
      before = waiting.get();
      if (before == endMark) {
        throw new StoreException(Reason.CLOSED, "The store is closed");
      }
      commit.before = before;
      commit.depth = before == null ? 1 : before.depth + 1;
      if (commit.depth > MAX_WAITING) {
        throw new StoreException(Reason.BUSY, MAX_WAITING + " commits are waiting");
      }
    } while (!waiting.compareAndSet(before, commit));
    if (before == null) {
      LockSupport.unpark(thread);
    }
    return commit.await();
  }

  /// Takes no commit from now on. The first failure stays.
  void fail(StoreException reason) {
    failure.compareAndSet(null, reason);
  }

  /// Why it takes no commit now; null: it takes them.
  @Nullable StoreException refusal() {
    StoreException failed = failure.get();
    return failed == null ? spaceMissing() : failed;
  }

  /// Finishes what waits and ends the thread. False if the disk does not answer: then RocksDB is still in use.
  boolean close() {
    closing = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    long deadline = System.nanoTime() + CLOSE_MILLIS * 1_000_000;
    while (thread.isAlive() && System.nanoTime() < deadline) {
      try {
        thread.join(CLOSE_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      return false;
    }
    durably.close();
    return true;
  }

  private void run() {
    while (true) {
      PendingCommit newest = waiting.getAndSet(null);
      if (newest != null) {
        commitAll(inOrder(newest));
      } else if (closing) {
        break;
      } else {
        LockSupport.park(this);
      }
    }
    PendingCommit late = waiting.getAndSet(endMark);
    if (late != null) {
      StoreException closed = new StoreException(Reason.CLOSED, "The store is closed");
      inOrder(late).forEach(commit -> commit.fail(closed));
    }
  }

  private static List<PendingCommit> inOrder(PendingCommit newest) {
    PendingCommit[] ordered = new PendingCommit[newest.depth];
    PendingCommit commit = newest;
    for (int i = ordered.length - 1; i >= 0 && commit != null; i--) {
      ordered[i] = commit;
      PendingCommit before = commit.before;
      commit.before = null;
      commit = before;
    }
    return Arrays.asList(ordered);
  }

  private void commitAll(List<PendingCommit> commits) {
    int from = 0;
    while (from < commits.size()) {
      int to = from;
      long bytes = 0;
      do {
        bytes += commits.get(to).records().length;
        to++;
      } while (to < commits.size() && bytes < BATCH_BYTES);
      commitGroup(commits.subList(from, to));
      from = to;
    }
  }

  private void commitGroup(List<PendingCommit> group) {
    StoreException refusal = refusal();
    if (refusal == null) {
      try {
        List<CommitOutcome> outcomes = write(group);
        for (int i = 0; i < outcomes.size(); i++) {
          group.get(i).complete(outcomes.get(i));
        }
        return;
      } catch (RocksDBException e) {
        refusal = RocksFailure.of("The store can not be written to any more", e);
        fail(refusal);
      } catch (RuntimeException | Error e) {
        refusal =
            new StoreException(Reason.FAILED, "The store can not be written to any more: " + e, e);
        fail(refusal);
      }
    }
    for (PendingCommit commit : group) {
      commit.fail(refusal);
    }
  }

  private @Nullable StoreException spaceMissing() {
    if (reservedBytes == 0) {
      return null;
    }
    try {
      long usable = disk.getUsableSpace();
      return usable >= reservedBytes
          ? null
          : new StoreException(
              Reason.DISK_FULL,
              "Only "
                  + usable
                  + " bytes are free on the store's disk; it takes no commits below "
                  + reservedBytes);
    } catch (IOException e) {
      return new StoreException(
          Reason.DISK_FULL, "The free space of the store's disk is unknown", e);
    }
  }

  /// Decides and writes a group. Nobody is told anything before the batch is durable, not even those whose version has
  /// moved, since it may have been moved by this very batch.
  private List<CommitOutcome> write(List<PendingCommit> group) throws RocksDBException {
    List<CommitOutcome> outcomes = new ArrayList<>(group.size());
    List<PendingCommit> accepted = new ArrayList<>(group.size());
    List<DueMove> dueMoves = new ArrayList<>();
    int length = BatchWriter.HEADER_LENGTH;
    int count = 0;
    for (PendingCommit commit : group) {
      Head head = head(commit.partition());
      if (head.version() == commit.expectedVersion()) {
        heads.put(commit.partition(), commit.next());
        accepted.add(commit);
        length += commit.records().length;
        count += commit.count();
        if (head.dueMillis() != commit.next().dueMillis()) {
          DueMove move =
              new DueMove(commit.partition(), head.dueMillis(), commit.next().dueMillis());
          dueMoves.add(move);
          length += move.length();
          count += move.count();
        }
        outcomes.add(new Committed(commit.next().version()));
      } else if (head.isOutcomeOf(commit)) {
        outcomes.add(new Committed(head.version()));
      } else {
        outcomes.add(new Moved(head.version()));
      }
    }
    if (!accepted.isEmpty()) {
      BatchWriter out = new BatchWriter(length);
      out.header(count);
      accepted.forEach(commit -> out.records(commit.records()));
      dueMoves.forEach(move -> move.write(out));
      try (WriteBatch batch = new WriteBatch(out.finish())) {
        db.write(durably, batch);
      }
    }
    return outcomes;
  }

  private Head head(Partition partition) throws RocksDBException {
    Head head = heads.get(partition);
    if (head == null) {
      head = Head.parse(db.get(Layout.headKey(partition)));
      heads.put(partition, head);
    }
    return head;
  }
}
