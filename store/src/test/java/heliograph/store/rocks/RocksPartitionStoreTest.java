package heliograph.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.store.CommandId;
import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import heliograph.store.CommitOutcome.Committed;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.Row;
import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import heliograph.store.testing.PartitionStoreContract;
import heliograph.store.testing.StoreSimulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RocksPartitionStoreTest extends PartitionStoreContract {
  private static final RocksOptions SMALL =
      new RocksOptions(1 << 16, 1 << 20, 3, 1, 64 << 20, 64 << 20);

  @TempDir private Path folder;
  private PartitionStore store;

  @BeforeEach
  void open() {
    store = RocksPartitionStore.open(folder, SMALL);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected PartitionStore store() {
    return store;
  }

  private PartitionStore reopen(PartitionStore old) {
    old.close();
    store = RocksPartitionStore.open(folder, SMALL);
    return store;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20_261_122})
  void agreesWithItsModelOverRestarts(long seed) throws Exception {
    new StoreSimulation(store, seed).run(12, this::reopen);
  }

  @Test
  void recognisesARetryAfterARestart() {
    Partition partition = freshPartition();
    Commit commit = Commit.puts(partition, 0, List.of(new Row(Key.of('m'), new byte[] {1})));
    store.commit(commit);
    reopen(store);
    assertThat(store.commit(commit)).isEqualTo(new Committed(1));
    assertThat(store.version(partition)).isEqualTo(1);
  }

  @Test
  void movesDueTimesOfPartitionsWhoseHeadsAreNoLongerCached() {
    List<Partition> partitions = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Partition partition = freshPartition();
      partitions.add(partition);
      store.commit(new Commit(partition, 0, CommandId.fresh(), List.of(), List.of(), 100 + i));
    }
    for (Partition partition : partitions) {
      store.commit(
          new Commit(partition, 1, CommandId.fresh(), List.of(), List.of(), Commit.NOT_DUE));
    }
    assertThat(store.due(Long.MAX_VALUE, 100)).isEmpty();
  }

  @Test
  void refusesEverythingOnceItIsClosed() {
    store.close();
    store.close();
    Partition partition = freshPartition();
    assertClosed(() -> store.version(partition));
    assertClosed(() -> store.get(partition, Key.of('m')));
    assertClosed(() -> store.scan(partition, Key.FIRST, Key.LAST, 1, Direction.FORWARD));
    assertClosed(() -> store.due(1, 1));
    assertClosed(() -> store.commit(Commit.puts(partition, 0, List.of())));
    assertClosed(() -> store.backup(folder.resolve("backup")));
  }

  private static void assertClosed(Runnable use) {
    assertThatThrownBy(use::run)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
  }

  /// Closing under load: whoever was told that his commit happened finds it, the others are told that it is closed.
  @Test
  void closesWhileManyReadAndWrite() throws Exception {
    int users = 50;
    List<Partition> partitions = new ArrayList<>();
    List<AtomicInteger> acknowledged = new ArrayList<>();
    CountDownLatch busy = new CountDownLatch(users * 5);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int u = 0; u < users; u++) {
        Partition partition = freshPartition();
        AtomicInteger count = new AtomicInteger();
        partitions.add(partition);
        acknowledged.add(count);
        running.add(threads.submit(() -> useUntilClosed(partition, count, busy)));
      }
      busy.await();
      store.close();
      for (Future<?> each : running) {
        each.get();
      }
    }
    store = RocksPartitionStore.open(folder, SMALL);
    for (int u = 0; u < users; u++) {
      assertThat(store.version(partitions.get(u))).isEqualTo(acknowledged.get(u).get());
    }
  }

  private void useUntilClosed(
      Partition partition, AtomicInteger acknowledged, CountDownLatch busy) {
    try {
      while (true) {
        Row row = new Row(Key.of('m').int32(acknowledged.get()), new byte[100]);
        CommitOutcome outcome =
            store.commit(Commit.puts(partition, acknowledged.get(), List.of(row)));
        assertThat(outcome).isEqualTo(new Committed(acknowledged.incrementAndGet()));
        busy.countDown();
        assertThat(store.scan(partition, Key.FIRST, Key.LAST, 5, Direction.BACKWARD)).isNotEmpty();
      }
    } catch (StoreException e) {
      assertThat(e.reason()).isEqualTo(Reason.CLOSED);
    }
  }

  @Test
  void keepsAnInterruptForAfterTheCommit() throws Exception {
    Partition partition = freshPartition();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads
          .submit(() -> {
            Thread.currentThread().interrupt();
            assertThat(store.commit(Commit.puts(partition, 0, List.of())))
                .isEqualTo(new Committed(1));
            assertThat(Thread.interrupted()).isTrue();
          })
          .get();
    }
    assertThat(store.version(partition)).isEqualTo(1);
  }

  @Test
  void isOpenedOnceAtATime() {
    assertThatThrownBy(() -> RocksPartitionStore.open(folder, SMALL))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE))
        .hasMessageContaining("uses the store");
    assertThat(store.version(freshPartition())).isZero();
  }
}
