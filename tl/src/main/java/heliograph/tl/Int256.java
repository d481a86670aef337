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
        LittleEndian.getLong(bytes, offset),
        LittleEndian.getLong(bytes, offset + 8),
        LittleEndian.getLong(bytes, offset + 16),
        LittleEndian.getLong(bytes, offset + 24));
  }

  public byte[] toByteArray() {
    byte[] bytes = new byte[BYTES];
    LittleEndian.putLong(bytes, 0, first);
    LittleEndian.putLong(bytes, 8, second);
    LittleEndian.putLong(bytes, 16, third);
    LittleEndian.putLong(bytes, 24, fourth);
    return bytes;
  }
}
