package heliograph.mtproto.handshake;

import heliograph.mtproto.crypto.Hashes;
import heliograph.tl.Bytes;
import heliograph.tl.Int128;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Makes server nonces that need not be remembered: each is a keyed hash of the client's nonce, of pq and of the time.
///
/// When a client comes back with p and q, the same hash of their product shows that this server asked exactly that
/// question, less than a minute ago. pq is random, so a repeated nonce still gets a fresh server nonce.
final class ServerNonces {

  /// A nonce is good in the window that it was made in and in the next.
  static final int WINDOW_SECONDS = 30;

  private final byte[] secret = new byte[32];
  private final InstantSource clock;

  ServerNonces(SecureRandom random, InstantSource clock) {
    random.nextBytes(secret);
    this.clock = clock;
  }

  Int128 make(Int128 nonce, long pq) {
    return hash(nonce, pq, window());
  }

  boolean made(Int128 serverNonce, Int128 nonce, long pq) {
    long window = window();
    return serverNonce.equals(hash(nonce, pq, window))
        || serverNonce.equals(hash(nonce, pq, window - 1));
  }

  private Int128 hash(Int128 nonce, long pq, long window) {
    byte[] asked = new byte[2 * Long.BYTES];
    Bytes.putLong(asked, 0, pq);
    Bytes.putLong(asked, Long.BYTES, window);
    return Int128.of(Hashes.sha256(secret, nonce.toByteArray(), asked), 0, Int128.BYTES);
  }

  private long window() {
    return clock.instant().getEpochSecond() / WINDOW_SECONDS;
  }
}
