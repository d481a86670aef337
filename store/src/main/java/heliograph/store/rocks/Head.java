package heliograph.store.rocks;

import heliograph.store.CommandId;
import heliograph.store.Commit;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What the last commit of a partition left behind.
record Head(long version, CommandId commandId, long dueMillis) {
  static final int LENGTH = 32;

  private static final Head NEVER_WRITTEN = new Head(0, new CommandId(0, 0), Commit.NOT_DUE);

  static Head parse(byte @Nullable [] value) {
    if (value == null) {
      return NEVER_WRITTEN;
    }
    ByteBuffer in = ByteBuffer.wrap(value);
    return new Head(in.getLong(), new CommandId(in.getLong(), in.getLong()), in.getLong());
  }

  /// Whether the partition is where this command, tried before, has brought it.
  boolean isOutcomeOf(PendingCommit commit) {
    return version == commit.next().version() && commandId.equals(commit.next().commandId());
  }
}
