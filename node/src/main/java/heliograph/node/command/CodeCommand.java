package heliograph.node.command;

import heliograph.node.ServerControl;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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

  @Parameters(paramLabel = "NUMBER", description = "The account's number, such as +888...")
  private String number = "";

  @Override
  public void run() {
    ServerControl.run(data.folder(), List.of("code", number)).forEach(System.out::println);
  }
}
