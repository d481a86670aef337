package heliograph.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackupTest {
  private static final int WRITERS = 10;

  @TempDir private Path folder;

  private RocksPartitionStore open(String name) {
    return RocksPartitionStore.open(
        folder.resolve(name), RocksOptions.DEFAULT.withMemtableBytes(1 << 20));
  }

  @Test
  void restoresWhatWasThereWhileOthersWrote() throws Exception {
    AtomicLongArray versions = new AtomicLongArray(WRITERS);
    AtomicBoolean stop = new AtomicBoolean();
    long[] before = new long[WRITERS];
    try (RocksPartitionStore store = open("store");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        int writer = w;
        writers.add(
            threads.submit(() -> {
              for (long version = 0; version < 50 || !stop.get(); version++) {
                new Ledger(writer).commit(store, version);
                versions.set(writer, version + 1);
              }
            }));
      }
      for (int backup = 0; backup < 2; backup++) {
        for (int w = 0; w < WRITERS; w++) {
          before[w] = versions.get(w);
        }
        store.backup(folder.resolve("backup" + backup));
      }
      stop.set(true);
      for (Future<?> writer : writers) {
        writer.get();
      }
      assertThat(folder.resolve("store/checkpoint")).doesNotExist();
    }
    RocksPartitionStore.restore(folder.resolve("backup1"), folder.resolve("restored"));
    try (RocksPartitionStore restored = open("restored")) {
      for (int w = 0; w < WRITERS; w++) {
        long version = new Ledger(w).check(restored);
        assertThat(version).isBetween(before[w], versions.get(w));
        new Ledger(w).commit(restored, version);
      }
    }
  }

  private Path backup() {
    try (RocksPartitionStore store = open("store")) {
      new Ledger(1).commit(store, 0);
      store.backup(folder.resolve("backup"));
    }
    return folder.resolve("backup");
  }

  private void assertRefused(Reason reason, Path backup, Path target) {
    assertThatThrownBy(() -> RocksPartitionStore.restore(backup, target))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    assertThat(target.resolve("db.restoring")).doesNotExist();
  }

  @Test
  void refusesABackupThatWasChanged() throws Exception {
    Path backup = backup();
    for (Path file : RocksFolder.list(backup.resolve("db"), "")) {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
      assertRefused(Reason.DAMAGED, backup, folder.resolve("restored"));
      if (bytes.length > 0) {
        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(file, changed);
        assertRefused(Reason.DAMAGED, backup, folder.resolve("restored"));
      }
      Files.delete(file);
      assertRefused(Reason.DAMAGED, backup, folder.resolve("restored"));
      Files.write(file, bytes);
    }
    Path manifest = backup.resolve("MANIFEST.txt");
    String list = Files.readString(manifest);
    Files.writeString(manifest, list.replaceFirst("\\.log\n", ".lag\n"));
    assertRefused(Reason.DAMAGED, backup, folder.resolve("restored"));
    Files.writeString(manifest, list.substring(0, list.length() / 2));
    assertRefused(Reason.UNUSABLE, backup, folder.resolve("restored"));
    Files.delete(manifest);
    assertRefused(Reason.UNUSABLE, backup, folder.resolve("restored"));
    Files.writeString(manifest, list);
    RocksPartitionStore.restore(backup, folder.resolve("restored"));
    try (RocksPartitionStore restored = open("restored")) {
      assertThat(new Ledger(1).check(restored)).isEqualTo(1);
    }
  }

  @Test
  void writesOverNothing() {
    Path backup = backup();
    assertRefused(Reason.UNUSABLE, backup, folder.resolve("store"));
    try (RocksPartitionStore store = open("store")) {
      assertThatThrownBy(() -> store.backup(backup))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("not empty");
      assertThat(new Ledger(1).check(store)).isEqualTo(1);
    }
  }
}
