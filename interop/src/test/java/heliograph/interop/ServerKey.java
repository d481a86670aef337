package heliograph.interop;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// The server's public key in the forms that clients ask for, read from its PKCS#1 PEM.
record ServerKey(String pem, BigInteger modulus, int exponent, long fingerprint) {
  private static final String BEGIN = "-----BEGIN RSA PUBLIC KEY-----";
  private static final String END = "-----END RSA PUBLIC KEY-----";

  /// Finds the PEM in what `heliograph key` prints.
  static ServerKey in(String text) throws NoSuchAlgorithmException {
    var begin = text.indexOf(BEGIN);
    var end = text.indexOf(END);
    if (begin < 0 || end < 0) {
      throw new IllegalArgumentException("no PKCS#1 key in: " + text);
    }
    var pem = text.substring(begin, end + END.length());
    var der =
        ByteBuffer.wrap(
            Base64.getMimeDecoder()
                .decode(pem.substring(BEGIN.length(), pem.length() - END.length())));
    enter(der, 0x30);
    var modulus = integer(der);
    var exponent = integer(der).intValueExact();
    return new ServerKey(
        pem, modulus, exponent, fingerprint(modulus, BigInteger.valueOf(exponent)));
  }

  private static BigInteger integer(ByteBuffer der) {
    var bytes = new byte[enter(der, 0x02)];
    der.get(bytes);
    return new BigInteger(bytes);
  }

  private static int enter(ByteBuffer der, int tag) {
    if (der.get() != tag) {
      throw new IllegalArgumentException("not a PKCS#1 public key");
    }
    var first = der.get() & 0xff;
    var length = first;
    if (first >= 0x80) {
      length = 0;
      for (int i = 0; i < (first & 0x7f); i++) {
        length = length << 8 | (der.get() & 0xff);
      }
    }
    return length;
  }

  /// The lower 64 bits of SHA1 over both numbers as TL byte strings (mtproto/auth_key).
  private static long fingerprint(BigInteger modulus, BigInteger exponent)
      throws NoSuchAlgorithmException {
    var sha1 = MessageDigest.getInstance("SHA-1");
    sha1.update(tlBytes(modulus));
    sha1.update(tlBytes(exponent));
    return ByteBuffer.wrap(sha1.digest()).order(ByteOrder.LITTLE_ENDIAN).getLong(12);
  }

  private static byte[] tlBytes(BigInteger number) {
    var bytes = number.toByteArray();
    var magnitude = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    var head =
        magnitude.length < 254
            ? new byte[] {(byte) magnitude.length}
            : new byte[] {(byte) 254, (byte) magnitude.length, (byte) (magnitude.length >> 8), 0};
    var padded = Arrays.copyOf(head, (head.length + magnitude.length + 3) / 4 * 4);
    System.arraycopy(magnitude, 0, padded, head.length, magnitude.length);
    return padded;
  }
}
