package heliograph.node.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option `--config`, the same in every command that may open the store or tells where the server is.
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings file (default: heliograph.properties in the data folder).")
  private @Nullable Path file;

  /// What was named, if anything.
  @Nullable Path file() {
    return file;
  }
}
