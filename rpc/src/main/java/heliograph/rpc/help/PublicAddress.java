package heliograph.rpc.help;

/// Where clients reach the server, as its owner configured it.
///
/// @param host an IP address, which is what clients can use
/// @param port 1 to 65535
public record PublicAddress(String host, int port) {
  boolean ipv6() {
    return host.indexOf(':') >= 0;
  }
}
