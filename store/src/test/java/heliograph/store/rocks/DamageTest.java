package heliograph.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.store.Commit;
import heliograph.store.Partition;
import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are not as they were written: the end of the log torn, or bytes changed anywhere.
final class DamageTest {
  private static final int COMMITS = 60;

  @TempDir private Path folder;

  private final Ledger ledger = new Ledger(1);

  /// Where the log ended after each commit.
  private final long[] ends = new long[COMMITS + 1];

  /// A copy of a store as a crash leaves it: everything is in the log.
  private Path crashed() throws IOException {
    Path original = folder.resolve("original");
    Path copy = folder.resolve("copy");
    if (!Files.exists(original)) {
      try (RocksPartitionStore store = RocksPartitionStore.open(original, RocksOptions.DEFAULT)) {
        for (int version = 0; version < COMMITS; version++) {
          ends[version] = Files.size(log(original));
          ledger.commit(store, version);
        }
        ends[COMMITS] = Files.size(log(original));
        copy(original.resolve("db"), folder.resolve("kept"));
      }
    }
    if (Files.exists(copy)) {
      for (Path file : RocksFolder.list(copy.resolve("db"), "")) {
        Files.delete(file);
      }
      Files.delete(copy.resolve("db"));
    }
    copy(folder.resolve("kept"), Files.createDirectories(copy).resolve("db"));
    return copy;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : RocksFolder.list(from, "")) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
  }

  private static Path log(Path store) {
    return RocksFolder.list(store.resolve("db"), ".log").getLast();
  }

  private static void write(Path file, long offset, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), offset);
    }
  }

  private static void flip(Path file, long offset) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, offset);
      channel.write(ByteBuffer.wrap(new byte[] {(byte) ~one.get(0)}), offset);
    }
  }

  private long versionOf(Path store) {
    try (RocksPartitionStore opened = RocksPartitionStore.open(store, RocksOptions.DEFAULT)) {
      return ledger.check(opened);
    }
  }

  private void assertRefused(Path store) {
    assertThatThrownBy(() -> versionOf(store))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
  }

  @Test
  void replaysAWholeLog() throws Exception {
    assertThat(versionOf(crashed())).isEqualTo(COMMITS);
  }

  @Test
  void dropsABatchThatWasCutOffAndNothingElse() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 25; i++) {
      Path store = crashed();
      int commit = 1 + random.nextInt(COMMITS);
      long cut = random.nextLong(ends[commit - 1], ends[commit]);
      try (FileChannel channel = FileChannel.open(log(store), StandardOpenOption.WRITE)) {
        channel.truncate(cut);
      }
      assertThat(versionOf(store)).describedAs("cut at " + cut).isEqualTo(commit - 1);
    }
  }

  /// What a power cut leaves where the disk wrote some parts of the last batch and not others.
  @Test
  void dropsALastBatchWithHoles() throws Exception {
    Random random = new Random(2);
    for (int i = 0; i < 15; i++) {
      Path store = crashed();
      long length = ends[COMMITS] - ends[COMMITS - 1];
      long from = ends[COMMITS - 1] + random.nextLong(length / 2);
      write(log(store), from, new byte[(int) random.nextLong(8, length / 2)]);
      assertThat(versionOf(store)).describedAs("hole at " + from).isEqualTo(COMMITS - 1);
      assertThat(versionOf(store)).describedAs("started again").isEqualTo(COMMITS - 1);
    }
  }

  @Test
  void refusesALogWithDamageBeforeItsLastBatch() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 15; i++) {
      Path store = crashed();
      long at = random.nextLong(ends[COMMITS - 1]);
      flip(log(store), at);
      assertRefused(store);
    }
  }

  private Path closed() {
    Path store = folder.resolve("closed");
    try (RocksPartitionStore opened = RocksPartitionStore.open(store, RocksOptions.DEFAULT)) {
      for (int version = 0; version < COMMITS; version++) {
        ledger.commit(opened, version);
      }
    }
    return store;
  }

  @Test
  void refusesADataFileWithChangedBytes() throws Exception {
    Path store = closed();
    Path file = RocksFolder.list(store.resolve("db"), ".sst").getFirst();
    Random random = new Random(4);
    for (int i = 0; i < 10; i++) {
      long at = random.nextLong(Files.size(file) / 2);
      flip(file, at);
      assertRefused(store);
      flip(file, at);
    }
    assertThat(versionOf(store)).isEqualTo(COMMITS);
  }

  @Test
  void takesNoCommitsOnceDamageIsFoundBehindTheStart() throws Exception {
    Path store = closed();
    flip(RocksFolder.list(store.resolve("db"), ".sst").getFirst(), 60_000);
    RocksOptions unverified = new RocksOptions(1 << 20, 1 << 20, 1000, 1, 0, 0);
    try (RocksPartitionStore opened = RocksPartitionStore.open(store, unverified)) {
      Partition other = Partition.of('o', 1);
      assertThatThrownBy(
              () -> {
                for (int version = 0; version < 1_000_000; version++) {
                  opened.commit(Commit.puts(other, version, List.of()));
                }
              })
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
      assertThatThrownBy(() -> ledger.check(opened)).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void refusesAStoreWithAFileMissing() throws Exception {
    Path store = closed();
    for (String ending : List.of(".sst", "CURRENT", "MANIFEST")) {
      Path file;
      try (Stream<Path> files = Files.list(store.resolve("db"))) {
        file =
            files
                .filter(each -> each.getFileName().toString().contains(ending))
                .findFirst()
                .orElseThrow();
      }
      Path aside = folder.resolve("aside");
      Files.move(file, aside);
      assertThatThrownBy(() -> versionOf(store)).isInstanceOf(StoreException.class);
      Files.move(aside, file);
      assertThat(versionOf(store)).isEqualTo(COMMITS);
    }
  }
}
