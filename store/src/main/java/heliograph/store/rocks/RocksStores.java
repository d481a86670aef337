package heliograph.store.rocks;

import java.nio.file.Path;

/// What is done to an embedded store that is not open.
public final class RocksStores {
  private RocksStores() {}

  /// Puts a backup where a store can be opened. The backup is verified as it is copied; a folder that holds anything
  /// already is refused.
  public static void restore(Path backup, Path folder) {
    Backup.restore(backup, folder);
  }
}
