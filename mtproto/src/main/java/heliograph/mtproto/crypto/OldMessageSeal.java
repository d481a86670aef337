package heliograph.mtproto.crypto;

import heliograph.tl.Bytes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Opens and seals messages of MTProto 1.0, which lives on in one place: the inner message of `auth.bindTempAuthKey`.
///
/// There msg_key is the middle of the SHA-1 of the plain text without its padding of 0 to 15 bytes, and both sides use the
/// client's part of the key (x = 0). The plain text has the same 32-byte header as in 2.0, with random numbers in the place
/// of salt and session. References: mtproto/description_v1 and the method auth.bindTempAuthKey.
public final class OldMessageSeal {

  private static final int MAX_PADDING = 15;

  private OldMessageSeal() {}

  /// The plain text of a packet, header included and padding cut off, or null if this key did not seal it.
  public static byte @Nullable [] open(AuthKey key, byte[] packet) {
    int size = packet.length - MessageSeal.OVERHEAD;
    if (size < MessageSeal.HEADER || size % 16 != 0 || Bytes.getLong(packet, 0) != key.id()) {
      return null;
    }
    byte[] msgKey = Arrays.copyOfRange(packet, 8, MessageSeal.OVERHEAD);
    byte[] plain = Arrays.copyOfRange(packet, MessageSeal.OVERHEAD, packet.length);
    Keys keys = derive(key, msgKey);
    AesIge.decrypt(keys.key, keys.iv, plain, 0, size);
    int length = Bytes.getInt(plain, MessageSeal.HEADER - 4);
    long padding = (long) size - MessageSeal.HEADER - length;
    boolean lengthFits = length >= 0 && length % 4 == 0 && padding >= 0 && padding <= MAX_PADDING;
    // A length that does not fit still has a hash computed, over all of it, so that both refusals
    // take the same time.
    byte[] message = lengthFits ? Arrays.copyOf(plain, MessageSeal.HEADER + length) : plain;
    byte[] expected = Arrays.copyOfRange(Hashes.sha1(message), 4, 20);
    return MessageDigest.isEqual(expected, msgKey) && lengthFits ? message : null;
  }

  /// The packet that carries a plain text, header included, to the holder of the key.
  public static byte[] seal(AuthKey key, byte[] plain, RandomGenerator padding) {
    byte[] msgKey = Arrays.copyOfRange(Hashes.sha1(plain), 4, 20);
    byte[] padded = new byte[(plain.length + MAX_PADDING) / 16 * 16];
    padding.nextBytes(padded);
    System.arraycopy(plain, 0, padded, 0, plain.length);
    Keys keys = derive(key, msgKey);
    AesIge.encrypt(keys.key, keys.iv, padded, 0, padded.length);
    byte[] keyId = new byte[Long.BYTES];
    Bytes.putLong(keyId, 0, key.id());
    return Bytes.concat(keyId, msgKey, padded);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Keys(byte[] key, byte[] iv) {}

  private static Keys derive(AuthKey authKey, byte[] msgKey) {
    byte[] secret = authKey.secret();
    byte[] a = Hashes.sha1(msgKey, Arrays.copyOfRange(secret, 0, 32));
    byte[] b =
        Hashes.sha1(Arrays.copyOfRange(secret, 32, 48), msgKey, Arrays.copyOfRange(secret, 48, 64));
    byte[] c = Hashes.sha1(Arrays.copyOfRange(secret, 64, 96), msgKey);
    byte[] d = Hashes.sha1(msgKey, Arrays.copyOfRange(secret, 96, 128));
    byte[] key =
        Bytes.concat(
            Arrays.copyOf(a, 8), Arrays.copyOfRange(b, 8, 20), Arrays.copyOfRange(c, 4, 16));
    byte[] iv =
        Bytes.concat(
            Arrays.copyOfRange(a, 8, 20),
            Arrays.copyOf(b, 8),
            Arrays.copyOfRange(c, 16, 20),
            Arrays.copyOf(d, 8));
    return new Keys(key, iv);
  }
}
