package heliograph.mtproto.crypto;

import java.math.BigInteger;

/// Unsigned big-endian numbers as byte strings, the way the key exchange carries them.
public final class BigEndian {

  private BigEndian() {}

  /// The shortest unsigned form, without a leading zero.
  public static byte[] shortest(BigInteger number) {
    return padded(number, (number.bitLength() + 7) / 8);
  }

  /// The unsigned form in exactly `length` bytes, leading zeros included.
  public static byte[] padded(BigInteger number, int length) {
    if (number.signum() < 0 || number.bitLength() > length * 8) {
      throw new IllegalArgumentException("Number does not fit " + length + " unsigned bytes");
    }
    byte[] signed = number.toByteArray();
    byte[] out = new byte[length];
    int kept = Math.min(signed.length, length);
    System.arraycopy(signed, signed.length - kept, out, length - kept, kept);
    return out;
  }

  /// The number that these unsigned bytes stand for.
  public static BigInteger number(byte[] bytes) {
    return new BigInteger(1, bytes);
  }
}
