package heliograph.node.command;

import heliograph.node.config.Address;
import heliograph.node.config.Settings;
import heliograph.node.folder.DataFolder;
import heliograph.node.server.Server;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    header = "Run the messenger.",
    description = {
      "",
      "The first start makes the data folder with its keys and a commented settings file. One line beginning with"
          + " \"ready\" says that connections are taken. Ctrl-C or SIGTERM stops it cleanly.",
      ""
    })
final class ServeCommand implements Runnable {
  private enum Switch {
    on,
    off
  }

  @Mixin private DataOption data = new DataOption();

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to listen (default: the setting \"listen\", at first 0.0.0.0:8443).")
  private @Nullable String listen;

  @Option(
      names = "--limits",
      paramLabel = "on|off",
      description =
          "Rate limits per network and account (default: the setting \"limits\"). Off is for load tests; bounds on memory"
              + " always stay.")
  private @Nullable Switch limits;

  @Override
  public void run() {
    DataFolder folder = data.folder();
    Settings settings = folder.readSettings(config.file());
    if (listen != null) {
      settings = settings.withListen(Address.parse(listen));
    }
    if (limits != null) {
      settings = settings.withRates(limits == Switch.on);
    }
    Server.runUntilStopped(folder, settings);
  }
}
