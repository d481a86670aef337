package heliograph.store.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.store.CommandId;
import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import heliograph.store.CommitOutcome.Committed;
import heliograph.store.CommitOutcome.Moved;
import heliograph.store.Direction;
import heliograph.store.Due;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of a partition store as tests. An engine's test class extends this one and gives it a store. The store
/// may hold data from earlier tests: each test uses partitions of its own.
public abstract class PartitionStoreContract {
  private static final AtomicLong NEXT_ID = new AtomicLong(System.nanoTime());

  private final Partition partition = freshPartition();

  protected abstract PartitionStore store();

  protected static Partition freshPartition() {
    return Partition.of('u', NEXT_ID.getAndIncrement());
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private static Row row(int id, String value) {
    return new Row(Key.of('m').int32(id), text(value));
  }

  private static Commit commit(
      Partition partition, long expectedVersion, List<Row> puts, List<Key> deletes) {
    return new Commit(partition, expectedVersion, CommandId.fresh(), puts, deletes, Commit.NOT_DUE);
  }

  private List<Row> all() {
    return store().scan(partition, Key.FIRST, Key.LAST, Integer.MAX_VALUE, Direction.FORWARD);
  }

  @Test
  void startsEveryPartitionAtVersionZeroAndEmpty() {
    assertThat(store().version(partition)).isZero();
    assertThat(store().get(partition, Key.of('m'))).isNull();
    assertThat(all()).isEmpty();
  }

  @Test
  void readsWhatWasCommitted() {
    assertThat(store().commit(commit(partition, 0, List.of(row(1, "one"), row(2, "")), List.of())))
        .isEqualTo(new Committed(1));
    assertThat(store().version(partition)).isEqualTo(1);
    assertThat(store().get(partition, Key.of('m').int32(1))).isEqualTo(text("one"));
    assertThat(store().get(partition, Key.of('m').int32(2))).isEmpty();
    assertThat(store().get(partition, Key.of('m').int32(3))).isNull();
    assertThat(store().get(partition, Key.of('m'))).isNull();
    assertThat(all()).containsExactly(row(1, "one"), row(2, ""));
  }

  @Test
  void overwritesAndDeletesRows() {
    store().commit(commit(partition, 0, List.of(row(1, "a"), row(2, "b"), row(3, "c")), List.of()));
    store()
        .commit(
            commit(
                partition, 1, List.of(row(2, "B")), List.of(row(3, "").key(), row(9, "").key())));
    assertThat(all()).containsExactly(row(1, "a"), row(2, "B"));
  }

  @Test
  void putsAfterItDeletesAndLetsTheLaterPutWin() {
    store().commit(commit(partition, 0, List.of(row(1, "old")), List.of()));
    store()
        .commit(
            commit(
                partition, 1, List.of(row(1, "new"), row(1, "newer")), List.of(row(1, "").key())));
    assertThat(all()).containsExactly(row(1, "newer"));
  }

  @Test
  void countsCommitsEvenThoseWithoutRows() {
    assertThat(store().commit(commit(partition, 0, List.of(), List.of())))
        .isEqualTo(new Committed(1));
    assertThat(store().commit(commit(partition, 1, List.of(), List.of())))
        .isEqualTo(new Committed(2));
    assertThat(store().version(partition)).isEqualTo(2);
    assertThat(all()).isEmpty();
  }

  @Test
  void changesNothingWhenTheVersionHasMoved() {
    store().commit(commit(partition, 0, List.of(row(1, "a")), List.of()));
    assertThat(store().commit(commit(partition, 0, List.of(row(1, "b")), List.of())))
        .isEqualTo(new Moved(1));
    assertThat(store().commit(commit(partition, 5, List.of(row(1, "c")), List.of())))
        .isEqualTo(new Moved(1));
    assertThat(all()).containsExactly(row(1, "a"));
    assertThat(store().version(partition)).isEqualTo(1);
    assertThat(store().commit(commit(freshPartition(), 3, List.of(row(1, "c")), List.of())))
        .isEqualTo(new Moved(0));
  }

  @Test
  void recognisesACommandThatIsTriedAgain() {
    Commit first = commit(partition, 0, List.of(row(1, "a")), List.of());
    assertThat(store().commit(first)).isEqualTo(new Committed(1));
    assertThat(store().commit(first)).isEqualTo(new Committed(1));
    assertThat(store().version(partition)).isEqualTo(1);
    store().commit(commit(partition, 1, List.of(row(1, "b")), List.of()));
    assertThat(store().commit(first)).isEqualTo(new Moved(2));
    assertThat(all()).containsExactly(row(1, "b"));
  }

  @Test
  void keepsPartitionsApart() {
    Partition shorter = Partition.of('a', new byte[] {1});
    Partition longer = Partition.of('a', new byte[] {1, 'm'});
    Partition other = Partition.of('n', new byte[] {1});
    for (Partition each : List.of(shorter, longer, other)) {
      long version = store().version(each);
      Row mine = new Row(Key.of('m'), text(each.toString()));
      assertThat(store().commit(commit(each, version, List.of(mine), List.of())))
          .isEqualTo(new Committed(version + 1));
    }
    for (Partition each : List.of(shorter, longer, other)) {
      assertThat(store().scan(each, Key.FIRST, Key.LAST, 10, Direction.FORWARD))
          .containsExactly(new Row(Key.of('m'), text(each.toString())));
    }
  }

  @Test
  void scansBothWaysWithBoundsAndLimit() {
    List<Row> rows = IntStream.range(0, 100).mapToObj(i -> row(i * 10, "v" + i)).toList();
    store().commit(commit(partition, 0, rows, List.of()));
    Key from = Key.of('m').int32(200);
    Key to = Key.of('m').int32(300);
    assertThat(store().scan(partition, from, to, 100, Direction.FORWARD))
        .isEqualTo(rows.subList(20, 30));
    assertThat(store().scan(partition, from, to, 100, Direction.BACKWARD))
        .isEqualTo(rows.subList(20, 30).reversed());
    assertThat(store().scan(partition, from, to, 3, Direction.FORWARD))
        .isEqualTo(rows.subList(20, 23));
    assertThat(store().scan(partition, from, to, 3, Direction.BACKWARD))
        .isEqualTo(rows.subList(27, 30).reversed());
    assertThat(store().scan(partition, from.next(), to.next(), 100, Direction.BACKWARD))
        .isEqualTo(rows.subList(21, 31).reversed());
    assertThat(store().scan(partition, Key.of('m'), Key.of('m').prefixEnd(), 2, Direction.BACKWARD))
        .isEqualTo(rows.subList(98, 100).reversed());
    assertThat(store().scan(partition, Key.of('n'), Key.LAST, 2, Direction.FORWARD)).isEmpty();
    assertThat(store().scan(partition, to, from, 2, Direction.FORWARD)).isEmpty();
    assertThat(store().scan(partition, from, from, 2, Direction.BACKWARD)).isEmpty();
    assertThat(store().scan(partition, from, to, 0, Direction.FORWARD)).isEmpty();
  }

  @Test
  void ordersKeysByUnsignedBytes() {
    List<Row> rows = new ArrayList<>();
    for (byte[] suffix :
        new byte[][] {{}, {0}, {0, 0}, {1}, {0x7f}, {(byte) 0x80}, {(byte) 0xff}}) {
      rows.add(new Row(Key.of('b').bytes(suffix), suffix));
    }
    store().commit(commit(partition, 0, rows.reversed(), List.of()));
    assertThat(all()).isEqualTo(rows);
  }

  @Test
  void listsWhatIsDueEarliestFirst() {
    Partition late = freshPartition();
    Partition early = freshPartition();
    Partition never = freshPartition();
    dueAt(late, 3000);
    dueAt(early, 1000);
    dueAt(never, Commit.NOT_DUE);
    assertThat(dueOf(late, early, never))
        .containsExactly(new Due(early, 1000), new Due(late, 3000));
    assertThat(store().due(999, 1000)).doesNotContain(new Due(early, 1000));
    assertThat(store().due(1000, 1000))
        .contains(new Due(early, 1000))
        .doesNotContain(new Due(late, 3000));
    assertThat(store().due(Long.MAX_VALUE, 1)).hasSize(1);
    dueAt(late, 500);
    assertThat(dueOf(late, early)).containsExactly(new Due(late, 500), new Due(early, 1000));
    dueAt(late, Commit.NOT_DUE);
    dueAt(early, 1000);
    assertThat(dueOf(late, early)).containsExactly(new Due(early, 1000));
    dueAt(early, Commit.NOT_DUE);
    assertThat(dueOf(late, early)).isEmpty();
  }

  private void dueAt(Partition each, long millis) {
    long version = store().version(each);
    assertThat(
            store()
                .commit(new Commit(each, version, CommandId.fresh(), List.of(), List.of(), millis)))
        .isEqualTo(new Committed(version + 1));
  }

  private List<Due> dueOf(Partition... asked) {
    return store().due(Long.MAX_VALUE, Integer.MAX_VALUE).stream()
        .filter(due -> List.of(asked).contains(due.partition()))
        .toList();
  }

  @Test
  void carriesLargeValuesAndManyRows() {
    byte[] large = new byte[1 << 20];
    new Random(1).nextBytes(large);
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(Key.of('a'), large));
    IntStream.range(0, 2000).forEach(i -> rows.add(row(i, "value " + i)));
    store().commit(commit(partition, 0, rows, List.of()));
    assertThat(all()).isEqualTo(rows);
  }

