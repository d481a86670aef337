package heliograph.node.web;

import io.nayuki.qrcodegen.QrCode.Ecc;
import java.util.List;
import java.util.stream.IntStream;

/// A QR code as lines for a terminal: two rows of it a line, black on white whatever the terminal's colours are.
public final class QrCode {
  private static final int MARGIN = 2;
  private static final String BLACK_ON_WHITE = "\u001b[30;107m";
  private static final String AS_BEFORE = "\u001b[0m";

  private QrCode() {}

  /// The code of a text.
  public static List<String> lines(String text) {
    var code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.LOW);
    int end = code.size + MARGIN;
    return IntStream.iterate(-MARGIN, y -> y < end, y -> y + 2)
        .mapToObj(y -> line(code, y, end))
        .toList();
  }

  private static String line(io.nayuki.qrcodegen.QrCode code, int y, int end) {
    StringBuilder line = new StringBuilder(BLACK_ON_WHITE);
    for (int x = -MARGIN; x < end; x++) {
      boolean upper = code.getModule(x, y);
      boolean lower = code.getModule(x, y + 1);
      line.append(upper ? (lower ? '█' : '▀') : lower ? '▄' : ' ');
    }
    return line.append(AS_BEFORE).toString();
  }
}
