package heliograph.store.rocks;

import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import heliograph.store.Direction;
import heliograph.store.Due;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.Row;
import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// The embedded store. Writes go through [GroupCommit]; a read takes one of a few permits for as long as it is inside
/// RocksDB. Closing takes all permits and never gives them back, since a native call on a closed database would take
/// the process with it.
public final class RocksPartitionStore implements PartitionStore {
  private static final System.Logger LOG = System.getLogger(RocksPartitionStore.class.getName());

  private final RocksFolder folder;
  private final RocksDatabase database;
  private final RocksDB db;
  private final GroupCommit group;
  private final Verification verification;
  private final int permits;
  private final Semaphore readers;
  private final Object lifecycle = new Object();
  private volatile boolean closed;

  private RocksPartitionStore(RocksFolder folder, RocksDatabase database, RocksOptions options) {
    this.folder = folder;
    this.database = database;
    this.db = database.db();
    this.group = new GroupCommit(db, folder.disk(), options);
    this.verification = new Verification(database, damage -> group.fail(damage));
    this.permits = options.readers();
    this.readers = new Semaphore(permits);
  }

  /// Opens the store in a folder, which is made if it does not exist. What is damaged, in use or made by a newer
  /// version is refused.
  public static RocksPartitionStore open(Path path, RocksOptions options) {
    RocksFolder folder = RocksFolder.lock(path);
    RocksDatabase database = null;
    try {
      folder.checkComplete();
      WalTail.repair(folder.db());
      database = RocksDatabase.open(folder.db(), options);
      RocksPartitionStore store = new RocksPartitionStore(folder, database, options);
      store.verification.start(options.verifiedBytes());
      store.group.start();
      return store;
    } catch (RuntimeException | Error e) {
      if (database != null) {
        database.close();
      }
      folder.close();
      throw e;
    }
  }

  /// Puts a backup where a store can be opened. The backup is verified as it is copied; a folder that holds anything
  /// already is refused.
  public static void restore(Path backup, Path folder) {
    Backup.restore(backup, folder);
  }

  /// Whether nothing was ever committed. The mark of the format is the first thing that is written.
  public boolean isEmpty() {
    enter();
    try {
      return db.getLatestSequenceNumber() <= 1;
    } finally {
      readers.release();
    }
  }

  /// Whether commits are taken now: neither has one failed, nor was damage found, nor is the disk full.
  public boolean takesCommits() {
    return !closed && group.refusal() == null;
  }

  @Override
  public long version(Partition partition) {
    return Head.parse(read(Layout.headKey(partition))).version();
  }

  @Override
  public byte @Nullable [] get(Partition partition, Key key) {
    return key.length() == 0 ? null : read(Layout.rowKey(partition, key));
  }

  private byte @Nullable [] read(byte[] key) {
    enter();
    try {
      return db.get(key);
    } catch (RocksDBException e) {
      throw unreadable(e);
    } finally {
      readers.release();
    }
  }

  @Override
  public List<Row> scan(Partition partition, Key from, Key to, int limit, Direction direction) {
    int prefix = Layout.headKeyLength(partition);
    List<Row> rows = new ArrayList<>(Math.min(limit, 64));
    iterate(
        Layout.bound(partition, from),
        Layout.bound(partition, to),
        limit,
        direction,
        (key, value) -> rows.add(new Row(Key.parse(key, prefix, key.length), value)));
    return rows;
  }

  @Override
  public List<Due> due(long untilMillis, int limit) {
    List<Due> found = new ArrayList<>();
    byte[] end = Layout.dueBound(untilMillis == Long.MAX_VALUE ? untilMillis : untilMillis + 1);
    iterate(
        Layout.dueBound(0),
        end,
        limit,
        Direction.FORWARD,
        (key, _) -> found.add(Layout.parseDueKey(key)));
    return found;
  }

  /// Takes what an iterator meets.
  private interface Visitor {
    void visit(byte[] key, byte[] value);
  }

  /// The iterator is given both bounds, so that it does not walk on over what others have deleted beyond them.
  private void iterate(byte[] from, byte[] to, int limit, Direction direction, Visitor visitor) {
    if (limit <= 0 || Arrays.compareUnsigned(from, to) >= 0) {
      return;
    }
    enter();
    try (Slice lower = new Slice(from);
        Slice upper = new Slice(to);
        ReadOptions bounds =
            new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
        RocksIterator rows = db.newIterator(bounds)) {
      boolean forward = direction == Direction.FORWARD;
      if (forward) {
        rows.seekToFirst();
      } else {
        rows.seekToLast();
      }
      for (int left = limit; left > 0 && rows.isValid(); left--) {
        visitor.visit(rows.key(), rows.value());
        if (left > 1) {
          if (forward) {
            rows.next();
          } else {
            rows.prev();
          }
        }
      }
      rows.status();
    } catch (RocksDBException e) {
      throw unreadable(e);
    } finally {
      readers.release();
    }
  }

  private void enter() {
    readers.acquireUninterruptibly();
    if (closed) {
      readers.release();
      throw new StoreException(Reason.CLOSED, "The store is closed");
    }
  }

  /// What cannot be read may be damaged in ways that a commit would make worse, so that none is taken any more.
  private StoreException unreadable(RocksDBException e) {
    StoreException failure = RocksFailure.of("The store can not be read", e);
    if (failure.reason() == Reason.DAMAGED) {
      group.fail(failure);
    }
    return failure;
  }

  @Override
  public CommitOutcome commit(Commit commit) {
    return group.commit(new PendingCommit(commit));
  }

  @Override
  public void backup(Path target) {
    synchronized (lifecycle) {
      if (closed) {
        throw new StoreException(Reason.CLOSED, "The store is closed");
      }
      Backup.write(db, folder, target);
    }
  }

  @Override
  public void close() {
    synchronized (lifecycle) {
      if (closed) {
        return;
      }
      closed = true;
      verification.close();
      if (!group.close()) {
        LOG.log(
            System.Logger.Level.ERROR,
            "The disk does not answer: the store is left as after a crash");
        return;
      }
      readers.acquireUninterruptibly(permits);
      try {
        flush();
      } finally {
        database.close();
        folder.close();
        readers.release(permits);
      }
    }
  }

  /// Leaves nothing in the log, so that the next start has nothing to replay.
  private void flush() {
    try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
      db.flush(options);
    } catch (RocksDBException e) {
      LOG.log(
          System.Logger.Level.WARNING, "The next start will replay the log: {0}", e.getMessage());
    }
  }
}
