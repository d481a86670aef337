package heliograph.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode.Ecc;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QrCodeTest {
  private static final int MARGIN = 2;

  @Test
  void drawsEveryModuleOfTheCode() {
    String link = "http://localhost:8443/#/invite?n=88812345678&c=01234";
    List<String> drawn = QrCode.lines(link).stream().map(QrCodeTest::cells).toList();
    var code = io.nayuki.qrcodegen.QrCode.encodeText(link, Ecc.LOW);
    for (int y = -MARGIN; y < code.size + MARGIN; y++) {
      String line = drawn.get((y + MARGIN) / 2);
      boolean upper = (y + MARGIN) % 2 == 0;
      for (int x = -MARGIN; x < code.size + MARGIN; x++) {
        char cell = line.charAt(x + MARGIN);
        assertThat(cell == '█' || cell == (upper ? '▀' : '▄'))
            .as("%d, %d", x, y)
            .isEqualTo(code.getModule(x, y));
      }
    }
  }

  /// A line without the colours around it.
  private static String cells(String line) {
    assertThat(line).startsWith("\u001b[30;107m").endsWith("\u001b[0m");
    return line.substring(line.indexOf('m') + 1, line.lastIndexOf('\u001b'));
  }
}
