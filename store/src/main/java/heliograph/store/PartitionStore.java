package heliograph.store;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A store of partitions. Every method may block and may be called from any thread, virtual ones above all. Reads see
/// durable commits only, each of them whole for one call. All throw [StoreException] where the store cannot answer.
public interface PartitionStore extends AutoCloseable {
  /// How many commits the partition has seen; 0 if it was never written.
  long version(Partition partition);

  /// The value of a row, or null if there is none.
  byte @Nullable [] get(Partition partition, Key key);

  /// The rows from `from` (inclusive) to `to` (exclusive), at most `limit` of them. Backward, the first one is that
  /// with the largest key below `to`.
  List<Row> scan(Partition partition, Key from, Key to, int limit, Direction direction);

  /// Changes one partition and returns when that is durable, or says that the partition has another version than
  /// expected. Tried again with the same command id, and no other commit in between, a command that has happened is
  /// [CommitOutcome.Committed], not done twice.
  CommitOutcome commit(Commit commit);

  /// The partitions whose last commit said that they are due at `untilMillis` or before, earliest first.
  List<Due> due(long untilMillis, int limit);

  /// Writes a consistent copy of the store, as of now, to a folder that does not exist yet or is empty.
  void backup(Path folder);

  /// Finishes the commits that have begun and closes the store. Every later call throws [StoreException].
  @Override
  void close();
}
