package heliograph.store;

import java.util.Arrays;
import java.util.HexFormat;

/// The name of a partition: a family, which says what kind of thing it holds, and an id within the family.
public final class Partition {
  public static final int MAX_ID_LENGTH = 128;

  private final byte[] bytes;
  private final int hash;

  private Partition(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /// The partition of a numbered thing: the id is its eight bytes, highest first.
  public static Partition of(char family, long id) {
    byte[] bytes = new byte[1 + Long.BYTES];
    bytes[0] = familyByte(family);
    BigEndian.putLong(bytes, 1, id);
    return new Partition(bytes);
  }

  public static Partition of(char family, byte[] id) {
    if (id.length == 0 || id.length > MAX_ID_LENGTH) {
      throw new IllegalArgumentException(
          "A partition's id has 1 to " + MAX_ID_LENGTH + " bytes, not " + id.length);
    }
    byte[] bytes = new byte[1 + id.length];
    bytes[0] = familyByte(family);
    System.arraycopy(id, 0, bytes, 1, id.length);
    return new Partition(bytes);
  }

  private static byte familyByte(char family) {
    if (family <= ' ' || family > '~') {
      throw new IllegalArgumentException("A family is one visible ASCII character");
    }
    return (byte) family;
  }

  /// The opposite of [#bytes].
  public static Partition parse(byte[] bytes) {
    return of((char) bytes[0], Arrays.copyOfRange(bytes, 1, bytes.length));
  }

  public char family() {
    return (char) bytes[0];
  }

  /// The id of a partition made from a number.
  public long id() {
    if (bytes.length != 1 + Long.BYTES) {
      throw new IllegalStateException("The id of " + this + " is no number");
    }
    return BigEndian.getLong(bytes, 1);
  }

  /// How many bytes [#bytes] has.
  public int length() {
    return bytes.length;
  }

  /// The family followed by the id.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// Writes [#bytes] into `target` and returns the offset behind them.
  public int copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
    return offset + bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Partition that && hash == that.hash && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return family() + "/" + HexFormat.of().formatHex(bytes, 1, bytes.length);
  }
}
