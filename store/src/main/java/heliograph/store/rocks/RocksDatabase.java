package heliograph.store.rocks;

import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;
import org.rocksdb.SstFileReader;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/// An open RocksDB with the native objects that it needs, closed together and in order.
final class RocksDatabase implements AutoCloseable {
  private static final int OPEN_FILES = 256;

  /// One file is made from several memtables: inserting into a small one costs a third less, as more of it is in the
  /// processor's caches, and fewer, larger files mean less compaction.
  private static final int MEMTABLES_IN_FILE = 4;

  private static final int MAX_MEMTABLES = 3 * MEMTABLES_IN_FILE;
  private static final double MEMTABLE_BLOOM_SHARE = 0.02;
  private static final int BITS_PER_KEY = 10;
  private static final int CACHE_SHARD_BITS = 2;
  private static final int BLOCK_BYTES = 8 << 10;
  private static final long FILE_BYTES = 64 << 20;
  private static final long FIRST_LEVEL_BYTES = 256 << 20;

  /// Data files are given to the disk bit by bit, so that the log's sync does not find a whole file before it.
  private static final long BYTES_PER_SYNC = 1 << 20;

  private final Options options;
  private final List<RocksObject> natives;
  private final RocksDB db;

  private RocksDatabase(Options options, List<RocksObject> natives, RocksDB db) {
    this.options = options;
    this.natives = natives;
    this.db = db;
  }

  static RocksDatabase open(Path path, RocksOptions asked) {
    RocksDB.loadLibrary();
    List<RocksObject> natives = new ArrayList<>();
    RocksDB db = null;
    try {
      Files.createDirectories(path);
      Options options = options(asked, natives);
      db = RocksDB.open(options, path.toString());
      checkFormat(db);
      return new RocksDatabase(options, natives, db);
    } catch (IOException e) {
      throw abandon(
          natives, db, new StoreException(Reason.UNUSABLE, path + " can not be made: " + e, e));
    } catch (RocksDBException e) {
      throw abandon(natives, db, RocksFailure.of("The store in " + path + " can not be opened", e));
    } catch (StoreException e) {
      throw abandon(natives, db, e);
    }
  }

  private static StoreException abandon(
      List<RocksObject> natives, @Nullable RocksDB db, StoreException e) {
    if (db != null) {
      db.close();
    }
    natives.reversed().forEach(RocksObject::close);
    return e;
  }

  /// The log is synced with every batch, so only its last batch can be torn, and [WalTail] has cut that off: whatever
  /// else is wrong with the log is damage, which this recovery mode refuses. (The default mode would drop everything
  /// behind the damage and start.)
  private static Options options(RocksOptions asked, List<RocksObject> natives) {
    BlockBasedTableConfig files =
        files(
            keep(natives, new LRUCache(asked.blockCacheBytes(), CACHE_SHARD_BITS)),
            keep(natives, new BloomFilter(BITS_PER_KEY)));
    Options options = keep(natives, new Options());
    options
        .setCreateIfMissing(true)
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        .setParanoidChecks(true)
        // One thread writes: it needs no lock-free memtable.
        .setAllowConcurrentMemtableWrite(false)
        .setWriteBufferSize(asked.memtableBytes() / MEMTABLES_IN_FILE)
        .setMinWriteBufferNumberToMerge(MEMTABLES_IN_FILE)
        // Most rows that are asked for one by one are not there, such as the key of a repeated
        // message.
        .setMemtablePrefixBloomSizeRatio(MEMTABLE_BLOOM_SHARE)
        .setMemtableWholeKeyFiltering(true)
        .setMaxWriteBufferNumber(MAX_MEMTABLES)
        .setTargetFileSizeBase(FILE_BYTES)
        .setMaxBytesForLevelBase(FIRST_LEVEL_BYTES)
        .setLevelCompactionDynamicLevelBytes(true)
        .setMaxBackgroundJobs(2)
        .setBytesPerSync(BYTES_PER_SYNC)
        .setMaxOpenFiles(OPEN_FILES)
        .setSkipStatsUpdateOnDbOpen(true)
        .setStatsDumpPeriodSec(0)
        .setStatsPersistPeriodSec(0)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setMaxLogFileSize(1 << 20)
        .setKeepLogFileNum(2);
    // Young files are rewritten soon: compressing them is work for nothing. The last level holds
    // nine tenths.
    options.setCompressionType(CompressionType.NO_COMPRESSION);
    options.setBottommostCompressionType(CompressionType.LZ4_COMPRESSION);
    options.setTableFormatConfig(files);
    return options;
  }

  /// Indexes and filters live in the block cache, in parts, so that the cache's size bounds them too.
  private static BlockBasedTableConfig files(Cache cache, BloomFilter filter) {
    return new BlockBasedTableConfig()
        .setBlockSize(BLOCK_BYTES)
        .setBlockCache(cache)
        .setFilterPolicy(filter)
        .setIndexType(IndexType.kTwoLevelIndexSearch)
        .setPartitionFilters(true)
        .setCacheIndexAndFilterBlocks(true)
        .setPinTopLevelIndexAndFilter(true)
        .setFormatVersion(6);
  }

  private static <T extends RocksObject> T keep(List<RocksObject> natives, T object) {
    natives.add(object);
    return object;
  }

  private static void checkFormat(RocksDB db) throws RocksDBException {
    byte[] format = db.get(Layout.FORMAT_KEY);
    if (format == null) {
      if (db.getLatestSequenceNumber() != 0) {
        throw new StoreException(Reason.UNUSABLE, "The database was not made by this program");
      }
      try (WriteOptions durably = new WriteOptions().setSync(true)) {
        db.put(durably, Layout.FORMAT_KEY, Layout.FORMAT);
      }
    } else if (!Arrays.equals(format, Layout.FORMAT)) {
      throw new StoreException(
          Reason.UNUSABLE,
          "The store has the format "
              + Arrays.toString(format)
              + ", which this version does not know");
    }
  }

  RocksDB db() {
    return db;
  }

  /// Reads a whole data file and compares its checksums.
  void verify(Path file) throws RocksDBException {
    try (SstFileReader reader = new SstFileReader(options)) {
      reader.open(file.toString());
      reader.verifyChecksum();
    }
  }

  @Override
  public void close() {
    db.close();
    natives.reversed().forEach(RocksObject::close);
  }
}
