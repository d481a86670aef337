package heliograph.node.web;

import heliograph.node.config.Address;
import heliograph.node.config.Settings;
import heliograph.node.config.Settings.Tls;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where browsers find the page. Only addresses that can work are named: a server that listens on every address of the machine is
/// reached as `localhost` from it, and by others at the address by which the machine itself reaches them, if it has one.
///
/// @param here for browsers on this machine; null: it listens on addresses of networks only, or on none that is known yet
/// @param elsewhere for everybody else; null: nobody else can come
public record PageAddresses(@Nullable String here, @Nullable String elsewhere) {

  /// An address that belongs to nobody (RFC 5737): asking the system how it would get there sends nothing.
  private static final InetSocketAddress FAR_AWAY =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9);

  /// The addresses of a server.
  ///
  /// @param listen where it listens; port 0: not known
  /// @param certified names and addresses in the owner's certificate
  public static PageAddresses of(Settings settings, Address listen, List<String> certified) {
    URI told = settings.webAddress();
    String named = told == null ? null : told.toString();
    if (listen.port() == 0) {
      return new PageAddresses(null, named);
    }
    boolean everywhere = listen.isAny();
    boolean local = everywhere || isLoopback(listen.host());
    String here =
        local
            ? url("http", new Address(everywhere ? "localhost" : listen.host(), listen.port()))
            : null;
    if (named == null) {
      Address outside = outside(settings, listen, certified);
      named = outside == null ? null : url(tls(settings) ? "https" : "http", outside);
    }
    return new PageAddresses(here, named);
  }

  private static @Nullable Address outside(
      Settings settings, Address listen, List<String> certified) {
    Address told = settings.publicAddress();
    for (String name : certified) {
      if (!name.startsWith("*")) {
        return new Address(name, told == null ? listen.port() : told.port());
      }
    }
    if (told != null) {
      return told;
    }
    if (!listen.isAny()) {
      return isLoopback(listen.host()) ? null : listen;
    }
    String host = outgoing();
    return host == null ? null : new Address(host, listen.port());
  }

  private static boolean tls(Settings settings) {
    return !(settings.tls() instanceof Tls.Off);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || (Address.isLiteral(host) && InetAddress.ofLiteral(host).isLoopbackAddress());
  }

  /// The address of this machine by which it reaches others; null: it has no way out.
  private static @Nullable String outgoing() {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(FAR_AWAY);
      InetAddress own = socket.getLocalAddress();
      return own.isAnyLocalAddress() || own.isLoopbackAddress() ? null : own.getHostAddress();
    } catch (SocketException | UncheckedIOException noWay) {
      return null;
    }
  }

  private static String url(String scheme, Address address) {
    boolean usual = address.port() == (scheme.equals("https") ? 443 : 80);
    String text = address.toString();
    return scheme + "://" + (usual ? text.substring(0, text.lastIndexOf(':')) : text) + "/";
  }

  /// A link that opens the page with an invite filled in. Number and code stand in its fragment, which browsers keep to themselves.
  ///
  /// @return null when the page has no address
  public @Nullable String invite(String number, String code) {
    String page = elsewhere == null ? here : elsewhere;
    return page == null ? null : page + "#/invite?n=" + number.substring(1) + "&c=" + code;
  }

  /// What to tell the owner when the server starts, line by line.
  ///
  /// @param fingerprint of a certificate that no browser trusts by itself; null: there is none
  public List<String> lines(@Nullable String fingerprint) {
    List<String> lines = new ArrayList<>();
    if (here != null) {
      lines.add("page: " + here + "  (on this machine)");
    }
    if (elsewhere != null) {
      String note =
          elsewhere.startsWith("https:") ? "" : "  (without TLS it does not start offline)";
      lines.add("page: " + elsewhere + note);
    }
    if (fingerprint != null) {
      lines.add("browsers warn of its certificate; compare the SHA-256 before you go on:");
      lines.add("  " + fingerprint);
    }
    return lines;
  }
}
