package heliograph.core.cell;

import heliograph.core.Records;
import heliograph.store.CommandId;
import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.tl.TlObject;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads and changes small partitions. Two changes of one partition that meet are done one after the other: the one
/// that comes too late is tried again on what the other left.
public final class Cells {
  private static final int MAX_TRIES = 100;

  private final PartitionStore store;

  public Cells(PartitionStore store) {
    this.store = store;
  }

  public <T extends TlObject> @Nullable T get(Partition partition, Key key, Class<T> type) {
    byte[] value = store.get(partition, key);
    return value == null ? null : Records.read(value, type);
  }

  public boolean has(Partition partition, Key key) {
    return store.get(partition, key) != null;
  }

  /// Runs a command, perhaps several times, and returns what it returned when its change is durable. A command that
  /// throws has changed nothing.
  public <R extends @Nullable Object> R change(
      Partition partition, Function<CellChange, R> command) {
    for (int i = 0; i < MAX_TRIES; i++) {
      long version = store.version(partition);
      CellChange change = new CellChange(store, partition);
      R result = command.apply(change);
      if (change.empty()) {
        return result;
      }
      var commit =
          new Commit(
              partition,
              version,
              CommandId.fresh(),
              change.puts(),
              change.deletes(),
              change.dueMillis());
      if (store.commit(commit) instanceof CommitOutcome.Committed) {
        return result;
      }
    }
    throw new IllegalStateException("no commit in " + MAX_TRIES + " tries: " + partition);
  }

  /// Runs a command that has nothing to return.
  public void alter(Partition partition, Consumer<CellChange> command) {
    change(
        partition,
        change -> {
          command.accept(change);
          return null;
        });
  }
}
