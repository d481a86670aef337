package heliograph.client;

import heliograph.mtproto.transport.Framing;
import heliograph.mtproto.transport.ProxySecret;
import heliograph.mtproto.transport.Transport;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/// What carries the packets over a connection.
///
/// @param obfuscated whether the bytes look random from the first one on
/// @param secret the proxy secret of a server that wants one; null: none
public record Carrier(Framing framing, boolean obfuscated, @Nullable ProxySecret secret) {
  /// Plain intermediate framing.
  public static final Carrier INTERMEDIATE = new Carrier(Framing.INTERMEDIATE, false, null);

  /// The data centre that is asked for; a server of this kind is all of them.
  static final int ANY_DC = 2;

  /// A proxy secret implies obfuscation; full framing cannot be obfuscated.
  public Carrier {
    if (framing == Framing.FULL && (obfuscated || secret != null)) {
      throw new IllegalArgumentException("full framing cannot be obfuscated");
    }
    obfuscated |= secret != null;
  }

  Transport.Opened open(SecureRandom random) {
    return obfuscated
        ? Transport.openObfuscated(framing, secret, ANY_DC, random)
        : Transport.openPlain(framing, random);
  }
}
