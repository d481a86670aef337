package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the TL form: `name#id field:type ... = Type;`, one definition a line, `//` comments before it.
public final class TlText {
  /// Defined by the language itself, or written inside another definition's line.
  private static final Set<String> BUILT_IN =
      Set.of("vector", "boolTrue", "boolFalse", "true", "null");

  private TlText() {}

  public static List<Definition> parse(String text) {
    List<Definition> definitions = new ArrayList<>();
    boolean methods = false;
    StringBuilder comment = new StringBuilder();
    for (String raw : text.split("\n", -1)) {
      String line = raw.strip();
      if (line.equals("---functions---")) {
        methods = true;
      } else if (line.equals("---types---")) {
        methods = false;
      } else if (line.startsWith("//")) {
        comment.append(comment.isEmpty() ? "" : " ").append(line.substring(2).strip());
        continue;
      } else if (!line.isEmpty()) {
        Definition definition = line(line, methods, comment.isEmpty() ? null : comment.toString());
        if (!BUILT_IN.contains(definition.name())) {
          definitions.add(definition);
        }
      }
      comment.setLength(0);
    }
    return definitions;
  }

  /// The TL text inside a JavaScript module that exports it as one template string.
  public static String fromModule(String javaScript) {
    int open = javaScript.indexOf('`');
    int close = javaScript.lastIndexOf('`');
    if (open < 0 || open == close) {
      throw new SchemaException("no template string in the module");
    }
    return javaScript.substring(open + 1, close);
  }

  private static Definition line(String line, boolean method, @Nullable String comment) {
    int equals = line.lastIndexOf('=');
    if (equals < 0 || !line.endsWith(";")) {
      throw new SchemaException("not a definition: " + line);
    }
    String result = line.substring(equals + 1, line.length() - 1).strip();
    String[] words = line.substring(0, equals).strip().split("\\s+", -1);
    int hash = words[0].indexOf('#');
    String name = hash < 0 ? words[0] : words[0].substring(0, hash);
    List<Field> fields = new ArrayList<>();
    if (!BUILT_IN.contains(name)) {
      for (int i = 1; i < words.length; i++) {
        if (!words[i].startsWith("{")) {
          fields.add(Field.parse(words[i]));
        }
      }
    }
    TlType type = TlType.parse(result.replace("Vector t", "Vector<t>"));
    int id =
        hash < 0
            ? Definition.computeId(name, fields, type)
            : Integer.parseUnsignedInt(words[0].substring(hash + 1), 16);
    return new Definition(name, id, method, List.copyOf(fields), type, comment);
  }
}
