package heliograph.store.rocks;

import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/// Looks at the write-ahead log after a crash and cuts off a batch that was not wholly written.
///
/// Every batch is synced before the next is begun. So a crash can leave only the very last batch torn, and since its
/// sync did not return nobody was told of it: it may go. Broken bytes with a whole batch behind them are another matter:
/// what stood there had been acknowledged, and the store must not start without it. RocksDB knows the two cases apart
/// only where the file is too short, not where the disk wrote the parts of the last batch out of order, and would refuse
/// a store that a power cut left in good order. Hence this look before it.
///
/// The log is a row of blocks of 32 KiB, a block a row of fragments, a fragment a header (masked CRC-32C of type and
/// payload, 4 bytes; length, 2; type, 1; lowest byte first) and a payload. A batch is one fragment of type FULL, or
/// FIRST, MIDDLE ... and LAST. Less than a header at the end of a block is filling. (RocksDB: `db/log_format.h`.)
///
/// Where a length is broken nothing tells where the next fragment begins, so a whole batch behind is sought at every
/// byte. That a payload looks like one by chance, its checksum included, is one in four thousand million for each byte,
/// and errs towards refusing.
final class WalTail {
  private static final System.Logger LOG = System.getLogger(WalTail.class.getName());

  private static final int BLOCK = 32 << 10;
  private static final int HEADER = 7;
  private static final int FULL = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;
  private static final int CRC_MASK_DELTA = 0xa282ead8;

  private final ByteBuffer log;
  private final int size;

  /// Where the batch begins that is read now.
  private int batchStart;

  /// Where the first bytes are that belong to no whole batch.
  private int brokenAt;

  private WalTail(ByteBuffer log) {
    this.log = log.order(ByteOrder.LITTLE_ENDIAN);
    this.size = log.limit();
  }

  /// Cuts a torn batch off the newest log in RocksDB's folder. Damage elsewhere is refused.
  static void repair(Path db) {
    if (!Files.isDirectory(db)) {
      return;
    }
    List<Path> logs = RocksFolder.list(db, ".log").stream().filter(log -> size(log) > 0).toList();
    for (Path log : logs) {
      int whole = wholeBytes(log);
      if (whole < size(log)) {
        if (!log.equals(logs.getLast())) {
          throw damaged(log, whole);
        }
        LOG.log(
            System.Logger.Level.WARNING, "Dropping an unfinished batch at {0} of {1}", whole, log);
        truncate(log, whole);
      }
    }
  }

  private static StoreException damaged(Path log, int offset) {
    return new StoreException(
        Reason.DAMAGED,
        "The log " + log + " is damaged at byte " + offset + ", with commits behind that");
  }

  private static long size(Path log) {
    try {
      return Files.size(log);
    } catch (IOException e) {
      throw new StoreException(Reason.UNUSABLE, log + " can not be read: " + e, e);
    }
  }

  private static void truncate(Path log, int size) {
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(size);
      channel.force(true);
    } catch (IOException e) {
      throw new StoreException(Reason.UNUSABLE, log + " can not be shortened: " + e, e);
    }
  }

  private static int wholeBytes(Path log) {
    try (FileChannel channel = FileChannel.open(log);
        Arena mapping = Arena.ofConfined()) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new StoreException(Reason.UNUSABLE, log + " is longer than any log of a store");
      }
      WalTail tail =
          new WalTail(
              channel
                  .map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), mapping)
                  .asByteBuffer());
      int whole = tail.wholeBytes();
      if (whole < tail.size && tail.batchBeginsBehind(tail.brokenAt)) {
        throw damaged(log, tail.brokenAt);
      }
      return whole;
    } catch (IOException e) {
      throw new StoreException(Reason.UNUSABLE, log + " can not be read: " + e, e);
    }
  }

  /// The length of the log up to the end of its last whole batch.
  private int wholeBytes() {
    int offset = 0;
    boolean inBatch = false;
    while (offset < size) {
      int blockLeft = BLOCK - offset % BLOCK;
      if (blockLeft < HEADER) {
        offset += Math.min(blockLeft, size - offset);
        continue;
      }
      if (!inBatch) {
        batchStart = offset;
      }
      if (!isFragment(offset) || inBatch == begins(type(offset))) {
        brokenAt = offset;
        return batchStart;
      }
      inBatch = begins(type(offset)) ? type(offset) == FIRST : type(offset) != LAST;
      offset += HEADER + length(offset);
    }
    if (inBatch) {
      brokenAt = size;
      return batchStart;
    }
    return size;
  }

  /// Anything but the middle or end of a batch; RocksDB's own notes are single fragments of other types.
  private static boolean begins(int type) {
    return type != FIRST + 1 && type != LAST;
  }

  private boolean batchBeginsBehind(int offset) {
    for (int at = offset + 1; at + HEADER <= size; at++) {
      int type = type(at);
      if ((type == FULL || type == FIRST) && isFragment(at)) {
        return true;
      }
    }
    return false;
  }

  private int length(int offset) {
    return Short.toUnsignedInt(log.getShort(offset + 4));
  }

  private int type(int offset) {
    return Byte.toUnsignedInt(log.get(offset + 6));
  }

  private boolean isFragment(int offset) {
    if (offset + HEADER > size || type(offset) == 0) {
      return false;
    }
    int end = offset + HEADER + length(offset);
    if (end > size || end > (offset / BLOCK + 1) * BLOCK) {
      return false;
    }
    CRC32C crc = new CRC32C();
    crc.update(log.slice(offset + 6, end - offset - 6));
    int sum = (int) crc.getValue();
    return log.getInt(offset) == Integer.rotateRight(sum, 15) + CRC_MASK_DELTA;
  }
}
