package heliograph.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// The messenger as its owner runs it, in a process of its own inside the namespace, on one data
/// folder that outlives restarts.
final class ServerProcess {
  static final String ADDRESS = "127.0.0.1";
  static final int PORT = 8443;

  private static final int READY_TIMEOUT_SECONDS = 60;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// A number that nobody has signed up with, and the code that lets somebody.
  record Invite(String number, String code) {}

  private final LoopbackNamespace namespace;
  private final Path data;
  private final Path log;
  private final StringBuilder earlier = new StringBuilder();
  private Process process;

  private ServerProcess(LoopbackNamespace namespace, Path data, Path log)
      throws IOException, InterruptedException {
    this.namespace = namespace;
    this.data = data;
    this.log = log;
    this.process = launch();
  }

  static ServerProcess start(LoopbackNamespace namespace, Path data, Path log)
      throws IOException, InterruptedException {
    return new ServerProcess(namespace, data, log);
  }

  private Process launch() throws IOException, InterruptedException {
    var words = java();
    words.addAll(List.of("serve", "--data", data.toString(), "--listen", ADDRESS + ":" + PORT));
    Files.writeString(log, "");
    var started =
        namespace
            .command(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    for (int tenths = 0; tenths < READY_TIMEOUT_SECONDS * 10; tenths++) {
      if (Files.readString(log).lines().anyMatch(line -> line.startsWith("ready"))) {
        return started;
      }
      if (started.waitFor(100, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    started.destroyForcibly();
    throw new IOException("the server did not become ready:\n" + Files.readString(log));
  }

  List<Invite> invite(int count) throws IOException, InterruptedException {
    var output =
        run("invite", "--count", Integer.toString(count), "--json", "--data", data.toString());
    var invites = new ArrayList<Invite>();
    for (var node : JSON.readTree(output)) {
      invites.add(new Invite(node.get("number").asString(), node.get("code").asString()));
    }
    return invites;
  }

  ServerKey key() throws IOException, InterruptedException, NoSuchAlgorithmException {
    return ServerKey.in(keyPage());
  }

  /// What `heliograph key` prints.
  String keyPage() throws IOException, InterruptedException {
    return run("key", "--data", data.toString());
  }

  void restart() throws IOException, InterruptedException {
    stop();
    earlier.append(Files.readString(log));
    process = launch();
  }

  /// What the server has printed since its first start.
  String output() throws IOException {
    return earlier + Files.readString(log);
  }

  private static List<String> java() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "heliograph.node.Main"));
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    var words = java();
    words.addAll(List.of(arguments));
    var command = namespace.command(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var output = new String(command.getInputStream().readAllBytes(), UTF_8);
    if (command.waitFor() != 0) {
      throw new IOException(String.join(" ", arguments) + " failed: " + output);
    }
    return output;
  }

  private void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException("the server did not stop on SIGTERM");
    }
  }

  void close() throws InterruptedException {
    stop();
  }
}
