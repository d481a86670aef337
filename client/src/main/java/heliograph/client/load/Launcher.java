package heliograph.client.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program's own commands, run as a person would run them.
///
/// @param program the launcher
record Launcher(Path program) {
  private static final int INVITE_SECONDS = 120;

  /// A number with the code that lets it sign up.
  record Invite(String number, String code) {}

  /// The launcher that started this process, or the one in the current folder.
  static Launcher find() {
    Path program = Path.of(System.getProperty("heliograph.launcher", "heliograph"));
    if (!Files.isExecutable(program)) {
      throw new LoadException(program.toAbsolutePath() + " is not there to start servers with");
    }
    return new Launcher(program.toAbsolutePath());
  }

  /// Begins a command.
  Process start(Path errors, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(program.toString());
    words.addAll(arguments);
    try {
      return new ProcessBuilder(words)
          .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
          .start();
    } catch (IOException e) {
      throw new LoadException(program + " cannot be started", e);
    }
  }

  /// Makes numbers for new accounts.
  List<Invite> invite(Path data, int count) {
    try {
      Path errors = Files.createTempFile("heliograph-invite", ".err");
      try {
        Process process =
            start(
                errors,
                List.of(
                    "invite",
                    "--count",
                    String.valueOf(count),
                    "--json",
                    "--data",
                    data.toString()));
        String json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(INVITE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          process.destroy();
          throw new LoadException("no invitations could be made: " + Files.readString(errors));
        }
        return parse(json);
      } finally {
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new LoadException("no invitations could be made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", e);
    }
  }

  static List<Invite> parse(String json) {
    List<Invite> invites = new ArrayList<>();
    for (JsonNode each : JsonMapper.shared().readTree(json)) {
      invites.add(new Invite(each.path("number").asString(), each.path("code").asString()));
    }
    return List.copyOf(invites);
  }
}
