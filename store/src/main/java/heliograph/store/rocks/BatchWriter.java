package heliograph.store.rocks;

import heliograph.store.Key;
import heliograph.store.Partition;

/// Writes the records of a RocksDB write batch into an array that has just the right size.
///
/// A batch is a header of twelve bytes, the sequence number (8, filled in by RocksDB) and the count of records (4), and
/// the records: a type byte (0 delete, 1 put), then the key and, for a put, the value, each with its length before it in
/// seven-bit groups, lowest first. Built here a batch costs one native call, however many rows it has. (RocksDB:
/// `db/write_batch.cc`, whose format the write-ahead log fixes.)
final class BatchWriter {
  static final int HEADER_LENGTH = 12;

  private static final int COUNT_OFFSET = 8;
  private static final byte DELETE = 0;
  private static final byte PUT = 1;

  private final byte[] bytes;
  private int offset;

  BatchWriter(int length) {
    bytes = new byte[length];
  }

  static int rowPutLength(int keyLength, int valueLength) {
    return rowDeleteLength(keyLength) + lengthOfLength(valueLength) + valueLength;
  }

  static int rowDeleteLength(int keyLength) {
    return 1 + lengthOfLength(keyLength) + keyLength;
  }

  private static int lengthOfLength(int length) {
    return length == 0 ? 1 : (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 6) / 7;
  }

  void header(int count) {
    offset = HEADER_LENGTH;
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[COUNT_OFFSET + i] = (byte) (count >>> (Byte.SIZE * i));
    }
  }

  void putRow(Partition partition, Key key, byte[] value) {
    bytes[offset++] = PUT;
    rowKey(partition, key);
    length(value.length);
    System.arraycopy(value, 0, bytes, offset, value.length);
    offset += value.length;
  }

  void deleteRow(Partition partition, Key key) {
    bytes[offset++] = DELETE;
    rowKey(partition, key);
  }

  private void rowKey(Partition partition, Key key) {
    length(Layout.headKeyLength(partition) + key.length());
    offset = key.copyTo(bytes, Layout.writeHeadKey(partition, bytes, offset));
  }

  void putHead(Partition partition, Head head) {
    bytes[offset++] = PUT;
    length(Layout.headKeyLength(partition));
    offset = Layout.writeHeadKey(partition, bytes, offset);
    length(Head.LENGTH);
    Layout.LONG.set(bytes, offset, head.version());
    Layout.LONG.set(bytes, offset + 8, head.commandId().high());
    Layout.LONG.set(bytes, offset + 16, head.commandId().low());
    Layout.LONG.set(bytes, offset + 24, head.dueMillis());
    offset += Head.LENGTH;
  }

  void putDue(Partition partition, long dueMillis) {
    bytes[offset++] = PUT;
    dueKey(partition, dueMillis);
    length(0);
  }

  void deleteDue(Partition partition, long dueMillis) {
    bytes[offset++] = DELETE;
    dueKey(partition, dueMillis);
  }

  private void dueKey(Partition partition, long dueMillis) {
    length(Layout.dueKeyLength(partition));
    offset = Layout.writeDueKey(partition, dueMillis, bytes, offset);
  }

  void records(byte[] records) {
    System.arraycopy(records, 0, bytes, offset, records.length);
    offset += records.length;
  }

  private void length(int length) {
    int rest = length;
    while (rest > 0x7f) {
      bytes[offset++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[offset++] = (byte) rest;
  }

  byte[] finish() {
    if (offset != bytes.length) {
      throw new IllegalStateException("A batch of " + bytes.length + " bytes was given " + offset);
    }
    return bytes;
  }
}
