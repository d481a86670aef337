package heliograph.tl.generator;

import java.util.Map;
import java.util.TreeMap;

/// A Java file in the making: its lines, and the imports that they need.
final class SourceFile {
  private final JavaClass javaClass;
  private final StringBuilder body = new StringBuilder();
  private final Map<String, String> imports = new TreeMap<>();
  private int indent;

  SourceFile(JavaClass javaClass) {
    this.javaClass = javaClass;
    imports.put(javaClass.simpleName(), javaClass.qualifiedName());
  }

  JavaClass javaClass() {
    return javaClass;
  }

  /// The name to use for a class: the simple one with an import, or the full one where another has the simple one.
  String use(JavaClass other) {
    String taken = imports.putIfAbsent(other.simpleName(), other.qualifiedName());
    return taken == null || taken.equals(other.qualifiedName())
        ? other.simpleName()
        : other.qualifiedName();
  }

  String use(String packageName, String simpleName) {
    return use(new JavaClass(packageName, simpleName));
  }

  /// Adds a line, indented by the braces that are open; `%s` and the like are not formatted.
  void line(String text) {
    if (text.startsWith("}")) {
      indent--;
    }
    if (!text.isEmpty()) {
      body.repeat("  ", indent).append(text);
    }
    body.append('\n');
    if (text.endsWith("{")) {
      indent++;
    }
  }

  String text() {
    StringBuilder text = new StringBuilder("package " + javaClass.packageName() + ";\n\n");
    imports.values().stream()
        .filter(name -> !name.substring(0, name.lastIndexOf('.')).equals(javaClass.packageName()))
        .sorted()
        .forEach(name -> text.append("import ").append(name).append(";\n"));
    return text.append('\n').append(body).toString();
  }
}
