package heliograph.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.store.Partition;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Turns what would speak in a row's key, a number or a name, into a hash that only the holder of the secret can make.
public final class KeyedHash {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int PARTITION_BYTES = 16;

  private final SecretKeySpec secret;

  /// @param secret at least 32 bytes that never change, or no number and no name would be found again
  public KeyedHash(byte[] secret) {
    if (secret.length < 32) {
      throw new IllegalArgumentException("The secret has at least 32 bytes");
    }
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /// The partition of a name within a family.
  public Partition partition(char family, String name) {
    return Partition.of(family, Arrays.copyOf(hash(family + ":" + name), PARTITION_BYTES));
  }

  /// A hash of a text; different subjects begin their text differently.
  public byte[] hash(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
