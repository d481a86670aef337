package heliograph.node.command;

import heliograph.node.folder.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option `--data`, the same in every command.
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the server (default: ~/.heliograph, or $$HELIOGRAPH_DATA).")
  private @Nullable Path data;

  DataFolder folder() {
    return data == null ? DataFolder.usual() : new DataFolder(data);
  }
}
