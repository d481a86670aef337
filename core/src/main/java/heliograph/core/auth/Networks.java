package heliograph.core.auth;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// The networks that addresses belong to, as far as that can be guessed: /24, or /64.
public final class Networks {
  private static final int IPV4_BYTES = 3;
  private static final int IPV6_BYTES = 8;

  private Networks() {}

  /// A name that the addresses of one network have in common.
  public static String of(InetAddress address) {
    int prefix = address instanceof Inet4Address ? IPV4_BYTES : IPV6_BYTES;
    return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), prefix));
  }
}
