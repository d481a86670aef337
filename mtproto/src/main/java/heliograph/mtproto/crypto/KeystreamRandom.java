package heliograph.mtproto.crypto;

import heliograph.tl.Bytes;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// Unpredictable numbers at little cost, for padding: the AES-256-CTR keystream of a random key.
///
/// Drawing 16 bytes from a `SecureRandom` costs as much as sealing the message that they pad. Not safe for threads: each event
/// loop or client has its own. Keys and nonces come from `SecureRandom` itself.
public final class KeystreamRandom implements RandomGenerator {

  private final AesCtr stream;
  private final byte[] buffer = new byte[1024];
  private int used = buffer.length;

  public KeystreamRandom(SecureRandom seed) {
    byte[] key = new byte[32];
    byte[] iv = new byte[16];
    seed.nextBytes(key);
    seed.nextBytes(iv);
    stream = new AesCtr(key, iv);
  }

  @Override
  public long nextLong() {
    if (used == buffer.length) {
      // Encrypting what was drawn before is as good a keystream as encrypting zeros.
      stream.process(buffer, 0, buffer.length);
      used = 0;
    }
    long next = Bytes.getLong(buffer, used);
    used += Long.BYTES;
    return next;
  }
}
