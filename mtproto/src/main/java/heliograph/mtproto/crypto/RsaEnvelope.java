package heliograph.mtproto.crypto;

import heliograph.tl.Bytes;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How `p_q_inner_data` is encrypted to the server's key: in the documented form RSA_PAD, or in the one before it.
///
/// RSA_PAD: the data is padded with random bytes to 192, reversed, followed by SHA-256(temp_key + padded data), encrypted
/// by AES-256-IGE with temp_key and a zero iv, and preceded by temp_key ^ SHA-256(of the cipher text): 256 bytes, below the
/// modulus, for raw RSA. The earlier form is SHA-1(data) + data + random bytes: 255 bytes behind a zero byte. It is still
/// what some clients send.
///
/// The earlier form does not say how long its data is, so the server's opening yields candidates, and the reader of the
/// data settles it by [Opened#holds]. All of an opening's work is done whichever form it was, and nothing tells what failed.
/// Reference: mtproto/auth_key, "RSA_PAD".
public final class RsaEnvelope {

  /// The most data that either form carries.
  public static final int MAX_DATA = 144;

  private static final int PADDED = 192;
  private static final int TEMP_KEY = 32;
  private static final int SHA1 = 20;
  private static final byte[] ZERO_IV = new byte[32];

  private RsaEnvelope() {}

  /// Seals at most [#MAX_DATA] bytes in the RSA_PAD form.
  public static byte[] seal(ServerPublicKey key, byte[] data, SecureRandom random) {
    byte[] padded = padded(data, PADDED, random);
    byte[] reversed = Bytes.reversed(padded);
    byte[] tempKey = new byte[TEMP_KEY];
    while (true) {
      random.nextBytes(tempKey);
      byte[] encrypted = Bytes.concat(reversed, Hashes.sha256(tempKey, padded));
      AesIge.encrypt(tempKey, ZERO_IV, encrypted, 0, encrypted.length);
      byte[] block = Bytes.concat(xor(tempKey, Hashes.sha256(encrypted)), encrypted);
      if (BigEndian.number(block).compareTo(key.modulus()) < 0) {
        return key.encrypt(block);
      }
    }
  }

  /// Seals at most [#MAX_DATA] bytes in the earlier form.
  public static byte[] sealOld(ServerPublicKey key, byte[] data, SecureRandom random) {
    byte[] padded =
        padded(Bytes.concat(Hashes.sha1(data), data), ServerPublicKey.LENGTH - 1, random);
    return key.encrypt(Bytes.concat(new byte[1], padded));
  }

  /// Opens what either of the two sealed. The data found is followed by its padding.
  @SuppressWarnings("ShortCircuitBoolean") // all is looked at, whichever fails
  public static Opened open(ServerKey key, byte[] encrypted) {
    byte[] decrypted = key.decrypt(encrypted);
    byte[] block = decrypted == null ? new byte[ServerPublicKey.LENGTH] : decrypted;

    byte[] body = Arrays.copyOfRange(block, TEMP_KEY, block.length);
    byte[] tempKey = xor(Arrays.copyOf(block, TEMP_KEY), Hashes.sha256(body));
    AesIge.decrypt(tempKey, ZERO_IV, body, 0, body.length);
    byte[] padded = Bytes.reversed(Arrays.copyOf(body, PADDED));
    byte[] hash = Arrays.copyOfRange(body, PADDED, body.length);
    boolean sealed =
        MessageDigest.isEqual(Hashes.sha256(tempKey, padded), hash) & decrypted != null;

    byte[] oldHash = Arrays.copyOfRange(block, 1, 1 + SHA1);
    byte[] oldData = Arrays.copyOfRange(block, 1 + SHA1, block.length);
    boolean old = block[0] == 0 & decrypted != null;
    return sealed ? new Opened(padded, null) : new Opened(oldData, old ? oldHash : new byte[0]);
  }

  /// What an envelope held, to be believed only once [#holds] said so.
  public static final class Opened {

    private final byte[] data;
    private final byte @Nullable [] oldHash;

    private Opened(byte[] data, byte @Nullable [] oldHash) {
      this.data = data;
      this.oldHash = oldHash;
    }

    /// The data with its padding after it.
    public byte[] data() {
      return data;
    }

    /// Whether the first `length` bytes are what a client sealed.
    public boolean holds(int length) {
      return oldHash == null
          || MessageDigest.isEqual(Hashes.sha1(Arrays.copyOf(data, length)), oldHash);
    }
  }

  private static byte[] padded(byte[] data, int length, SecureRandom random) {
    if (data.length > MAX_DATA + SHA1) {
      throw new IllegalArgumentException("Too much for one RSA block: " + data.length);
    }
    byte[] padding = new byte[length - data.length];
    random.nextBytes(padding);
    return Bytes.concat(data, padding);
  }

  private static byte[] xor(byte[] a, byte[] b) {
    byte[] out = a.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] ^= b[i];
    }
    return out;
  }
}
