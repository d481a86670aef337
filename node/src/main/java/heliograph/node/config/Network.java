package heliograph.node.config;

import java.net.InetAddress;

/// A network as people write it: `10.0.0.5`, `192.168.7.0/24`, `2001:db8::/32`.
public final class Network {
  private final byte[] prefix;
  private final int bits;

  private Network(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /// Reads an address or a network.
  ///
  /// @throws SettingsException when it is neither
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    try {
      byte[] prefix =
          InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
      int all = prefix.length * Byte.SIZE;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits >= 0 && bits <= all) {
        return new Network(prefix, bits);
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Said below, as for a prefix out of range.
    }
    throw new SettingsException(
        "\"" + text + "\" is no address or network, such as 10.0.0.5 or 192.168.7.0/24");
  }

  /// Whether the address lies in this network.
  public boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != prefix.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (other[i] != prefix[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((other[whole] ^ prefix[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
  }
}
