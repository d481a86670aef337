package heliograph.store;

import java.util.List;

/// One atomic change of one partition. The deletes are applied before the puts, and of two puts of one key the later
/// wins. Deleting a row that does not exist is no mistake.
///
/// @param expectedVersion the version that the partition has to have, 0 if it was never written
/// @param commandId the same for each try of the same command, and never used for another
/// @param dueMillis when the partition's earliest open work is due, or [#NOT_DUE]; see [PartitionStore#due]
public record Commit(
    Partition partition,
    long expectedVersion,
    CommandId commandId,
    List<Row> puts,
    List<Key> deletes,
    long dueMillis) {
  /// The partition has no open work.
  public static final long NOT_DUE = Long.MAX_VALUE;

  /// How many bytes of keys and values one commit may carry.
  public static final int MAX_BYTES = 32 << 20;

  public Commit {
    if (expectedVersion < 0 || dueMillis < 0) {
      throw new IllegalArgumentException("Negative version or time");
    }
  }

  /// A commit without open work and deletes.
  public static Commit puts(Partition partition, long expectedVersion, List<Row> puts) {
    return new Commit(partition, expectedVersion, CommandId.fresh(), puts, List.of(), NOT_DUE);
  }
}
