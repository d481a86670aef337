package heliograph.core.due;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.store.CommandId;
import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.StoreException;
import heliograph.store.rocks.RocksOptions;
import heliograph.store.rocks.RocksPartitionStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DueWorkTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final Partition APPLE = Partition.of('a', 1);
  private static final Partition PEAR = Partition.of('p', 1);

  @TempDir private Path folder;
  private PartitionStore store;
  private DueWork due;
  private final List<Partition> done = new ArrayList<>();
  private long millis = NOW;

  @BeforeEach
  void open() {
    store =
        RocksPartitionStore.open(
            folder, RocksOptions.DEFAULT.withMemtableBytes(1 << 20).withReservedBytes(0));
    due = new DueWork(store, () -> Instant.ofEpochMilli(millis));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void asksTheWorkerOfEachFamilyWhenItsTimeHasCome() {
    due.onDue('a', this::finish);
    List<Partition> pears = new ArrayList<>();
    due.onDue('p', pears::add);
    schedule(APPLE, NOW + 1);
    schedule(PEAR, NOW);

    due.sweep();
    assertThat(done).isEmpty();
    assertThat(pears).containsExactly(PEAR);

    millis++;
    due.sweep();
    assertThat(done).containsExactly(APPLE);
  }

  @Test
  void goesOnWithTheOthersWhenTheStoreFailsAWorkerAndAsksItAgain() {
    List<Partition> failed = new ArrayList<>();
    due.onDue(
        'a',
        apple -> {
          failed.add(apple);
          throw new StoreException(StoreException.Reason.BUSY, "later");
        });
    due.onDue('p', this::finish);
    schedule(APPLE, NOW - 1);
    schedule(PEAR, NOW);

    due.sweep();
    due.sweep();

    assertThat(failed).containsExactly(APPLE, APPLE);
    assertThat(done).containsExactly(PEAR);
  }

  @Test
  void beginsWithWhatIsInAHurryAndForgetsItThen() {
    due.onDue('a', done::add);
    due.onDue('p', this::finish);
    schedule(PEAR, NOW);
    due.hurry(APPLE);

    due.sweep();
    due.sweep();

    assertThat(done).containsExactly(APPLE, PEAR);
  }

  @Test
  void worksAheadInOneFamilyOnly() {
    due.onDue('a', this::finish);
    due.onDue('p', this::finish);
    Partition later = Partition.of('a', 2);
    schedule(APPLE, NOW + 10);
    schedule(later, NOW + 11);
    schedule(PEAR, NOW);

    due.workAhead('a', 10);

    assertThat(done).containsExactly(APPLE);
  }

  @Test
  void oneSweepDoesMoreThanItAsksForAtOnce() {
    due.onDue('a', this::finish);
    int many = 300;
    for (int i = 0; i < many; i++) {
      schedule(Partition.of('a', i), NOW);
    }

    due.sweep();

    assertThat(done).hasSize(many).doesNotHaveDuplicates();
  }

  private void finish(Partition partition) {
    done.add(partition);
    schedule(partition, Commit.NOT_DUE);
  }

  private void schedule(Partition partition, long dueMillis) {
    var commit =
        new Commit(
            partition,
            store.version(partition),
            CommandId.fresh(),
            List.of(),
            List.of(),
            dueMillis);
    assertThat(store.commit(commit)).isInstanceOf(CommitOutcome.Committed.class);
  }
}
