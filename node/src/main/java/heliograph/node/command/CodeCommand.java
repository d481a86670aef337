package heliograph.node.command;

import heliograph.core.RefusedException;
import heliograph.core.auth.PhoneNumber;
import heliograph.node.server.ServerControl;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "code",
    header = "Make a log-in code for a person who has lost all devices.",
    description = {
      "",
      "The account's other sessions are told that it was made. Be sure that it is the person who asks: whoever"
          + " has the code can log in.",
      ""
    })
final class CodeCommand implements Runnable {
  @Mixin private DataOption data = new DataOption();

  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "NUMBER", description = "The account's number, such as +888...")
  private String number = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    try {
      var _ = PhoneNumber.parse(number);
    } catch (RefusedException unreadable) {
      throw new ParameterException(
          spec.commandLine(), "\"" + number + "\" is no number; write it as +888...");
    }
    ServerControl.run(data.folder(), config.file(), List.of("code", number))
        .forEach(System.out::println);
  }
}
