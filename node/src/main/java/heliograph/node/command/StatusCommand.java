package heliograph.node.command;

import heliograph.node.control.ControlClient;
import heliograph.node.control.ControlException;
import heliograph.node.folder.DataFolder;
import heliograph.node.server.ServerStatus;
import java.time.Duration;
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
  private static final String SECONDS = ", seconds";
  private static final String KIBIBYTES = ", KiB";
  private static final int COLUMN = 28;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--json",
      description =
          "Print a JSON object of all values in the units that they are counted in, zeros included.")
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
        System.out.println(line(value[0], value[1]));
      }
    }
  }

  /// A value in words, beside its name without the unit.
  static String line(String name, String value) {
    if (name.endsWith(SECONDS)) {
      return aligned(name.replace(SECONDS, ""), duration(Long.parseLong(value)));
    }
    if (name.endsWith(KIBIBYTES)) {
      return aligned(name.replace(KIBIBYTES, ""), Long.parseLong(value) / 1024 + " MiB");
    }
    return aligned(name, value);
  }

  private static String aligned(String name, String value) {
    return name + " ".repeat(COLUMN - name.length()) + value;
  }

  private static String duration(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0 ? time.toMinutes() + " min" : seconds + " s";
  }

  private static String inJson(String value) {
    return value.matches("\\d+(\\.\\d+)?") ? value : "\"" + value + "\"";
  }
}
