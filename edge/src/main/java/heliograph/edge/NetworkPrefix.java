package heliograph.edge;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/// The network that an address counts as: the /24 of IPv4, the /64 of IPv6, which one person can be expected to own whole.
record NetworkPrefix(long bits, boolean six) {
  static NetworkPrefix of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> new NetworkPrefix(prefix(bytes, 3), false);
      case Inet6Address _ -> new NetworkPrefix(prefix(bytes, 8), true);
      default -> throw new IllegalArgumentException("neither IPv4 nor IPv6");
    };
  }

  private static long prefix(byte[] bytes, int length) {
    long bits = 0;
    for (int i = 0; i < length; i++) {
      bits = bits << 8 | (bytes[i] & 0xff);
    }
    return bits;
  }
}
