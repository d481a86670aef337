package heliograph.client.load;

import heliograph.client.ServerAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server that is started only to be measured, with a data folder of its own.
final class OwnServer implements AutoCloseable {
  private static final int STOP_SECONDS = 20;

  private final Path data;
  private final Process process;
  private final long readyMillis;

  private OwnServer(Path data, Process process, long readyMillis) {
    this.data = data;
    this.process = process;
    this.readyMillis = readyMillis;
  }

  /// Starts a server and waits until it takes connections.
  ///
  /// @param data its folder, which may hold an earlier run's
  static OwnServer start(Launcher launcher, Path data) {
    Path log = data.resolveSibling(data.getFileName() + ".log");
    long begun = System.nanoTime();
    Process process =
        launcher.start(
            log,
            List.of(
                "serve", "--data", data.toString(), "--listen", "127.0.0.1:0", "--limits", "off"));
    try {
      BufferedReader out = process.inputReader();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("ready")) {
          long millis = (System.nanoTime() - begun) / 1_000_000;
          drain(out);
          return new OwnServer(data, process, millis);
        }
      }
      throw new LoadException("the server did not start: " + Files.readString(log));
    } catch (IOException e) {
      process.destroy();
      throw new LoadException("the server did not start", e);
    }
  }

  /// From the start of the process to the line `ready`.
  long readyMillis() {
    return readyMillis;
  }

  long pid() {
    return process.pid();
  }

  Path data() {
    return data;
  }

  ServerAddress address() {
    try {
      return ServerAddress.ofDataFolder(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops it; the data folder stays.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /// Deletes a folder that a server was measured on.
  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static void drain(BufferedReader out) {
    var _ =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (out.readLine() != null) {
                  // a full pipe would stop the server
                }
              } catch (IOException e) {
                // the server is gone, and nobody wants its words
              }
            });
  }
}
