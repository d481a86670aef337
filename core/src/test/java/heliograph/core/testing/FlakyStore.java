package heliograph.core.testing;

import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import heliograph.store.Direction;
import heliograph.store.Due;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.Row;
import heliograph.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store whose commits fail when the test says so: before they happen, or after, when nobody can tell.
public final class FlakyStore implements PartitionStore {
  /// What becomes of a commit.
  public enum Fate {
    HAPPENS,
    FAILS_BEFORE,
    FAILS_AFTER
  }

  private final PartitionStore store;
  private final Supplier<Fate> fates;
  private boolean failed;

  public FlakyStore(PartitionStore store, Supplier<Fate> fates) {
    this.store = store;
    this.fates = fates;
  }

  /// A store whose process dies after so many commits: what was committed stays, and nothing is committed after.
  public static FlakyStore dyingAfter(PartitionStore store, int commits) {
    AtomicInteger left = new AtomicInteger(commits);
    return new FlakyStore(
        store, () -> left.decrementAndGet() < 0 ? Fate.FAILS_BEFORE : Fate.HAPPENS);
  }

  /// Whether a commit has failed.
  public boolean failed() {
    return failed;
  }

  @Override
  public CommitOutcome commit(Commit commit) {
    Fate fate = fates.get();
    failed |= fate != Fate.HAPPENS;
    if (fate == Fate.FAILS_BEFORE) {
      throw new StoreException(StoreException.Reason.BUSY, "failed before the commit");
    }
    CommitOutcome outcome = store.commit(commit);
    if (fate == Fate.FAILS_AFTER) {
      throw new StoreException(StoreException.Reason.FAILED, "failed after the commit");
    }
    return outcome;
  }

  @Override
  public long version(Partition partition) {
    return store.version(partition);
  }

  @Override
  public byte @Nullable [] get(Partition partition, Key key) {
    return store.get(partition, key);
  }

  @Override
  public List<Row> scan(Partition partition, Key from, Key to, int limit, Direction direction) {
    return store.scan(partition, from, to, limit, direction);
  }

  @Override
  public List<Due> due(long untilMillis, int limit) {
    return store.due(untilMillis, limit);
  }

  @Override
  public void backup(Path folder) {
    store.backup(folder);
  }

  @Override
  public void close() {
    store.close();
  }
}
