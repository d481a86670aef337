package heliograph.rpc.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keeps `docs/protocol/coverage.md` true. With `-Dcoverage.write=true` it writes the page anew.
final class CoverageTest {
  private static final Path PAGE = Path.of("..", "docs", "protocol", "coverage.md");

  @TempDir private Path folder;

  @Test
  void thePageSaysWhatTheTableSays() throws IOException {
    String page;
    try (TestServer server = new TestServer(folder)) {
      page = CoveragePage.write(server.api.table(), methods());
    }
    if (Boolean.getBoolean("coverage.write")) {
      Files.createDirectories(Objects.requireNonNull(PAGE.getParent()));
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("stale: run mvn -pl rpc -am test -Dtest=CoverageTest -Dcoverage.write=true")
        .isEqualTo(page);
  }

  private static List<String> methods() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CoverageTest.class.getResourceAsStream("/methods.txt"))) {
      return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.isBlank()).toList();
    }
  }
}
