package heliograph.node.folder;

import heliograph.store.PartitionStore;
import heliograph.store.rocks.RocksPartitionStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// Copies of a whole data folder.
public final class Backups {
  private Backups() {}

  /// Writes a backup of a folder in use.
  ///
  /// @param to a folder that does not exist yet
  public static void write(DataFolder from, PartitionStore store, Path to) {
    DataFolder.createFilled(
        to,
        () -> {
          store.backup(new DataFolder(to).store());
          from.copySmallFiles(to);
        });
  }

  /// Makes a data folder, which must not exist yet, of a backup.
  public static void restore(DataFolder backup, DataFolder to) {
    if (!backup.exists() || !Files.isDirectory(backup.store())) {
      throw new FolderException(backup.root() + " is no backup");
    }
    DataFolder.createFilled(
        to.root(),
        () -> {
          RocksPartitionStore.restore(backup.store(), to.store());
          backup.copySmallFiles(to.root());
        });
  }
}
