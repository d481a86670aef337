package heliograph.client.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Starting the server on an existing data folder, several times; the first start, which makes it, is not counted.
record StartUps(Launcher launcher, int starts) {
  private static final double START_TARGET_SECONDS = 1.5;
  private static final double MEMORY_TARGET_MIB = 200;
  private static final int REST_SECONDS = 4;

  List<Figure> run(Consumer<String> progress) throws InterruptedException, IOException {
    Path folder = Files.createTempDirectory("heliograph-load");
    try {
      progress.accept("starting the server " + starts + " times");
      OwnServer.start(launcher, folder.resolve("data")).close();
      long[] millis = new long[starts];
      List<Long> resident = new ArrayList<>();
      for (int i = 0; i < starts; i++) {
        try (OwnServer server = OwnServer.start(launcher, folder.resolve("data"))) {
          millis[i] = server.readyMillis();
          TimeUnit.SECONDS.sleep(REST_SECONDS);
          resident.add(ServerProcess.of(server.pid()).residentBytes());
        }
      }
      Arrays.sort(millis);
      long highest = resident.stream().mapToLong(Long::longValue).max().orElseThrow();
      return List.of(
          Figure.atMost(
              START_TARGET_SECONDS,
              "start.ready",
              "start to ready, warm, median of " + starts,
              millis[starts / 2] / 1e3,
              "s"),
          Figure.atMost(
              MEMORY_TARGET_MIB,
              "start.resident",
              "resident memory at rest",
              highest / 1048576.0,
              "MiB"));
    } finally {
      OwnServer.delete(folder);
    }
  }
}
