package heliograph.node;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.node.command.Commands;
import heliograph.node.folder.DataFolder;
import heliograph.node.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose settings, and the key of its store with them, lie elsewhere than its data.
final class SealedServerTest {
  @TempDir private Path temp;

  @Test
  void commandsFindTheSealingKeyWhileTheServerDoesNotRun() throws IOException {
    DataFolder folder = new DataFolder(temp.resolve("data"));
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("seal.key"), "ab".repeat(32));
    Path config = elsewhere.resolve("settings");
    Files.writeString(config, "listen = 127.0.0.1:0\nstore.seal = seal.key\n");
    Server.start(folder, folder.readSettings(config)).close();

    String data = folder.root().toString();
    assertThat(Commands.run("invite", "--data", data)).as("without the key").isEqualTo(1);
    assertThat(Commands.run("invite", "--data", data, "--config", config.toString())).isZero();
    assertThat(Commands.run("key", "--data", data, "--config", temp.resolve("none").toString()))
        .as("with settings that are not there")
        .isEqualTo(2);
  }
}
