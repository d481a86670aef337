package heliograph.store;

import java.util.Arrays;
import java.util.HexFormat;

/// The key of a row within its partition: bytes, compared unsigned. A key begins with a tag that says what kind of row
/// it is; what follows is appended part by part, each step making a new key:
/// ```
/// Key message = Key.of('m').int32(messageId);
/// List<Row> newest = store.scan(mailbox, Key.of('m'), Key.of('m').prefixEnd(), 20, Direction.BACKWARD);
/// int id = newest.getFirst().key().int32At(1);
/// ```
/// Numbers are appended with the highest byte first and the sign turned over, so that keys sort as their numbers do,
/// negative ones first.
public final class Key implements Comparable<Key> {
  public static final int MAX_LENGTH = 512;

  /// Before every row. A bound for scans, not the key of a row.
  public static final Key FIRST = new Key(new byte[0]);

  /// Behind every row. A bound for scans, not the key of a row.
  public static final Key LAST = new Key(new byte[] {(byte) 0xff});

  private final byte[] bytes;

  private Key(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A key that consists of a tag, an ASCII character.
  public static Key of(char tag) {
    if (tag > 0x7f) {
      throw new IllegalArgumentException("A tag is one ASCII character");
    }
    return new Key(new byte[] {(byte) tag});
  }

  /// The opposite of [#toByteArray].
  public static Key parse(byte[] bytes) {
    return parse(bytes, 0, bytes.length);
  }

  public static Key parse(byte[] bytes, int from, int to) {
    return new Key(Arrays.copyOfRange(bytes, from, to));
  }

  public Key int8(int value) {
    byte[] longer = longer(1);
    longer[bytes.length] = (byte) value;
    return new Key(longer);
  }

  public Key int32(int value) {
    byte[] longer = longer(Integer.BYTES);
    BigEndian.putInt(longer, bytes.length, value ^ Integer.MIN_VALUE);
    return new Key(longer);
  }

  public Key int64(long value) {
    byte[] longer = longer(Long.BYTES);
    BigEndian.putLong(longer, bytes.length, value ^ Long.MIN_VALUE);
    return new Key(longer);
  }

  /// Appends bytes as they are. Only the last part of a key may vary in length, or the order would be lost.
  public Key bytes(byte[] value) {
    byte[] longer = longer(value.length);
    System.arraycopy(value, 0, longer, bytes.length, value.length);
    return new Key(longer);
  }

  private byte[] longer(int by) {
    if (bytes.length + by > MAX_LENGTH) {
      throw new IllegalArgumentException("A key has at most " + MAX_LENGTH + " bytes");
    }
    return Arrays.copyOf(bytes, bytes.length + by);
  }

  /// The smallest key behind all keys that begin with this one.
  public Key prefixEnd() {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == (byte) 0xff) {
      end--;
    }
    if (end == 0) {
      return LAST;
    }
    byte[] next = Arrays.copyOf(bytes, end);
    next[end - 1]++;
    return new Key(next);
  }

  /// The smallest key behind this one: where a scan goes on that has seen this row.
  public Key next() {
    return new Key(Arrays.copyOf(bytes, bytes.length + 1));
  }

  public char tag() {
    return (char) bytes[0];
  }

  /// The unsigned byte at an offset.
  public int int8At(int offset) {
    return Byte.toUnsignedInt(bytes[offset]);
  }

  public int int32At(int offset) {
    return BigEndian.getInt(bytes, offset) ^ Integer.MIN_VALUE;
  }

  public long int64At(int offset) {
    return BigEndian.getLong(bytes, offset) ^ Long.MIN_VALUE;
  }

  public boolean startsWith(Key prefix) {
    return bytes.length >= prefix.bytes.length
        && Arrays.equals(bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
  }

  public int length() {
    return bytes.length;
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  /// Writes the key into `target` and returns the offset behind it.
  public int copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
    return offset + bytes.length;
  }

  @Override
  public int compareTo(Key other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
