package heliograph.core.testing;

import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import heliograph.store.Direction;
import heliograph.store.Due;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.Row;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A store that hands everything on to another one.
public class PassingStore implements PartitionStore {
  private final PartitionStore inner;

  protected PassingStore(PartitionStore inner) {
    this.inner = inner;
  }

  @Override
  public CommitOutcome commit(Commit commit) {
    return inner.commit(commit);
  }

  @Override
  public long version(Partition partition) {
    return inner.version(partition);
  }

  @Override
  public byte @Nullable [] get(Partition partition, Key key) {
    return inner.get(partition, key);
  }

  @Override
  public List<Row> scan(Partition partition, Key from, Key to, int limit, Direction direction) {
    return inner.scan(partition, from, to, limit, direction);
  }

  @Override
  public List<Due> due(long untilMillis, int limit) {
    return inner.due(untilMillis, limit);
  }

  @Override
  public void backup(Path folder) {
    inner.backup(folder);
  }

  @Override
  public void close() {
    inner.close();
  }
}
