package heliograph.scenarios;

import heliograph.client.ServerAddress;
import heliograph.node.folder.DataFolder;
import heliograph.node.server.ServerControl;
import heliograph.testkit.Invite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, which may be killed at any time and started again on the same port.
final class ServerProcess implements AutoCloseable {
  private static final int STOP_SECONDS = 60;

  private final DataFolder folder;
  private final Path log;
  private Process process;
  private final int port = Ports.free();

  private ServerProcess(Path data, Path log) {
    this.folder = new DataFolder(data);
    this.log = log;
    this.process = launch();
  }

  /// Starts one without limits of rate.
  ///
  /// @param log where its error output goes
  static ServerProcess start(Path data, Path log) {
    return new ServerProcess(data, log);
  }

  private Process launch() {
    List<String> words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "heliograph.node.Main",
            "serve",
            "--data",
            folder.root().toString(),
            "--listen",
            "127.0.0.1:" + port,
            "--limits",
            "off");
    try {
      Process started =
          new ProcessBuilder(words)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      BufferedReader output = started.inputReader();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("ready")) {
          return started;
        }
      }
      throw new IllegalStateException("the server did not start: " + Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where it is and how it proves itself.
  ServerAddress address() {
    try {
      return ServerAddress.ofDataFolder(folder.root());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes a number with its code.
  Invite invite() {
    return Invite.ofLine(ServerControl.run(folder, null, List.of("invite", "1")).getFirst());
  }

  /// Ends the process between two instructions of its, as a loss of power would, and starts it again.
  void killAndStartAgain() throws InterruptedException {
    process.destroyForcibly().waitFor();
    process = launch();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the server did not stop on SIGTERM");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
