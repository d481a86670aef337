package heliograph.store.testing;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A store beside a model of it in memory: random commits by several writers at once, right and stale versions, retries
/// and reopenings, and after each round every row, version and due time compared. The seed decides everything but the
/// order in which writers of different partitions reach the store, which must not matter.
public final class StoreSimulation {
  private static final int PARTITIONS = 12;
  private static final int COMMITS_PER_ROUND = 15;
  private static final int KEYS = 40;

  private final Random random;
  private final List<Model> models = new ArrayList<>();
  private PartitionStore store;

  public StoreSimulation(PartitionStore store, long seed) {
    this.store = store;
    this.random = new Random(seed);
    for (int i = 0; i < PARTITIONS; i++) {
      models.add(new Model(Partition.of('t', random.nextLong()), new Random(random.nextLong())));
    }
  }

  /// Runs rounds of concurrent commits; after some of them the store is replaced, as by a restart.
  public PartitionStore run(int rounds, UnaryOperator<PartitionStore> reopen) throws Exception {
    for (int round = 0; round < rounds; round++) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> running = new ArrayList<>();
        for (Model model : models) {
          running.add(threads.submit(() -> model.commits(store)));
        }
        for (Future<?> each : running) {
          each.get();
        }
      }
      if (random.nextInt(4) == 0) {
        store = reopen.apply(store);
      }
      check();
    }
    return store;
  }

  private void check() {
    for (Model model : models) {
      model.check(store);
    }
    List<Due> expected =
        models.stream()
            .filter(model -> model.dueMillis != Commit.NOT_DUE)
            .map(model -> new Due(model.partition, model.dueMillis))
            .sorted(Comparator.comparingLong(Due::dueMillis))
            .toList();
    List<Due> actual =
        store.due(Long.MAX_VALUE, Integer.MAX_VALUE).stream()
            .filter(due -> due.partition().family() == 't')
            .toList();
    assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(actual).isSortedAccordingTo(Comparator.comparingLong(Due::dueMillis));
  }

  /// What one partition should hold.
  private static final class Model {
    private final Partition partition;
    private final Random random;
    private final NavigableMap<Key, byte[]> rows = new TreeMap<>();
    private long version;
    private long dueMillis = Commit.NOT_DUE;

    Model(Partition partition, Random random) {
      this.partition = partition;
      this.random = random;
    }

    void commits(PartitionStore store) {
      for (int i = 0; i < COMMITS_PER_ROUND; i++) {
        boolean stale = random.nextInt(5) == 0;
        Commit commit = commit(stale ? version + 1 + random.nextInt(3) : version);
        CommitOutcome outcome = store.commit(commit);
        if (stale) {
          assertThat(outcome).isEqualTo(new Moved(version));
        } else {
          apply(commit);
          assertThat(outcome).isEqualTo(new Committed(version));
          if (random.nextInt(4) == 0) {
            assertThat(store.commit(commit)).isEqualTo(new Committed(version));
          }
        }
      }
    }

    private Commit commit(long expectedVersion) {
      List<Row> puts = Stream.generate(this::row).limit(random.nextInt(6)).toList();
      List<Key> deletes = Stream.generate(this::key).limit(random.nextInt(4)).toList();
      long due = random.nextBoolean() ? Commit.NOT_DUE : random.nextInt(1000);
      CommandId id = new CommandId(random.nextLong(), random.nextLong());
      return new Commit(partition, expectedVersion, id, puts, deletes, due);
    }

    private Row row() {
      byte[] value = new byte[random.nextInt(300)];
      random.nextBytes(value);
      return new Row(key(), value);
    }

    private Key key() {
      Key key = Key.of((char) ('a' + random.nextInt(2)));
      int id = random.nextInt(KEYS);
      return random.nextBoolean() ? key.int32(id) : key.bytes(new byte[id % 5]);
    }

    private void apply(Commit commit) {
      commit.deletes().forEach(rows::remove);
      commit.puts().forEach(row -> rows.put(row.key(), row.value()));
      version++;
      dueMillis = commit.dueMillis();
    }

    void check(PartitionStore store) {
      assertThat(store.version(partition)).isEqualTo(version);
      List<Row> all = rows(rows);
      assertThat(store.scan(partition, Key.FIRST, Key.LAST, Integer.MAX_VALUE, Direction.FORWARD))
          .isEqualTo(all);
      assertThat(store.scan(partition, Key.FIRST, Key.LAST, Integer.MAX_VALUE, Direction.BACKWARD))
          .isEqualTo(all.reversed());
      Key one = key();
      Key other = key();
      Key from = one.compareTo(other) < 0 ? one : other;
      Key to = one.compareTo(other) < 0 ? other : one;
      int limit = 1 + random.nextInt(10);
      List<Row> between = rows(rows.subMap(from, true, to, false));
      assertThat(store.scan(partition, from, to, limit, Direction.FORWARD))
          .isEqualTo(between.stream().limit(limit).toList());
      assertThat(store.scan(partition, from, to, limit, Direction.BACKWARD))
          .isEqualTo(between.reversed().stream().limit(limit).toList());
      assertThat(store.get(partition, one)).isEqualTo(rows.get(one));
    }

    private static List<Row> rows(NavigableMap<Key, byte[]> map) {
      return map.entrySet().stream()
          .map(entry -> new Row(entry.getKey(), entry.getValue()))
          .toList();
    }
  }
}
