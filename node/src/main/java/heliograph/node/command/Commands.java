package heliograph.node.command;

import heliograph.client.chat.ChatCommand;
import heliograph.client.load.LoadCommand;
import heliograph.node.config.SettingsException;
import heliograph.node.control.ControlException;
import heliograph.node.folder.FolderException;
import heliograph.store.StoreException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// Every command of the program, in the order in which a person meets them.
@Command(
    name = "heliograph",
    description = "A messenger of your own that Telegram's clients can use.%n",
    mixinStandardHelpOptions = true,
    versionProvider = Commands.Version.class,
    subcommands = {
      ServeCommand.class,
      InviteCommand.class,
      CodeCommand.class,
      KeyCommand.class,
      StatusCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ChatCommand.class,
      LoadCommand.class,
      TestCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "The first steps:",
      "  heliograph serve               run the messenger",
      "  heliograph invite --count 2    make two numbers with codes, for two people to sign up",
      "  heliograph chat                talk from this terminal",
      "",
      "\"heliograph COMMAND --help\" says more about each. Not affiliated with Telegram."
    })
public final class Commands implements Runnable {
  private static final int FAILED = 1;
  private static final int WRONG_INPUT = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  Commands() {}

  /// Runs the command that the words name.
  ///
  /// @return the exit status: 0 when it was done, 1 when it failed, 2 when the words were wrong
  public static int run(String... words) {
    CommandLine line = new CommandLine(new Commands());
    for (CommandLine command : line.getSubcommands().values()) {
      command.getCommandSpec().mixinStandardHelpOptions(true).usageMessage().sortOptions(false);
    }
    line.setUsageHelpWidth(100);
    line.setParameterExceptionHandler((wrong, ignored) -> explain(wrong));
    line.setExecutionExceptionHandler((failure, command, ignored) -> explain(failure));
    return line.execute(words);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given");
  }

  private static int explain(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    say(sentence(wrong) + "; try: " + name + " --help");
    return WRONG_INPUT;
  }

  /// What is wrong, in words that need no knowledge of how commands are read.
  private static String sentence(ParameterException wrong) {
    return switch (wrong) {
      case UnmatchedArgumentException unmatched -> {
        String word = unmatched.getUnmatched().getFirst();
        if (unmatched.isUnknownOption()) {
          yield "there is no option " + word;
        }
        boolean command = unmatched.getCommandLine().getParent() == null;
        yield command
            ? "there is no command \"" + word + "\""
            : "\"" + word + "\" is one word too many";
      }
      case MissingParameterException missing when !missing.getMissing().isEmpty() ->
          missing.getMissing().getFirst().paramLabel() + " is missing";
      default ->
          String.valueOf(wrong.getMessage())
              .replaceFirst("^Invalid value for [^:]*?'?(-[-a-z]+|[A-Z]+)\\b[^:]*:", "$1:")
              .replace("is not an int", "is not a whole number")
              .replace(" (case-sensitive)", "");
    };
  }

  private static int explain(Exception failure) throws Exception {
    return switch (failure) {
      case ParameterException wrong -> explain(wrong);
      case SettingsException wrong -> {
        say(wrong);
        yield WRONG_INPUT;
      }
      case ControlException refused -> say(refused);
      case FolderException unusable -> say(unusable);
      case StoreException broken -> say(broken);
      default -> throw failure;
    };
  }

  private static int say(Exception failure) {
    return say(String.valueOf(failure.getMessage()).lines().findFirst().orElse("failed"));
  }

  private static int say(String sentence) {
    System.err.println("heliograph: " + sentence);
    return FAILED;
  }

  /// The version of the jar.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Commands.class.getPackage().getImplementationVersion();
      return List.of("heliograph " + (version == null ? "(not packaged)" : version))
          .toArray(String[]::new);
    }
  }
}
