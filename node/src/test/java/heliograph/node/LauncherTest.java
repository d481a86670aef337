package heliograph.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as people start it: the launcher, its packaged jar, one command after the other.
final class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "heliograph").toAbsolutePath().normalize();
  private static final String KEY_BEGINS = "-----BEGIN RSA PUBLIC KEY-----";
  private static final int KEY_LENGTH = 425;

  @TempDir private Path temp;

  private record Ended(int status, String out, String err) {}

  @Test
  void namesEveryCommandInItsHelp() {
    Ended help = run("--help");
    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains(
            "serve", "invite", "code", "key", "status", "backup", "restore", "chat", "load",
            "test");
  }

  @Test
  void meetsWrongInputWithOneLineAndStatusTwo() throws IOException {
    Path settings = temp.resolve("wrong.properties");
    Files.writeString(settings, "# a comment\nlisten = 127.0.0.1:0\nlisen = 127.0.0.1:0\n");
    for (String[] words :
        new String[][] {
          {},
          {"nonsense"},
          {"invite", "--count", "0"},
          {"invite", "--count", "many"},
          {"serve", "--listen", "nowhere"},
          {"serve", "--limits", "maybe"},
          {"serve", "--config", settings.toString()},
          {"backup"},
          {"code"},
          {"code", "abc"},
          {"code", ""},
          {"chat", "--server", "foo", "--key", settings.toString()},
          {"test", "this"}
        }) {
      Ended ended = run(words);
      assertThat(ended.status()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(ended.err().lines()).as(String.join(" ", words)).hasSize(1);
    }
    assertThat(run("serve", "--config", settings.toString()).err())
        .contains("line 3", "lisen", "no setting");
  }

  @Test
  void saysThatThereIsNoServer() {
    String nowhere = temp.resolve("nowhere").toString();
    Ended ended = run("invite", "--data", nowhere);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("there is no server in " + nowhere);
    assertThat(temp.resolve("nowhere")).doesNotExist();
  }

  @Test
  void keepsItsDataWhereHomeSays() {
    Map<String, String> home = Map.of("HOME", temp.toString(), "HELIOGRAPH_DATA", "");
    assertThat(run(home, LAUNCHER, "status").err())
        .contains("there is no server in " + temp.resolve(".heliograph"));
    assertThat(run(home, LAUNCHER, "chat").err())
        .contains("no server runs on " + temp.resolve(".heliograph"));
  }

  @Test
  void tellsHowFarABuildIsAndWhereItsLogLies() throws IOException {
    Path root = Files.createDirectory(temp.resolve("source"));
    Path programs = Files.createDirectory(temp.resolve("programs"));
    Path launcher = Files.copy(LAUNCHER, root.resolve("heliograph"));
    for (String name : List.of("mvn", "node", "npm")) {
      Path program = programs.resolve(name);
      Files.writeString(
          program,
          """
          #!/bin/sh
          echo '[INFO] Building Heliograph 0.1.0-SNAPSHOT                                [1/3]'
          echo '[INFO] Building Heliograph: one of the parts 0.1.0-SNAPSHOT              [2/3]'
          echo '[ERROR] it does not compile'
          exit 1
          """);
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    Ended ended = run(Map.of("PATH", programs + ":" + System.getenv("PATH")), launcher, "status");

    Path log = root.resolve(".build").resolve("build.log");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err().lines())
        .hasSize(4)
        .contains("heliograph: 2 of 3: one of the parts", "[ERROR] it does not compile")
        .anyMatch(line -> line.contains("building") && line.contains(log.toString()))
        .anyMatch(line -> line.contains("the build failed") && line.contains(log.toString()));
    assertThat(log).content().contains("[1/3]", "it does not compile");
  }

  @Test
  void servesOnItsDefaultSettingsAndTakesCommandsRunningAndStopped() throws Exception {
    String data = temp.resolve("data").toString();
    Process server = start("serve", "--data", data, "--listen", "127.0.0.1:0");
    try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
      var _ = awaitReady(lines);
      assertThat(run("invite", "--data", data).out())
          .matches(
              "\\+888(\\d{8})   code (\\d{5})   http://127.0.0.1:\\d+/#/invite\\?n=888\\1&c=\\2\\s+");
      assertThat(run("invite", "--count", "3", "--json", "--data", data).out())
          .matches(
              "(?s)\\[(\\{\"number\": \"\\+888\\d{8}\", \"code\": \"\\d{5}\", \"link\": \"http:[^\"]+\"}[,\\s]*){3}]\\s+");
      assertThat(run("key", "--data", data).out())
          .contains(KEY_BEGINS, "tg://proxy?server=127.0.0.1&port=")
          .containsPattern("secret=dd[0-9a-f]{32}")
          .contains("mtcute", "GramJS", "Telethon", "TDLib", "Telegram Desktop")
          .doesNotContain("${");
      assertThat(run("code", "+88800000000", "--data", data).err())
          .contains("no account has the number");
      assertThat(run("serve", "--data", data, "--listen", "127.0.0.1:0").err())
          .contains("another server is running");
      assertThat(run("status", "--data", data).out())
          .containsPattern("people online +0\\R")
          .containsPattern("up +\\d+ (s|min)\\R")
          .containsPattern("memory resident +\\d+ MiB\\R")
          .containsPattern("messages since the start +0\\R");
      assertThat(run("status", "--json", "--data", data).out()).contains("\"ended, crowded\": 0");
      backsUpAndRestores(data);
    } finally {
      server.destroy();
    }
    assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(server.exitValue()).isZero();
    assertThat(Path.of(data, "control", "socket")).doesNotExist();
    assertThat(Path.of(data, "running.json")).doesNotExist();
    assertThat(run("invite", "--data", data).out()).startsWith("+888");
    assertThat(run("status", "--data", data).err()).contains("no server is running on " + data);
  }

  @Test
  void saysWhatToDoNextUntilAServerHasOnceStarted() throws Exception {
    String data = temp.resolve("data").toString();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ended ended = run("serve", "--data", data, "--listen", "127.0.0.1:" + taken.getLocalPort());
      assertThat(ended.status()).isEqualTo(2);
      assertThat(ended.err()).contains("is the port taken");
      assertThat(Path.of(data)).doesNotExist();
    }
    assertThat(saidBeforeReady(data)).anyMatch(line -> line.startsWith("Next,"));
    assertThat(saidBeforeReady(data)).noneMatch(line -> line.startsWith("Next,"));
  }

  private List<String> saidBeforeReady(String data) throws Exception {
    Process server = start("serve", "--data", data, "--listen", "127.0.0.1:0");
    try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
      return awaitReady(lines);
    } finally {
      server.destroy();
      assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private void backsUpAndRestores(String data) {
    String backup = temp.resolve("backup").toString();
    String restored = temp.resolve("restored").toString();
    assertThat(run("backup", backup, "--data", data).status()).isZero();
    assertThat(run("backup", backup, "--data", data).err()).contains("exists already");
    assertThat(run("restore", backup, "--data", restored).out())
        .contains("restored into " + restored, "heliograph serve --data " + restored);
    assertThat(run("invite", "--data", restored).out()).startsWith("+888");
    assertThat(publicKey(restored)).isEqualTo(publicKey(data));
  }

  private String publicKey(String data) {
    String guide = run("key", "--data", data).out();
    int begin = guide.indexOf(KEY_BEGINS);
    return guide.substring(begin, begin + KEY_LENGTH);
  }

  private static List<String> awaitReady(BufferedReader lines) throws IOException {
    List<String> said = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      if (line.startsWith("ready")) {
        return said;
      }
    }
    throw new AssertionError("the server ended without a line \"ready\": " + said);
  }

  private Ended run(String... words) {
    return run(Map.of(), LAUNCHER, words);
  }

  private Ended run(Map<String, String> environment, Path launcher, String... words) {
    try {
      Path out = Files.createTempFile(temp, "out", "");
      Path err = Files.createTempFile(temp, "err", "");
      ProcessBuilder builder = new ProcessBuilder(command(launcher, words));
      builder.environment().putAll(environment);
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(String.join(" ", words)).isTrue();
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  /// Starts one that stays, in a country that writes digits of its own.
  private static Process start(String... words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(LAUNCHER, words)).redirectErrorStream(true);
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Duser.language=ar -Duser.country=EG");
    return builder.start();
  }

  private static List<String> command(Path launcher, String... words) {
    List<String> command = new ArrayList<>();
    command.add(launcher.toString());
    command.addAll(List.of(words));
    return command;
  }
}
