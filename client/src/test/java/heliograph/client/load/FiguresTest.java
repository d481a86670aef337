package heliograph.client.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FiguresTest {
  @TempDir Path folder;

  @Test
  void readsCpuTimeOfAProgramWithAnAwkwardName() {
    String stat =
        "42 (a) S (b)) S 1 42 42 0 -1 4194560 100 0 0 0 123 45 0 0 20 0 30 0 1000 1 1 1 1";
    assertThat(ServerProcess.cpuMicros(stat)).isEqualTo((123 + 45) * 10_000L);
  }

  @Test
  void readsResidentMemory() {
    assertThat(ServerProcess.residentBytes("VmHWM:\t  999 kB\nVmRSS:\t   2048 kB\nX: 1\n"))
        .isEqualTo(2048 * 1024);
  }

  @Test
  void readsThisProcess() {
    ServerProcess self = ServerProcess.of(ProcessHandle.current().pid());
    assertThat(self.residentBytes()).isGreaterThan(10 << 20);
    assertThat(self.cpuMicros()).isPositive();
  }

  @Test
  void saysWhichTargetsWereMissed() {
    Report report =
        new Report(
            Instant.EPOCH,
            Map.of("processors", 2),
            List.of(
                Figure.atMost(120, "a", "CPU per message", 130.25, "us"),
                Figure.atLeast(350, "b", "exchanges", 12_345.6, "1/s"),
                Figure.plain("c", "p50", 1.234, "ms")));
    assertThat(report.table())
        .contains("CPU per message       130  us    <= 120  MISSED")
        .contains("12,346  1/s   >= 350  ok")
        .contains("1.23  ms")
        .contains("processors: 2");
    JsonNode json = JsonMapper.shared().readTree(report.json());
    assertThat(json.path("figures").get(0).path("met").asBoolean()).isFalse();
    assertThat(json.path("figures").get(1).path("value").asDouble()).isEqualTo(12_345.6);
    assertThat(json.path("figures").get(2).has("target")).isFalse();
  }

  @Test
  void measuresTheDisk() throws IOException {
    DiskProbe probe = DiskProbe.measure(folder);
    assertThat(probe.medianMicros()).isPositive();
    assertThat(probe.p99Micros()).isGreaterThanOrEqualTo(probe.medianMicros());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void readsInvitations() {
    assertThat(Launcher.parse("[{\"number\": \"+888123\", \"code\": \"00042\"}]"))
        .containsExactly(new Launcher.Invite("+888123", "00042"));
  }
}
