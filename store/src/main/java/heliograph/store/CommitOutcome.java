package heliograph.store;

/// What became of a commit.
public sealed interface CommitOutcome {
  /// The change is durable; the partition has this version now. Said again to a command that is tried again.
  record Committed(long version) implements CommitOutcome {}

  /// Nothing was changed: the partition has this version, not the expected one.
  record Moved(long version) implements CommitOutcome {}
}
