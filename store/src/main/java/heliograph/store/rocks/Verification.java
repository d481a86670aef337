package heliograph.store.rocks;

import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.RocksDBException;

/// Reads the data files and compares their checksums: the newest before the store opens, as many as its options say,
/// and the others in a thread of its own. Damage found in time refuses to open; found later it ends the taking of
/// commits.
final class Verification implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Verification.class.getName());

  private final RocksDatabase database;
  private final Consumer<StoreException> onDamage;
  private final Deque<Path> left = new ArrayDeque<>();
  private @Nullable Thread thread;
  private volatile boolean closing;

  Verification(RocksDatabase database, Consumer<StoreException> onDamage) {
    this.database = database;
    this.onDamage = onDamage;
  }

  void start(long bytesBeforeOpening) {
    List<LiveFileMetaData> files =
        database.db().getLiveFilesMetaData().stream()
            .sorted(Comparator.comparingLong(LiveFileMetaData::largestSeqno).reversed())
            .toList();
    long bytes = 0;
    for (LiveFileMetaData file : files) {
      Path path = Path.of(file.path(), file.fileName());
      bytes += file.size();
      if (bytes <= bytesBeforeOpening) {
        StoreException damage = verify(path);
        if (damage != null) {
          throw damage;
        }
      } else {
        left.add(path);
      }
    }
    if (!left.isEmpty()) {
      thread = Thread.ofPlatform().name("store-verify").daemon().start(this::verifyRest);
    }
  }

  private void verifyRest() {
    for (Path file = left.poll(); file != null && !closing; file = left.poll()) {
      StoreException damage = verify(file);
      if (damage != null) {
        LOG.log(System.Logger.Level.ERROR, "The store takes no commits any more", damage);
        onDamage.accept(damage);
        return;
      }
    }
  }

  private @Nullable StoreException verify(Path file) {
    try {
      database.verify(file);
      return null;
    } catch (RocksDBException e) {
      // A file that is gone was compacted into others, which were checked as they were written.
      return Files.exists(file)
          ? new StoreException(
              Reason.DAMAGED, "The store's file " + file + " is damaged: " + e.getMessage(), e)
          : null;
    }
  }

  @Override
  public void close() {
    closing = true;
    Thread running = thread;
    boolean interrupted = false;
    while (running != null && running.isAlive()) {
      try {
        running.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
