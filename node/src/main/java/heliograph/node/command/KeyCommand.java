package heliograph.node.command;

import heliograph.node.folder.DataFolder;
import heliograph.node.server.ConnectionGuide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "key",
    header = "Print what a client needs to reach this server.",
    description = {
      "",
      "The public key, its fingerprint, the DC number and address, the tg://proxy link, and the few lines that"
          + " mtcute, GramJS, Telethon, TDLib and Telegram Desktop each want.",
      ""
    })
final class KeyCommand implements Runnable {
  @Mixin private DataOption data = new DataOption();

  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public void run() {
    DataFolder folder = data.folder();
    folder.requireServer();
    System.out.print(ConnectionGuide.of(folder, folder.readSettings(config.file())));
  }
}
