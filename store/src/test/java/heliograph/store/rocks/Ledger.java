package heliograph.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.store.CommandId;
import heliograph.store.Commit;
import heliograph.store.CommitOutcome.Committed;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A partition whose contents follow from its version: commit number n adds two rows numbered n, replaces one that says
/// n and deletes one that commit n - 1 left. So the version alone tells whether anything is missing, torn or too much.
final class Ledger {
  private static final int LARGEST_VALUE = 3000;

  private final Partition partition;

  Ledger(long id) {
    partition = Partition.of('l', id);
  }

  Partition partition() {
    return partition;
  }

  /// Makes the commit that follows this version.
  void commit(PartitionStore store, long version) {
    long n = version + 1;
    List<Row> puts =
        List.of(
            new Row(Key.of('a').int64(n), value(n, 'a')),
            new Row(Key.of('b').int64(n), value(n, 'b')),
            new Row(Key.of('n'), value(n, 'n')),
            new Row(Key.of('t').int64(n), new byte[0]));
    Commit commit =
        new Commit(
            partition,
            version,
            CommandId.fresh(),
            puts,
            List.of(Key.of('t').int64(version)),
            n % 3 == 0 ? n : 7);
    assertThat(store.commit(commit)).isEqualTo(new Committed(n));
  }

  private byte[] value(long n, char tag) {
    Random random = new Random(partition.id() * 31 + n * 7 + tag);
    byte[] value = new byte[random.nextInt(LARGEST_VALUE)];
    random.nextBytes(value);
    return value;
  }

  /// Checks that the store holds what the partition's version says, and returns the version.
  long check(PartitionStore store) {
    long version = store.version(partition);
    List<Row> expected = new ArrayList<>();
    for (char tag : new char[] {'a', 'b'}) {
      for (long n = 1; n <= version; n++) {
        expected.add(new Row(Key.of(tag).int64(n), value(n, tag)));
      }
    }
    if (version > 0) {
      expected.add(new Row(Key.of('n'), value(version, 'n')));
      expected.add(new Row(Key.of('t').int64(version), new byte[0]));
    }
    List<Row> rows =
        store.scan(partition, Key.FIRST, Key.LAST, Integer.MAX_VALUE, Direction.FORWARD);
    assertThat(rows.equals(expected))
        .describedAs("rows of " + partition + " at version " + version)
        .isTrue();
    long due = version == 0 ? Commit.NOT_DUE : version % 3 == 0 ? version : 7;
    assertThat(
            store.due(Long.MAX_VALUE - 1, 1_000_000).stream()
                .filter(d -> d.partition().equals(partition)))
        .allMatch(d -> d.dueMillis() == due)
        .hasSize(version == 0 ? 0 : 1);
    return version;
  }
}
