package heliograph.node.command;

import heliograph.node.ServerStatus;
import heliograph.node.control.ControlClient;
import heliograph.node.control.ControlException;
import heliograph.node.folder.DataFolder;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    header = "Say how the running server is.",
    description = {
      "",
      "People online, sessions, connections and how the ones before ended, messages since the start, memory. Numbers only:"
          + " nothing of anybody.",
      ""
    })
final class StatusCommand implements Runnable {
  private static final String ENDED = "ended, ";
  private static final int COLUMN = 28;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print a JSON object of all values, zeros included.")
  private boolean json;

  @Override
  public void run() {
    DataFolder folder = data.folder();
    folder.requireServer();
    ControlClient server = ControlClient.find(folder.controlSocket());
    if (server == null) {
      throw new ControlException("no server is running on " + folder.root());
    }
    var values = server.run(ServerStatus.WORDS).stream().map(line -> line.split("\t", 2)).toList();
    if (json) {
      System.out.println(
          values.stream()
              .map(value -> "\"" + value[0] + "\": " + inJson(value[1]))
              .collect(Collectors.joining(",\n ", "{", "}")));
      return;
    }
    for (String[] value : values) {
      if (!(value[0].startsWith(ENDED) && value[1].equals("0"))) {
        System.out.println(value[0] + " ".repeat(COLUMN - value[0].length()) + value[1]);
      }
    }
  }

  private static String inJson(String value) {
    return value.matches("\\d+(\\.\\d+)?") ? value : "\"" + value + "\"";
  }
}
