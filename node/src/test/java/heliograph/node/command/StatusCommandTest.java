package heliograph.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusCommandTest {
  @ParameterizedTest
  @CsvSource({
    "'up, seconds', 59, 59 s",
    "'up, seconds', 3599, 59 min",
    "'up, seconds', 86399, 23 h 59 min",
    "'up, seconds', 450000, 5 d 5 h",
    "'memory resident, KiB', 145000, 141 MiB",
    "people online, 7, 7",
    "'ended, timed out', 7, 7",
  })
  void saysItInWords(String name, String value, String words) {
    assertThat(StatusCommand.line(name, value))
        .matches(name.replaceFirst(", (seconds|KiB)$", "") + " +" + words);
  }
}
