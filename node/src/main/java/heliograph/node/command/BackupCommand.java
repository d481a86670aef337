package heliograph.node.command;

import heliograph.node.server.ServerControl;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    header = "Copy everything that the server is and holds into a new folder.",
    description = {
      "",
      "The copy is consistent, and the server goes on running meanwhile. It holds the server's keys: guard it"
          + " like the server. \"heliograph restore\" makes a server of it again.",
      ""
    })
final class BackupCommand implements Runnable {
  @Mixin private DataOption data = new DataOption();

  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "FOLDER", description = "A folder that does not exist yet.")
  private Path folder = Path.of("");

  @Override
  public void run() {
    Path target = folder.toAbsolutePath().normalize();
    ServerControl.run(data.folder(), config.file(), List.of("backup", target.toString()));
    System.out.println("backup written to " + target);
  }
}
