package heliograph.client.chat;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/// Makes text that other people wrote fit to be shown in a terminal.
///
/// Names and messages are hostile until proven otherwise: an escape sequence could move the cursor, recolour the screen
/// or answer on the reader's behalf; a line break could forge another person's message; direction marks could turn a
/// line around; a heap of combining marks could bury the lines above. So every character is judged by what it is:
/// printable ones stay, control characters become the pictures that Unicode has for them (`␛`), invisible formatting
/// goes, and what nobody can read becomes `�`. Joiners stay where emoji and Persian need them: after a visible
/// character, once.
final class SafeText {
  /// Thai, Vietnamese and Devanagari need up to three marks on one character.
  private static final int MAX_MARKS = 4;

  private static final int REPLACEMENT = 0xfffd;
  private static final int ZWNJ = 0x200c;
  private static final int ZWJ = 0x200d;
  private static final String TAB = "    ";

  private SafeText() {}

  /// The text on one line: line breaks become `⏎`.
  static String line(String text) {
    return String.join("⏎", lines(text));
  }

  /// The text on one line of at most `columns` columns, cut with `…`.
  static String line(String text, int columns) {
    return cut(line(text), columns);
  }

  /// The text's lines, none of them with a character that a terminal would obey.
  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int marks = 0;
    boolean joinable = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (breaksLine(c)) {
        if (c == '\r' && i < text.length() && text.charAt(i) == '\n') {
          i++;
        }
        lines.add(line.toString());
        line.setLength(0);
        marks = 0;
        joinable = false;
        continue;
      }
      switch (kind(c)) {
        case VISIBLE -> {
          line.appendCodePoint(c);
          marks = 0;
          joinable = true;
        }
        case MARK -> {
          if (joinable && marks++ < MAX_MARKS) {
            line.appendCodePoint(c);
          }
        }
        case JOINER -> {
          if (joinable) {
            line.appendCodePoint(c);
            joinable = false;
          }
        }
        case TAB -> line.append(TAB);
        case CONTROL -> line.appendCodePoint(picture(c));
        case UNREADABLE -> line.appendCodePoint(REPLACEMENT);
        case INVISIBLE -> {}
      }
    }
    lines.add(line.toString());
    return List.copyOf(lines);
  }

  /// How many columns of a terminal the text takes.
  static int columns(String text) {
    return text.codePoints().map(SafeText::columns).sum();
  }

  /// `text` cut to `columns` columns, with `…` for what is missing.
  static String cut(String text, int columns) {
    if (columns(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int width = columns(c);
      if (used + width > columns - 1) {
        break;
      }
      kept.appendCodePoint(c);
      used += width;
      i += Character.charCount(c);
    }
    return kept.append('…').toString();
  }

  /// `text` cut or filled with spaces to exactly `columns` columns.
  static String fit(String text, int columns) {
    String cut = cut(text, columns);
    return cut + " ".repeat(Math.max(0, columns - columns(cut)));
  }

  private static int columns(int c) {
    return Math.max(0, WCWidth.wcwidth(c));
  }

  private enum Kind {
    VISIBLE,
    MARK,
    JOINER,
    TAB,
    CONTROL,
    INVISIBLE,
    UNREADABLE
  }

  private static Kind kind(int c) {
    if (c == '\t') {
      return Kind.TAB;
    }
    if (c == ZWJ || c == ZWNJ) {
      return Kind.JOINER;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL -> Kind.CONTROL;
      case Character.FORMAT -> Kind.INVISIBLE;
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          Kind.MARK;
      case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> Kind.UNREADABLE;
      default -> blank(c) ? Kind.INVISIBLE : Kind.VISIBLE;
    };
  }

  /// Letters by category that show nothing: the Hangul fillers.
  private static boolean blank(int c) {
    return c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0;
  }

  private static boolean breaksLine(int c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  private static int picture(int control) {
    if (control < 0x20) {
      return 0x2400 + control;
    }
    return control == 0x7f ? 0x2421 : REPLACEMENT;
  }
}
