package heliograph.tl;

/// Sixteen bytes, as nonces and hashes are; `first` holds the first eight, little-endian.
public record Int128(long first, long second) {
  public static final int BYTES = 16;

  public static Int128 of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /// The number in a part of an array.
  ///
  /// @throws IllegalArgumentException if `length` is not 16
  public static Int128 of(byte[] bytes, int offset, int length) {
    if (length != BYTES) {
      throw new IllegalArgumentException("not 16 bytes but " + length);
    }
    return new Int128(Bytes.getLong(bytes, offset), Bytes.getLong(bytes, offset + 8));
  }

  public byte[] toByteArray() {
    byte[] bytes = new byte[BYTES];
    Bytes.putLong(bytes, 0, first);
    Bytes.putLong(bytes, 8, second);
    return bytes;
  }
}
