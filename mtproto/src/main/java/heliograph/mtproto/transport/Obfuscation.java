package heliograph.mtproto.transport;

import heliograph.mtproto.crypto.AesCtr;
import heliograph.mtproto.crypto.Hashes;
import heliograph.tl.Bytes;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The two key streams of an obfuscated connection, derived from the 64 random-looking bytes that open it.
///
/// Bytes 8 to 56 of the opening hold the key (32) and the iv (16) of the client's stream; the same bytes backwards those of
/// the server's. A proxy secret is mixed into both keys. The opening's last eight bytes are sent encrypted by the client's
/// stream and hold the framing's tag, the number of the data centre (2 bytes) and two random ones; the stream goes on
/// after them. Reference: mtproto/mtproto-transports, "Transport obfuscation".
record Obfuscation(AesCtr incoming, AesCtr outgoing) {

  static final int OPENING = 64;
  private static final int KEY_AT = 8;
  private static final int KEY_END = 56;
  private static final int KEY = 32;
  private static final int TAG_AT = 56;
  private static final int DC_AT = 60;

  /// What the server reads in an opening, if this secret (or none) is the right one.
  record Opening(Obfuscation streams, int tag) {}

  /// Reads an opening as one made with this secret; the tag shows whether it was.
  static Opening read(byte[] data, int from, @Nullable ProxySecret secret) {
    byte[] opening = Arrays.copyOfRange(data, from, from + OPENING);
    byte[] seed = Arrays.copyOfRange(opening, KEY_AT, KEY_END);
    AesCtr incoming = stream(seed, secret);
    AesCtr outgoing = stream(Bytes.reversed(seed), secret);
    incoming.process(opening, 0, OPENING);
    return new Opening(new Obfuscation(incoming, outgoing), Bytes.getInt(opening, TAG_AT));
  }

  /// Fills `opening` with a client's opening and returns the client's streams.
  static Obfuscation open(
      byte[] opening, int tag, int dc, @Nullable ProxySecret secret, SecureRandom random) {
    do {
      random.nextBytes(opening);
    } while (TransportDetector.looksOpen(opening));
    Bytes.putInt(opening, TAG_AT, tag);
    opening[DC_AT] = (byte) dc;
    opening[DC_AT + 1] = (byte) (dc >> 8);
    byte[] seed = Arrays.copyOfRange(opening, KEY_AT, KEY_END);
    AesCtr outgoing = stream(seed, secret);
    AesCtr incoming = stream(Bytes.reversed(seed), secret);
    byte[] encrypted = opening.clone();
    outgoing.process(encrypted, 0, OPENING);
    System.arraycopy(encrypted, TAG_AT, opening, TAG_AT, OPENING - TAG_AT);
    return new Obfuscation(incoming, outgoing);
  }

  private static AesCtr stream(byte[] seed, @Nullable ProxySecret secret) {
    byte[] key = Arrays.copyOf(seed, KEY);
    byte[] iv = Arrays.copyOfRange(seed, KEY, seed.length);
    return new AesCtr(secret == null ? key : Hashes.sha256(key, secret.key()), iv);
  }
}
