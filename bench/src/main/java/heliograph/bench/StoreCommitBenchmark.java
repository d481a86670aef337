package heliograph.bench;

import com.sun.management.OperatingSystemMXBean;
import heliograph.store.CommandId;
import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import heliograph.store.CommitOutcome.Committed;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.Row;
import heliograph.store.rocks.RocksOptions;
import heliograph.store.rocks.RocksPartitionStore;
import heliograph.store.sealed.SealedStore;
import heliograph.store.sealed.SealingKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Durable commits of five rows by many virtual threads, each the only writer of its partition. One operation is one
/// commit of each of them. The counters say how many commits that is a second, and what one costs of all the process's
/// threads: the callers, the committing thread, RocksDB's own and the collector. JMH adds such counters up over iterations,
/// hence one long iteration.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 1, time = 15)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx512m"})
public class StoreCommitBenchmark {
  private static final int ROWS = 5;

  /// Commits of one virtual thread in one operation, so that starting and joining the threads does not count.
  private static final int COMMITS_EACH = 20;

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /// How many wait at once.
  @Param({"16", "256", "2000"})
  public int writers;

  @Param({"100", "600"})
  public int rowBytes;

  @Param({"false"})
  public boolean sealed;

  private @Nullable Path folder;
  private @Nullable PartitionStore store;
  private long[] versions = {};

  /// What an iteration did, beside its operations.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cost {
    private long commits;
    private long startNanos;
    private long startCpuNanos;

    @Setup(Level.Iteration)
    public void start() {
      commits = 0;
      startNanos = System.nanoTime();
      startCpuNanos = PROCESS.getProcessCpuTime();
    }

    public double commitsPerSecond() {
      return commits * 1e9 / (System.nanoTime() - startNanos);
    }

    public double cpuMicrosPerCommit() {
      return (PROCESS.getProcessCpuTime() - startCpuNanos) / 1e3 / commits;
    }
  }

  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory("store-bench");
    RocksPartitionStore rocks = RocksPartitionStore.open(folder, RocksOptions.DEFAULT);
    store = sealed ? SealedStore.open(rocks, SealingKey.of(new byte[32]), true) : rocks;
    versions = new long[writers];
  }

  @TearDown
  public void close() throws IOException {
    if (store != null) {
      store.close();
    }
    if (folder != null) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Benchmark
  public void commit(Cost cost) throws InterruptedException {
    List<Thread> threads = new ArrayList<>(writers);
    for (int w = 0; w < writers; w++) {
      int writer = w;
      threads.add(Thread.startVirtualThread(() -> commits(writer)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    cost.commits += (long) writers * COMMITS_EACH;
  }

  private void commits(int writer) {
    if (store == null) {
      throw new IllegalStateException("Not open");
    }
    Partition partition = Partition.of('u', writer);
    for (int i = 0; i < COMMITS_EACH; i++) {
      long version = versions[writer];
      List<Row> rows = new ArrayList<>(ROWS);
      for (int r = 0; r < ROWS; r++) {
        rows.add(new Row(Key.of((char) ('a' + r)).int64(version), new byte[rowBytes]));
      }
      Commit commit =
          new Commit(partition, version, CommandId.fresh(), rows, List.of(), Commit.NOT_DUE);
      CommitOutcome outcome = store.commit(commit);
      if (!(outcome instanceof Committed)) {
        throw new IllegalStateException("Someone else writes: " + outcome);
      }
      versions[writer] = version + 1;
    }
  }
}
