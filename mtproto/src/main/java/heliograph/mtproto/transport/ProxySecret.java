package heliograph.mtproto.transport;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// An MTProxy secret: 16 bytes that a client must know to be let in, and whether it is told to pad its packets.
///
/// Written as 32 hex digits, or `dd` and 32 hex digits for padding. Whoever knows the secret may use any framing: `dd` is
/// an order to the client. Reference: mtproto/mtproto-transports, "Transport obfuscation".
public final class ProxySecret {

  private static final int LENGTH = 16;
  private static final String PADDED_PREFIX = "dd";

  private final byte[] key;
  private final boolean padded;

  private ProxySecret(byte[] key, boolean padded) {
    this.key = key;
    this.padded = padded;
  }

  /// Reads the written form.
  ///
  /// @throws IllegalArgumentException if it is none
  public static ProxySecret parse(String text) {
    boolean padded =
        text.length() == 2 * LENGTH + 2 && text.regionMatches(true, 0, PADDED_PREFIX, 0, 2);
    byte[] key = HexFormat.of().parseHex(padded ? text.substring(2) : text);
    if (key.length != LENGTH) {
      throw new IllegalArgumentException("A proxy secret has 32 hex digits, or dd and 32");
    }
    return new ProxySecret(key, padded);
  }

  /// Whether clients are told to use padded framing.
  public boolean padded() {
    return padded;
  }

  /// The same secret with or without the order to pad.
  public ProxySecret padded(boolean pad) {
    return new ProxySecret(key, pad);
  }

  byte[] key() {
    return key;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProxySecret secret
        && padded == secret.padded
        && Arrays.equals(key, secret.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  /// The written form.
  @Override
  public String toString() {
    return (padded ? PADDED_PREFIX : "") + HexFormat.of().formatHex(key);
  }
}
