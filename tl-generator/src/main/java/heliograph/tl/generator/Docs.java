package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.List;

/// Turns the schema's comments, which are HTML, into `///` comments.
final class Docs {
  private static final int WIDTH = 110;

  private Docs() {}

  static void write(SourceFile file, Definition commented, Definition newest) {
    String comment = commented.comment();
    if (comment != null) {
      wrap(clean(comment)).forEach(line -> file.line("/// " + line));
      file.line("///");
    }
    file.line("/// TL: `" + newest.toString().replaceFirst("#[0-9a-f]{8}", "") + "`");
    boolean first = true;
    for (Field field : newest.fields()) {
      Field described = commented.field(field.name());
      String text = described == null ? null : described.comment();
      if (text != null && !field.type().isFlags()) {
        if (first) {
          file.line("///");
          first = false;
        }
        List<String> lines = wrap("@param " + JavaNames.field(field.name()) + " " + clean(text));
        file.line("/// " + lines.getFirst());
        lines.stream().skip(1).forEach(line -> file.line("///     " + line));
      }
    }
  }

  /// A comment of the schema as lines of Markdown.
  static List<String> lines(String html) {
    return wrap(clean(html));
  }

  private static String clean(String html) {
    return html.replace("\\", "&#92;")
        .replaceAll("\\{@link Raw([\\w.]+)\\}", "`$1`")
        .replaceAll("\\{@link ([^}]+)\\}", "`$1`")
        .replaceAll("<a href=\"([^\"]*)\">(.*?)</a>", "[$2]($1)")
        .replaceAll("</?(?:strong|b)>", "**")
        .replaceAll("</?(?:em|i)>", "*")
        .replaceAll("</?code>", "`")
        .replaceAll("<br ?/?>|\\s+", " ")
        .replace("@", "&#64;")
        .strip();
  }

  private static List<String> wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
