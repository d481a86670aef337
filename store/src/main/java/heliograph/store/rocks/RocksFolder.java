package heliograph.store.rocks;

import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of a store, locked against other processes until it is closed.
final class RocksFolder implements AutoCloseable {
  /// The folders open in this process. To open and close the lock's file a second time, as a try to lock it would,
  /// drops the lock that the process has on it.
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private RocksFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  static RocksFolder lock(Path folder) {
    try {
      Path path = Files.createDirectories(folder).toRealPath();
      if (!OPEN.add(path)) {
        throw new StoreException(
            Reason.IN_USE, "This process uses the store in " + path + " already");
      }
      try {
        return new RocksFolder(path, lockFile(path));
      } catch (IOException | RuntimeException | Error e) {
        OPEN.remove(path);
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException(
          Reason.UNUSABLE, "The folder " + folder + " can not be used: " + e, e);
    }
  }

  private static FileChannel lockFile(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock held = channel.tryLock();
    if (held == null) {
      channel.close();
      throw new StoreException(Reason.IN_USE, "Another process uses the store in " + path);
    }
    return channel;
  }

  Path db() {
    return path.resolve("db");
  }

  Path checkpoint() {
    return path.resolve("checkpoint");
  }

  static Path restoring(Path path) {
    return path.resolve("db.restoring");
  }

  FileStore disk() {
    try {
      return Files.getFileStore(path);
    } catch (IOException e) {
      throw new StoreException(Reason.UNUSABLE, "The disk of " + path + " is unknown", e);
    }
  }

  /// Refuses a folder from which something is missing, where RocksDB would begin an empty database.
  void checkComplete() {
    if (Files.exists(restoring(path))) {
      throw new StoreException(
          Reason.UNUSABLE,
          "A restore into " + path + " did not end: empty the folder and restore again");
    }
    if (Files.isDirectory(db())
        && !Files.exists(db().resolve("CURRENT"))
        && !list(db(), "").isEmpty()) {
      throw new StoreException(Reason.DAMAGED, "The file CURRENT is missing from " + db());
    }
  }

  /// The files of a folder whose names have this ending.
  static List<Path> list(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new StoreException(
          Reason.UNUSABLE, "The folder " + folder + " can not be read: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StoreException(Reason.FAILED, "The folder " + path + " can not be unlocked", e);
    } finally {
      OPEN.remove(path);
    }
  }
}
