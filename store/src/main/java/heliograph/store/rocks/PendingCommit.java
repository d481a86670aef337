package heliograph.store.rocks;

import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.Row;
import heliograph.store.StoreException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A commit on its way through the group, and the thread that waits for it. Its records are written by the waiting
/// thread: they name the version that the commit will make, so that the group has only to compare versions and to copy.
final class PendingCommit {
  /// The commit that was pushed before this one and not taken yet: see [GroupCommit].
  @Nullable PendingCommit before;

  /// How many commits there are from this one down.
  int depth;

  private final Partition partition;
  private final long expectedVersion;
  private final Head next;
  private final byte[] records;
  private final int count;
  private final Thread waiting = Thread.currentThread();

  /// A [CommitOutcome], or the [StoreException] to throw.
  private volatile @Nullable Object result;

  PendingCommit(Commit commit) {
    partition = commit.partition();
    expectedVersion = commit.expectedVersion();
    next = new Head(expectedVersion + 1, commit.commandId(), commit.dueMillis());
    count = commit.deletes().size() + commit.puts().size() + 1;
    records = records(commit);
  }

  private PendingCommit() {
    partition = Partition.of('~', 0);
    expectedVersion = 0;
    next = Head.parse(null);
    records = new byte[0];
    count = 0;
  }

  /// Stands where the waiting commits are once there will be no more.
  static PendingCommit endMark() {
    return new PendingCommit();
  }

  private byte[] records(Commit commit) {
    int headKeyLength = Layout.headKeyLength(partition);
    long length = BatchWriter.rowPutLength(headKeyLength, Head.LENGTH);
    for (Key key : commit.deletes()) {
      checkRowKey(key);
      length += BatchWriter.rowDeleteLength(headKeyLength + key.length());
    }
    for (Row row : commit.puts()) {
      checkRowKey(row.key());
      length += BatchWriter.rowPutLength(headKeyLength + row.key().length(), row.value().length);
    }
    if (length > Commit.MAX_BYTES) {
      throw new IllegalArgumentException(
          "A commit has at most " + Commit.MAX_BYTES + " bytes, not " + length);
    }
    BatchWriter out = new BatchWriter((int) length);
    for (Key key : commit.deletes()) {
      out.deleteRow(partition, key);
    }
    for (Row row : commit.puts()) {
      out.putRow(partition, row.key(), row.value());
    }
    out.putHead(partition, next);
    return out.finish();
  }

  private static void checkRowKey(Key key) {
    if (key.length() == 0 || key.compareTo(Key.LAST) >= 0) {
      throw new IllegalArgumentException("The bounds of scans are no keys of rows");
    }
  }

  Partition partition() {
    return partition;
  }

  long expectedVersion() {
    return expectedVersion;
  }

  /// The head that the partition has once this is committed.
  Head next() {
    return next;
  }

  byte[] records() {
    return records;
  }

  /// How many records there are.
  int count() {
    return count;
  }

  void complete(CommitOutcome outcome) {
    finish(outcome);
  }

  void fail(StoreException failure) {
    finish(failure);
  }

  private void finish(Object newResult) {
    result = newResult;
    LockSupport.unpark(waiting);
  }

  /// Waits until the commit is decided. An interrupt does not end that, since nobody would know the outcome; it is
  /// there again afterwards.
  CommitOutcome await() {
    boolean interrupted = false;
    Object decided;
    while ((decided = result) == null) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (decided instanceof CommitOutcome outcome) {
      return outcome;
    }
    StoreException failure = (StoreException) decided;
    throw new StoreException(failure.reason(), String.valueOf(failure.getMessage()), failure);
  }
}
