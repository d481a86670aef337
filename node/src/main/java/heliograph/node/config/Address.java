package heliograph.node.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/// A host and a port as people write them: `127.0.0.1:8443`, `[::1]:8443`, `example.org:443`.
///
/// @param host name or address, without brackets
/// @param port 0 to 65535; 0 lets the system choose
public record Address(String host, int port) {
  private static final int LARGEST_PORT = 65_535;

  /// Reads `HOST:PORT`.
  ///
  /// @throws SettingsException when it is none
  public static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (bracketed) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isBlank() || (host.contains(":") && !bracketed)) {
      throw new SettingsException(
          "\"" + text + "\" is no address; write HOST:PORT, such as 0.0.0.0:8443");
    }
    return new Address(host, port(text, text.substring(colon + 1)));
  }

  private static int port(String text, String digits) {
    try {
      int port = Integer.parseInt(digits);
      if (port >= 0 && port <= LARGEST_PORT) {
        return port;
      }
    } catch (NumberFormatException notDigits) {
      // Said below, as for a number out of range.
    }
    throw new SettingsException("\"" + text + "\" has no port between 0 and 65535");
  }

  /// Whether it stands for every address of this machine.
  public boolean isAny() {
    return isLiteral(host) && InetAddress.ofLiteral(host).isAnyLocalAddress();
  }

  /// Whether a host is written as an address, not as a name.
  public static boolean isLiteral(String host) {
    return host.contains(":") || host.matches("[0-9.]+");
  }

  /// The address to bind or connect to.
  ///
  /// @throws SettingsException when the host is not known
  public InetSocketAddress resolve() {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException unknown) {
      throw new SettingsException("the host of " + this + " is not known");
    }
  }

  /// Says so if nobody can listen here now.
  ///
  /// @throws SettingsException when it is taken, unknown or no address of this machine
  public void requireFree() {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(resolve());
    } catch (IOException refused) {
      throw taken();
    }
  }

  /// What to say when it cannot be listened on.
  public SettingsException taken() {
    return new SettingsException(
        "cannot listen on " + this + ": is the port taken, or is another server running?");
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
