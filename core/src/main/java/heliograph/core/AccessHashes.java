package heliograph.core;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The access hashes that the server hands out: a keyed hash of who looks and what is looked at. Nothing is stored for
/// them, and knowing one for one's own eyes helps nobody else.
public final class AccessHashes {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac keyed;

  /// @param secret at least 32 bytes that never change, or every client has to learn its peers anew
  public AccessHashes(byte[] secret) {
    if (secret.length < 32) {
      throw new IllegalArgumentException("The secret has at least 32 bytes");
    }
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The hash by which `viewer` may name `target`.
  public long user(UserId viewer, UserId target) {
    return hash('u', viewer.value(), target.value());
  }

  /// Whether `viewer` may name `target` by this hash. Everyone may name the service account, which clients know by
  /// heart.
  public boolean valid(UserId viewer, UserId target, long accessHash) {
    return accessHash == user(viewer, target) || target.equals(UserId.SERVICE);
  }

  private long hash(char kind, long viewer, long target) {
    try {
      Mac mac = (Mac) keyed.clone();
      mac.update(ByteBuffer.allocate(17).put((byte) kind).putLong(viewer).putLong(target).flip());
      return ByteBuffer.wrap(mac.doFinal()).getLong();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
