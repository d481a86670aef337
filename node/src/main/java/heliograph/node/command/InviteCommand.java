package heliograph.node.command;

import heliograph.node.ServerControl;
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
      "Typing the number and the code into any client creates the account. A code is good for a week. Works while the"
          + " server runs, and while it does not.",
      ""
    })
final class InviteCommand implements Runnable {
  private static final int MOST = 100_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many (default: 1).")
  private int count;

  @Option(
      names = "--json",
      description = "Print a JSON array of {\"number\": ..., \"code\": ...} instead of a table.")
  private boolean json;

  @Override
  public void run() {
    if (count < 1 || count > MOST) {
      throw new ParameterException(
          spec.commandLine(), "--count must be from 1 to " + MOST + ", not " + count);
    }
    List<String> invites =
        ServerControl.run(data.folder(), List.of("invite", Integer.toString(count)));
    System.out.println(json ? asJson(invites) : asTable(invites));
  }

  private static String asTable(List<String> invites) {
    return invites.stream()
        .map(invite -> invite.replace("\t", "   code "))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String asJson(List<String> invites) {
    return invites.stream()
        .map(invite -> invite.split("\t", -1))
        .map(fields -> "{\"number\": \"" + fields[0] + "\", \"code\": \"" + fields[1] + "\"}")
        .collect(Collectors.joining(",\n ", "[", "]"));
  }
}
