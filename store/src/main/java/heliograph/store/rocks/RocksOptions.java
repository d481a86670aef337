package heliograph.store.rocks;

/// How much an embedded store may use.
///
/// @param memtableBytes rows gathered in memory before they become a file. Three times as much may be in use at once,
///     and as much is read again after a crash
/// @param blockCacheBytes for what was read from files, their indexes and filters included
/// @param cachedHeads how many partitions' versions are kept in the heap (about 250 bytes each)
/// @param readers how many threads may be inside RocksDB to read. A native call holds on to the carrier of its virtual
///     thread, so that with as many readers as carriers a slow disk would stop everything else too
/// @param reservedBytes how much of the disk commits leave free, so that there is space to compact and to shut down
/// @param verifiedBytes how much of the data is verified before the store opens; the rest is verified after
public record RocksOptions(
    long memtableBytes,
    long blockCacheBytes,
    int cachedHeads,
    int readers,
    long reservedBytes,
    long verifiedBytes) {
  public static final RocksOptions DEFAULT =
      new RocksOptions(
          32 << 20,
          32 << 20,
          50_000,
          Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
          64 << 20,
          64 << 20);

  public RocksOptions {
    if (memtableBytes < 1 << 16 || blockCacheBytes < 1 << 16 || cachedHeads < 1 || readers < 1) {
      throw new IllegalArgumentException("Too little for a store");
    }
  }

  public RocksOptions withMemtableBytes(long bytes) {
    return new RocksOptions(
        bytes, blockCacheBytes, cachedHeads, readers, reservedBytes, verifiedBytes);
  }

  public RocksOptions withReservedBytes(long bytes) {
    return new RocksOptions(
        memtableBytes, blockCacheBytes, cachedHeads, readers, bytes, verifiedBytes);
  }
}
