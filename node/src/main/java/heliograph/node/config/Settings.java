package heliograph.node.config;

import heliograph.core.auth.SignUpMode;
import heliograph.edge.Limits;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the owner of a server decided, read and checked. The default file says what each of these means.
///
/// @param publicAddress where clients are told to come to; null: where the server listens
/// @param proxies networks whose connections may begin with a PROXY protocol header
/// @param webAddress where browsers find the page; null: it follows from the other settings
/// @param origins web origins that are welcome; empty: all
/// @param sealingKey file of the key that seals the store; null: not sealed
public record Settings(
    Address listen,
    @Nullable Address publicAddress,
    int dc,
    SignUpMode signUp,
    Tls tls,
    List<Network> proxies,
    @Nullable URI webAddress,
    List<String> origins,
    Limits limits,
    @Nullable Path sealingKey,
    String logLevel) {

  /// What certificate there is for TLS.
  public sealed interface Tls {
    /// None: no TLS.
    record Off() implements Tls {}

    /// One that the server makes for itself.
    record SelfMade() implements Tls {}

    /// The owner's: a certificate chain and its private key, PEM files.
    record Files(Path certificate, Path key) implements Tls {}
  }

  /// The same settings with another address to listen on.
  public Settings withListen(Address address) {
    return new Settings(
        address,
        publicAddress,
        dc,
        signUp,
        tls,
        proxies,
        webAddress,
        origins,
        limits,
        sealingKey,
        logLevel);
  }

  /// The same settings with the limits of rate on or off.
  public Settings withRates(boolean on) {
    return new Settings(
        listen,
        publicAddress,
        dc,
        signUp,
        tls,
        proxies,
        webAddress,
        origins,
        limits.withRates(on),
        sealingKey,
        logLevel);
  }

  private static final int DAY_SECONDS = 86_400;
  private static final int MILLION = 1_000_000;
  private static final int KIB = 1024;

  /// Reads and checks a file.
  ///
  /// @param path null for the defaults
  /// @throws SettingsException with the line that is wrong
  public static Settings read(@Nullable Path path) {
    SettingsFile file = SettingsFile.read(path);
    return new Settings(
        value(file, "listen", Address::parse),
        optional(file, "public", Address::parse),
        file.number("dc", 1, 5),
        signUp(file),
        tls(file),
        list(file, "proxy.from", Network::parse),
        optional(file, "web.address", Settings::page),
        list(file, "web.origins", origin -> origin),
        limits(file),
        optional(file, "store.seal", file::readable),
        file.oneOf("log", "error", "warn", "info", "debug"));
  }

  private static SignUpMode signUp(SettingsFile file) {
    return switch (file.oneOf("signup", "invite", "open", "closed")) {
      case "invite" -> SignUpMode.INVITE;
      case "open" -> SignUpMode.OPEN;
      default -> SignUpMode.CLOSED;
    };
  }

  private static Limits limits(SettingsFile file) {
    return new Limits(
        file.oneOf("limits", "on", "off").equals("on"),
        file.number("limits.connections", 1, MILLION),
        file.number("limits.connections.network", 1, MILLION),
        file.number("limits.handshakes.network", 1, MILLION),
        file.number("limits.pages.network", 1, MILLION),
        file.number("limits.handshakes.waiting", 1, MILLION),
        file.number("limits.first.packet.seconds", 1, DAY_SECONDS),
        file.number("limits.stranger.idle.seconds", 1, DAY_SECONDS),
        file.number("limits.idle.seconds", 1, DAY_SECONDS),
        file.number("limits.outbound.kib", 64, MILLION) * KIB);
  }

  private static Tls tls(SettingsFile file) {
    String kind = file.oneOf("tls", "off", "self-made", "files");
    Path certificate = optional(file, "tls.certificate", file::readable);
    Path key = optional(file, "tls.key", file::readable);
    if (kind.equals("files")) {
      if (certificate == null || key == null) {
        throw file.wrong("tls", "needs \"tls.certificate\" and \"tls.key\"");
      }
      return new Tls.Files(certificate, key);
    }
    if (certificate != null || key != null) {
      throw file.wrong(
          "tls", "must be \"files\" for \"tls.certificate\" and \"tls.key\" to be used");
    }
    return kind.equals("off") ? new Tls.Off() : new Tls.SelfMade();
  }

  /// Reads where the page is: scheme, host and perhaps a port, with nothing behind but a slash.
  private static URI page(String text) {
    try {
      URI uri = new URI(text.endsWith("/") ? text : text + "/");
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && "/".equals(uri.getRawPath())
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException notAnAddress) {
      // Said below, as for an address of something else.
    }
    throw new SettingsException(
        "\"" + text + "\" is no address of a page, such as https://chat.example.org");
  }

  private static <T> T value(SettingsFile file, String name, Function<String, T> parse) {
    try {
      return parse.apply(file.text(name));
    } catch (SettingsException wrong) {
      throw file.wrong(name, "cannot be used: " + wrong.getMessage());
    }
  }

  private static <T> @Nullable T optional(
      SettingsFile file, String name, Function<String, T> parse) {
    return file.text(name).isEmpty() ? null : value(file, name, parse);
  }

  private static <T> List<T> list(SettingsFile file, String name, Function<String, T> parse) {
    return Arrays.stream(file.text(name).split(",", -1))
        .map(String::trim)
        .filter(part -> !part.isEmpty())
        .map(part -> value(file, name, ignored -> parse.apply(part)))
        .toList();
  }
}
