package heliograph.scenarios;

import heliograph.client.ServerAddress;
import heliograph.mtproto.transport.ProxySecret;
import heliograph.node.config.Address;
import heliograph.node.config.Settings;
import heliograph.node.folder.DataFolder;
import heliograph.node.server.Server;
import heliograph.node.server.ServerControl;
import heliograph.testkit.Invite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole server in this process, on a data folder of its own and a port that stays the same over restarts.
final class TestServer implements AutoCloseable {
  private final DataFolder folder;
  private final Settings settings;
  private final int port = Ports.free();
  private Server server;

  private TestServer(DataFolder folder, Settings settings) {
    this.folder = folder;
    this.settings = settings.withListen(Address.parse("127.0.0.1:" + port));
    this.server = open();
  }

  /// Starts one without limits of rate.
  static TestServer start(Path data) {
    return start(data, null);
  }

  /// Starts one without limits of rate.
  ///
  /// @param settings a file of settings; null: the defaults
  static TestServer start(Path data, @Nullable Path settings) {
    return new TestServer(new DataFolder(data), Settings.read(settings).withRates(false));
  }

  /// Starts one as its owner would.
  ///
  /// @param settings a file of settings; null: the defaults
  static TestServer startWithLimits(Path data, @Nullable Path settings) {
    return new TestServer(new DataFolder(data), Settings.read(settings));
  }

  private Server open() {
    return Server.start(folder, settings);
  }

  /// Where it is and how it proves itself.
  ServerAddress address() {
    try {
      return ServerAddress.ofDataFolder(folder.root());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The secret of its MTProxy, without the order to pad.
  ProxySecret proxySecret() {
    return ProxySecret.parse(HexFormat.of().formatHex(folder.secrets().proxySecret()));
  }

  /// The port that it listens on.
  int port() {
    return port;
  }

  /// Makes a number with its code.
  Invite invite() {
    return Invite.ofLine(control("invite", "1").getFirst());
  }

  /// Carries out a command of the owner's.
  List<String> control(String... words) {
    return ServerControl.run(folder, null, List.of(words));
  }

  /// Stops it cleanly and starts it again.
  void restart() {
    server.close();
    server = open();
  }

  @Override
  public void close() {
    server.close();
  }
}
