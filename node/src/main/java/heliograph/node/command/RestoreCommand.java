package heliograph.node.command;

import heliograph.node.folder.Backups;
import heliograph.node.folder.DataFolder;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    header = "Make a data folder from a backup.",
    description = {"", "The data folder must not exist yet. The backup stays as it is.", ""})
final class RestoreCommand implements Runnable {
  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "FOLDER", description = "What \"heliograph backup\" wrote.")
  private Path folder = Path.of("");

  @Override
  public void run() {
    DataFolder target = data.folder();
    Backups.restore(new DataFolder(folder), target);
    System.out.println(
        "restored into " + target.root() + "; now run: heliograph serve --data " + target.root());
  }
}
