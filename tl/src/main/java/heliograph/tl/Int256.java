package heliograph.tl;

/// Thirty-two bytes, as `new_nonce` is; `first` holds the first eight, little-endian.
public record Int256(long first, long second, long third, long fourth) {
  public static final int BYTES = 32;

  public static Int256 of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /// The number in a part of an array.
  ///
  /// @throws IllegalArgumentException if `length` is not 32
  public static Int256 of(byte[] bytes, int offset, int length) {
    if (length != BYTES) {
      throw new IllegalArgumentException("not 32 bytes but " + length);
    }
    return new Int256(
        Bytes.getLong(bytes, offset),
        Bytes.getLong(bytes, offset + 8),
        Bytes.getLong(bytes, offset + 16),
        Bytes.getLong(bytes, offset + 24));
  }

  public byte[] toByteArray() {
    byte[] bytes = new byte[BYTES];
    Bytes.putLong(bytes, 0, first);
    Bytes.putLong(bytes, 8, second);
    Bytes.putLong(bytes, 16, third);
    Bytes.putLong(bytes, 24, fourth);
    return bytes;
  }
}
