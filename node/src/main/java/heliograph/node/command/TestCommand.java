package heliograph.node.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "test",
    header = "Run every test of the project, as its continuous integration does.",
    description = {"", "The launcher does it itself; it needs the sources, Maven and Node.js.", ""})
final class TestCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "tests are run by the launcher: ./heliograph test");
  }
}
