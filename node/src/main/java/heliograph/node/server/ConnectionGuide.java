package heliograph.node.server;

import heliograph.mtproto.crypto.ServerKey;
import heliograph.mtproto.crypto.ServerPublicKey;
import heliograph.mtproto.transport.ProxySecret;
import heliograph.node.config.Address;
import heliograph.node.config.Settings;
import heliograph.node.folder.DataFolder;
import heliograph.node.jar.JarFile;
import java.util.HexFormat;
import java.util.Map;

/// What a client needs to reach a server, as a text for people. The text is a file in the jar.
public final class ConnectionGuide {
  private ConnectionGuide() {}

  /// The guide to the server of a data folder.
  public static String of(DataFolder folder, Settings settings) {
    ServerPublicKey key = ServerKey.fromPem(folder.keyPem()).publicKey();
    Address address = reachable(folder, settings);
    String secret = proxySecret(folder).padded(true).toString();
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("address", address.toString()),
            Map.entry("host", address.host()),
            Map.entry("port", Integer.toString(address.port())),
            Map.entry("dc", Integer.toString(settings.dc())),
            Map.entry("hex", HexFormat.of().toHexDigits(key.fingerprint())),
            Map.entry("decimal", Long.toString(key.fingerprint())),
            Map.entry("modulus", key.modulus().toString()),
            Map.entry("exponent", key.exponent().toString()),
            Map.entry("pem", key.pem()),
            Map.entry("secret", secret),
            Map.entry(
                "link",
                "tg://proxy?server=%s&port=%s&secret=%s"
                    .formatted(address.host(), address.port(), secret)));
    String text = JarFile.text("/heliograph/node/guide.txt");
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text;
  }

  /// The public address, else where the server runs now, else where it would listen.
  private static Address reachable(DataFolder folder, Settings settings) {
    Address told = settings.publicAddress();
    if (told != null) {
      return told;
    }
    Address running = folder.running();
    return running != null ? running : local(settings.listen());
  }

  /// Where an address that is listened on is reached from this machine.
  static Address local(Address listen) {
    return listen.isAny()
        ? new Address(listen.host().contains(":") ? "::1" : "127.0.0.1", listen.port())
        : listen;
  }

  static ProxySecret proxySecret(DataFolder folder) {
    return ProxySecret.parse(HexFormat.of().formatHex(folder.secrets().proxySecret()));
  }
}
