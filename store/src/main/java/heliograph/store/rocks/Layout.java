package heliograph.store.rocks;

import heliograph.store.Due;
import heliograph.store.Key;
import heliograph.store.Partition;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Where things are in RocksDB's key space; the package documentation draws it.
final class Layout {
  static final byte[] FORMAT_KEY = "\0heliograph-store".getBytes(StandardCharsets.US_ASCII);
  static final byte[] FORMAT = {0, 0, 0, 1};

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final byte DUE = 'd';
  private static final byte PARTITION = 'p';

  private Layout() {}

  static int headKeyLength(Partition partition) {
    return 2 + partition.length();
  }

  /// Writes a head's key, which is also the beginning of the keys of its rows.
  static int writeHeadKey(Partition partition, byte[] target, int offset) {
    target[offset] = PARTITION;
    target[offset + 1] = (byte) partition.length();
    return partition.copyTo(target, offset + 2);
  }

  static byte[] headKey(Partition partition) {
    byte[] key = new byte[headKeyLength(partition)];
    writeHeadKey(partition, key, 0);
    return key;
  }

  static byte[] rowKey(Partition partition, Key key) {
    byte[] bytes = new byte[headKeyLength(partition) + key.length()];
    key.copyTo(bytes, writeHeadKey(partition, bytes, 0));
    return bytes;
  }

  /// The bound of a scan. A row's key is not empty, so that this never includes the head.
  static byte[] bound(Partition partition, Key key) {
    return key.length() == 0
        ? Arrays.copyOf(headKey(partition), headKeyLength(partition) + 1)
        : rowKey(partition, key);
  }

  static int dueKeyLength(Partition partition) {
    return 1 + Long.BYTES + partition.length();
  }

  static int writeDueKey(Partition partition, long dueMillis, byte[] target, int offset) {
    target[offset] = DUE;
    LONG.set(target, offset + 1, dueMillis);
    return partition.copyTo(target, offset + 1 + Long.BYTES);
  }

  /// The place in the index before every partition that is due at `dueMillis` or later.
  static byte[] dueBound(long dueMillis) {
    byte[] bound = new byte[1 + Long.BYTES];
    bound[0] = DUE;
    LONG.set(bound, 1, dueMillis);
    return bound;
  }

  static Due parseDueKey(byte[] key) {
    return new Due(
        Partition.parse(Arrays.copyOfRange(key, 1 + Long.BYTES, key.length)),
        (long) LONG.get(key, 1));
  }
}
