package heliograph.node.command;

import heliograph.node.server.ServerControl;
import heliograph.node.web.QrCode;
import java.io.Console;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "invite",
    header = "Make anonymous numbers with one-time codes, for people to sign up with.",
    description = {
      "",
      "Typing the number and the code into any client creates the account; the link opens the web version with both filled"
          + " in. Whoever has it can sign up, so hand it over in a way that you trust. A code is good for a week. Works"
          + " while the server runs, and while it does not.",
      ""
    })
final class InviteCommand implements Runnable {
  private static final int MOST = 100_000;

  /// So many invites, and no more, get a QR code each: they fill a screen.
  private static final int MOST_DRAWN = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many (default: 1).")
  private int count;

  @Option(
      names = "--json",
      description =
          "Print a JSON array of {\"number\": ..., \"code\": ..., \"link\": ...} instead of a table.")
  private boolean json;

  @Override
  public void run() {
    if (count < 1 || count > MOST) {
      throw new ParameterException(
          spec.commandLine(), "--count must be from 1 to " + MOST + ", not " + count);
    }
    List<Invite> invites =
        ServerControl.run(data.folder(), config.file(), List.of("invite", Integer.toString(count)))
            .stream()
            .map(Invite::ofLine)
            .toList();
    if (json) {
      System.out.println(
          invites.stream().map(Invite::json).collect(Collectors.joining(",\n ", "[", "]")));
      return;
    }
    boolean drawn = count <= MOST_DRAWN && isTerminal();
    for (Invite invite : invites) {
      System.out.println(invite.words());
      if (drawn && !invite.link.isEmpty()) {
        QrCode.lines(invite.link).forEach(System.out::println);
      }
    }
  }

  @SuppressWarnings("SystemConsoleNull") // it depends on which console the JDK takes
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// @param link opens the web version; empty: nobody knows where that is
  private record Invite(String number, String code, String link) {
    static Invite ofLine(String line) {
      String[] fields = line.split("\t", -1);
      return new Invite(fields[0], fields[1], fields[2]);
    }

    String words() {
      return number + "   code " + code + (link.isEmpty() ? "" : "   " + link);
    }

    String json() {
      String begun = "{\"number\": \"" + number + "\", \"code\": \"" + code + "\"";
      return begun + (link.isEmpty() ? "}" : ", \"link\": \"" + link + "\"}");
    }
  }
}
