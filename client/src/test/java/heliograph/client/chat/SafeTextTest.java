package heliograph.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  @Test
  void showsEscapeSequencesInsteadOfObeyingThem() {
    assertThat(SafeText.line("\u001b[31mred\u001b]0;title\u0007")).isEqualTo("␛[31mred␛]0;title␇");
    assertThat(SafeText.line("\u009b31m")).as("one-byte introducer").isEqualTo("�31m");
    assertThat(SafeText.line("a\bb\u007f")).isEqualTo("a␈b␡");
  }

  @Test
  void takesDirectionMarksAndInvisibleOnesAway() {
    assertThat(SafeText.line("a\u202eb\u2066c\u200bd\ufeffe\u00adf\u3164")).isEqualTo("abcdef");
    assertThat(SafeText.line("x\udb40\udc41y")).as("tag characters").isEqualTo("xy");
  }

  @Test
  void everyKindOfLineBreakIsOne() {
    assertThat(SafeText.lines("a\nb\r\nc\rd\u2028e\u0085f"))
        .isEqualTo(List.of("a", "b", "c", "d", "e", "f"));
    assertThat(SafeText.line("a\nb")).isEqualTo("a⏎b");
  }

  @Test
  void keepsEmojiAndScriptsThatNeedJoiners() {
    String family = "👨\u200d👩\u200d👧";
    String persian = "می\u200cخواهم";
    String thai = "ที่นี่";
    assertThat(SafeText.line(family)).isEqualTo(family);
    assertThat(SafeText.line(persian)).isEqualTo(persian);
    assertThat(SafeText.line(thai)).isEqualTo(thai);
  }

  @Test
  void thinsOutHeapsOfMarks() {
    assertThat(SafeText.line("a" + "\u0301".repeat(500) + "b")).hasSizeLessThan(8).endsWith("b");
    assertThat(SafeText.line("\u0301\u200d\u200dx")).isEqualTo("x");
  }

  @Test
  void halvesOfCharactersAreUnreadable() {
    assertThat(SafeText.line("a\ud83db")).isEqualTo("a�b");
  }

  @ParameterizedTest
  @CsvSource({"abc,3", "你好,4", "👍,2", "é,1"})
  void countsColumns(String text, int columns) {
    assertThat(SafeText.columns(text)).isEqualTo(columns);
  }

  @Test
  void fitsWideCharactersIntoColumns() {
    assertThat(SafeText.fit("你好世界", 5)).isEqualTo("你好…");
    assertThat(SafeText.fit("你好世界", 6)).isEqualTo("你好… ");
    assertThat(SafeText.fit("ab", 4)).isEqualTo("ab  ");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neverLetsAControlCharacterThrough(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        text.append(random.nextBoolean() ? (char) random.nextInt(0x100) : (char) random.nextInt());
      }
      for (String line : SafeText.lines(text.toString())) {
        assertThat(line.codePoints())
            .as("seed %d", seed)
            .noneMatch(c -> Character.getType(c) == Character.CONTROL)
            .noneMatch(c -> Character.getType(c) == Character.SURROGATE)
            .noneMatch(c -> c >= 0x202a && c <= 0x202e);
      }
    }
  }
}
