package heliograph.core.messages;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The words of a text as search sees them, in any script.
///
/// A word is a run of letters and digits, in lower case and without what only differs in form. Scripts that put no space
/// between words (Chinese, Japanese, Thai ...) give pairs of neighbouring characters, the last one alone; signs such as
/// emoji are words of their own. A question matches where each of its words is the beginning of one in the text.
final class Words {
  /// Stands in the index for "this message has a link"; no text has such a word.
  static final String LINK = "\0link";

  private static final int MAX_LENGTH = 64;

  private Words() {}

  static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replace('ё', 'е');
  }

  /// The words under which a text is found.
  static Set<String> of(String text) {
    Set<String> words = new HashSet<>();
    split(folded(text), words, false);
    return words;
  }

  /// The words that a question asks for.
  static List<String> asked(String question) {
    List<String> words = new ArrayList<>();
    split(folded(question), words, true);
    return words.stream().distinct().toList();
  }

  /// @param asked whether a lone last character of a run is left out: its pair with the one before says more
  private static void split(String text, Collection<String> words, boolean asked) {
    int[] points = text.codePoints().toArray();
    int i = 0;
    while (i < points.length) {
      if (unspaced(points[i])) {
        boolean lone = i == 0 || !unspaced(points[i - 1]);
        boolean last = i + 1 == points.length || !unspaced(points[i + 1]);
        if (!last) {
          words.add(new String(points, i, 2));
        } else if (lone || !asked) {
          words.add(new String(points, i, 1));
        }
        i++;
      } else if (letter(points[i])) {
        int start = i;
        while (i < points.length && letter(points[i]) && !unspaced(points[i])) {
          i++;
        }
        words.add(new String(points, start, Math.min(i - start, MAX_LENGTH)));
      } else {
        if (sign(points[i])) {
          words.add(new String(points, i, 1));
        }
        i++;
      }
    }
  }

  private static boolean letter(int point) {
    return Character.isLetterOrDigit(point)
        || switch (Character.getType(point)) {
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
          default -> false;
        };
  }

  private static boolean sign(int point) {
    return switch (Character.getType(point)) {
      case Character.OTHER_SYMBOL, Character.CURRENCY_SYMBOL, Character.MATH_SYMBOL -> true;
      default -> false;
    };
  }

  private static boolean unspaced(int point) {
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> letter(point);
      default -> false;
    };
  }
}