  @Test
  void refusesTheBoundsOfScansAsKeys() {
    for (Key bound : List.of(Key.FIRST, Key.LAST)) {
      assertThatThrownBy(() ->
              store().commit(commit(partition, 0, List.of(new Row(bound, text("x"))), List.of())))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(store().version(partition)).isZero();
  }

  /// Many writers count up one row of a few partitions; each success must be counted once and none lost.
  @Test
  void letsOneOfSeveralWritersWinEachVersion() throws Exception {
    List<Partition> partitions = List.of(freshPartition(), freshPartition(), freshPartition());
    int writers = 12;
    int incrementsEach = 20;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        Partition mine = partitions.get(w % partitions.size());
        running.add(
            threads.submit(() -> {
              for (int i = 0; i < incrementsEach; i++) {
                increment(mine);
              }
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    long expected = (long) writers / partitions.size() * incrementsEach;
    for (Partition each : partitions) {
      assertThat(store().version(each)).isEqualTo(expected);
      assertThat(store().get(each, Key.of('c'))).isEqualTo(text(Long.toString(expected)));
    }
  }

  private void increment(Partition counter) {
    long version = store().version(counter);
    while (true) {
      byte[] next = text(Long.toString(version + 1));
      CommitOutcome outcome =
          store().commit(commit(counter, version, List.of(new Row(Key.of('c'), next)), List.of()));
      switch (outcome) {
        case Committed(long now) -> {
          assertThat(now).isEqualTo(version + 1);
          return;
        }
        case Moved(long now) -> {
          assertThat(now).isGreaterThan(version);
          version = now;
        }
      }
    }
  }
}
