package heliograph.core.testing;

import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import heliograph.store.PartitionStore;
import heliograph.store.StoreException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A store whose commits fail when the test says so: before they happen, or after, when nobody can tell.
public final class FlakyStore extends PassingStore {
  /// What becomes of a commit.
  public enum Fate {
    HAPPENS,
    FAILS_BEFORE,
    FAILS_AFTER
  }

  private final Supplier<Fate> fates;
  private boolean failed;

  public FlakyStore(PartitionStore store, Supplier<Fate> fates) {
    super(store);
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
    CommitOutcome outcome = super.commit(commit);
    if (fate == Fate.FAILS_AFTER) {
      throw new StoreException(StoreException.Reason.FAILED, "failed after the commit");
    }
    return outcome;
  }
}
