package heliograph.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.store.PartitionStore;
import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that are killed in the middle of their work. `-Dheliograph.crash.rounds=N` asks for more of them.
final class CrashTest {
  private static final int ROUNDS = Integer.getInteger("heliograph.crash.rounds", 6);

  @TempDir private Path folder;

  @Test
  void losesAndTearsNothingThatWasAcknowledgedWhenItIsKilled() throws Exception {
    Random random = new Random(42);
    long[] acknowledged = new long[LedgerProcess.WRITERS];
    for (int round = 0; round < ROUNDS; round++) {
      int commits = 50 + random.nextInt(1500);
      Process process = LedgerProcess.start(folder);
      AtomicInteger seen = new AtomicInteger();
      LedgerProcess.acknowledgements(
          process.getInputStream(),
          acknowledged,
          () -> {
            if (seen.incrementAndGet() == commits) {
              // By its handle, since the process itself would close what it has written too.
              process.toHandle().destroyForcibly();
            }
          });
      assertThat(process.waitFor()).describedAs("killed, not failed").isEqualTo(128 + 9);
      try (PartitionStore store = RocksPartitionStore.open(folder, RocksOptions.DEFAULT)) {
        for (int w = 0; w < LedgerProcess.WRITERS; w++) {
          long version = new Ledger(w).check(store);
          assertThat(version).isBetween(acknowledged[w], acknowledged[w] + 1);
          acknowledged[w] = version;
        }
      }
    }
  }

  @Test
  void letsOneProcessIntoAFolder() throws Exception {
    Process process = LedgerProcess.start(folder);
    try {
      assertThat(process.getInputStream().read()).describedAs("it runs").isNotNegative();
      assertThatThrownBy(() -> RocksPartitionStore.open(folder, RocksOptions.DEFAULT))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE))
          .hasMessage("Another process uses the store in " + folder.toRealPath());
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
    RocksPartitionStore.open(folder, RocksOptions.DEFAULT).close();
  }
}
