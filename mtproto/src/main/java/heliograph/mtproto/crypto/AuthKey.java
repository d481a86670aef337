package heliograph.mtproto.crypto;

import heliograph.tl.Bytes;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An authorization key: 256 secret bytes shared by a client and the server, and the numbers that are derived from them.
///
/// The key is always 256 bytes, leading zeros included, although the Diffie-Hellman secret it comes from may be shorter.
public final class AuthKey {

  /// The length of every authorization key.
  public static final int LENGTH = 256;

  private final byte[] bytes;
  private final long id;
  private final long auxHash;

  private AuthKey(byte[] bytes) {
    this.bytes = bytes;
    byte[] sha1 = Hashes.sha1(bytes);
    auxHash = Bytes.getLong(sha1, 0);
    id = Bytes.getLong(sha1, 12);
  }

  /// The key made of these 256 bytes.
  public static AuthKey of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("An authorization key has 256 bytes, not " + bytes.length);
    }
    return new AuthKey(bytes.clone());
  }

  /// The key made of a Diffie-Hellman secret below 2^2048.
  public static AuthKey of(BigInteger secret) {
    return new AuthKey(BigEndian.padded(secret, LENGTH));
  }

  /// `auth_key_id`: the 64 lower-order bits of the key's SHA-1.
  public long id() {
    return id;
  }

  /// `auth_key_aux_hash`: the 64 higher-order bits of the key's SHA-1.
  public long auxHash() {
    return auxHash;
  }

  /// A copy of the 256 bytes, for storing.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// The bytes themselves, not to be changed or kept.
  byte[] secret() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AuthKey key && id == key.id && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }

  /// Names the key by its id: the secret is never printed.
  @Override
  public String toString() {
    return "AuthKey[" + Long.toHexString(id) + "]";
  }
}
