package heliograph.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskFullTest {
  private static final RocksOptions SMALL = RocksOptions.DEFAULT.withMemtableBytes(1 << 20);
  private static final long MORE_THAN_ANY_DISK = 1L << 60;

  @TempDir private Path folder;

  private final Ledger ledger = new Ledger(1);

  private long commitUntilRefused(RocksPartitionStore store, Reason reason) {
    long[] version = {ledger.check(store)};
    StoreException refusal =
        catchThrowableOfType(
            StoreException.class,
            () -> {
              for (; version[0] < 1_000_000; version[0]++) {
                ledger.commit(store, version[0]);
              }
            });
    assertThat(refusal.reason()).isEqualTo(reason);
    return version[0];
  }

  @Test
  void takesNoCommitsBelowTheReserveAndStillReads() {
    try (RocksPartitionStore store = RocksPartitionStore.open(folder, SMALL)) {
      ledger.commit(store, 0);
    }
    try (RocksPartitionStore store =
        RocksPartitionStore.open(folder, SMALL.withReservedBytes(MORE_THAN_ANY_DISK))) {
      assertThat(commitUntilRefused(store, Reason.DISK_FULL)).isEqualTo(1);
      assertThat(ledger.check(store)).isEqualTo(1);
    }
    try (RocksPartitionStore store = RocksPartitionStore.open(folder, SMALL)) {
      ledger.commit(store, 1);
      assertThat(ledger.check(store)).isEqualTo(2);
    }
  }

  /// A disk of a few megabytes, which needs the right to mount one.
  @Nested
  final class OnASmallDisk {
    @BeforeEach
    void mount() throws Exception {
      assumeTrue(
          run("mount", "-t", "tmpfs", "-o", "size=24m", "heliograph", folder.toString()),
          "may not mount");
    }

    @AfterEach
    void unmount() throws Exception {
      run("umount", folder.toString());
    }

    private boolean run(String... command) throws IOException, InterruptedException {
      return new ProcessBuilder(List.of(command)).redirectErrorStream(true).start().waitFor() == 0;
    }

    private void grow() throws Exception {
      assertThat(run("mount", "-o", "remount,size=200m", folder.toString())).isTrue();
    }

    @Test
    void goesOnOnceThereIsSpaceAgain() throws Exception {
      try (RocksPartitionStore store =
          RocksPartitionStore.open(folder, SMALL.withReservedBytes(8 << 20))) {
        long version = commitUntilRefused(store, Reason.DISK_FULL);
        assertThat(ledger.check(store)).isEqualTo(version);
        grow();
        ledger.commit(store, version);
        assertThat(ledger.check(store)).isEqualTo(version + 1);
      }
    }

    @Test
    void losesNothingWhenTheLastByteIsTaken() throws Exception {
      long version;
      try (RocksPartitionStore store =
          RocksPartitionStore.open(folder, SMALL.withReservedBytes(0))) {
        version = commitUntilRefused(store, Reason.FAILED);
        assertThat(ledger.check(store)).isEqualTo(version);
        assertThat(commitUntilRefused(store, Reason.FAILED)).isEqualTo(version);
      }
      grow();
      try (RocksPartitionStore store =
          RocksPartitionStore.open(folder, SMALL.withReservedBytes(0))) {
        long after = ledger.check(store);
        assertThat(after).isBetween(version, version + 1);
        ledger.commit(store, after);
        assertThat(ledger.check(store)).isEqualTo(after + 1);
      }
    }
  }
}
