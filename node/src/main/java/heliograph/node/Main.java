package heliograph.node;

import heliograph.node.command.Commands;

/// The program.
public final class Main {
  private Main() {}

  /// Runs one command and ends with its exit status.
  public static void main(String[] args) {
    System.exit(Commands.run(args));
  }
}
