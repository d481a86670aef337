package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the class that reads any object or any method of a family.
///
/// The ids are split by their top four bits, because the JVM compiles no method above 8,000 bytes of code.
final class RootEmitter {
  private RootEmitter() {}

  static SourceFile emit(Family family) {
    SourceFile file = new SourceFile(new JavaClass(family.packageName(), family.rootClass()));
    file.line(
        "/// Reads any object and any method of `"
            + family.packageName()
            + "`, in the form of any layer.");
    file.line("public final class " + family.rootClass() + " {");
    file.line("private " + family.rootClass() + "() {}");
    dispatch(
        file,
        "Object",
        "TlObject",
        false,
        family.entities().stream().filter(e -> !e.newest().method()).toList());
    dispatch(
        file,
        "Method",
        "TlMethod<?>",
        true,
        family.entities().stream().filter(e -> e.newest().method()).toList());
    file.line("}");
    return file;
  }

  private static void dispatch(
      SourceFile file, String what, String javaType, boolean methods, List<Entity> entities) {
    if (entities.isEmpty()) {
      return;
    }
    file.use("heliograph.tl", javaType.replace("<?>", ""));
    String reader = file.use("heliograph.tl", "TlReader");
    Map<Integer, List<String>> groups = new TreeMap<>();
    for (String line : RecordEmitter.readerCases(entities, file)) {
      int group = Integer.parseUnsignedInt(line.substring(7, 15), 16) >>> 28;
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(line);
    }
    file.line("");
    file.line("/// Reads a boxed " + (methods ? "call of any method." : "value of any type."));
    file.line("public static " + javaType + " read" + what + "(" + reader + " reader) {");
    file.line("int id = reader.readInt();");
    file.line("reader.enter();");
    file.line(javaType + " value = switch (id >>> 28) {");
    groups
        .keySet()
        .forEach(group -> file.line("case " + group + " -> read" + what + group + "(id, reader);"));
    file.line("default -> throw reader.unknownId(\"" + what + "\", id);");
    file.line("};");
    file.line("reader.leave();");
    file.line("return value;");
    file.line("}");
    groups.forEach((group, lines) -> {
      file.line("");
      file.line(
          "private static "
              + javaType
              + " read"
              + what
              + group
              + "(int id, "
              + reader
              + " reader) {");
      file.line("return switch (id) {");
      lines.forEach(file::line);
      file.line("default -> throw reader.unknownId(\"" + what + "\", id);");
      file.line("};");
      file.line("}");
    });
  }

  /// Writes the list of the layers that the family has.
  static SourceFile layers(Family family) {
    SourceFile file =
        new SourceFile(new JavaClass(family.packageName(), family.rootClass() + "Layers"));
    file.line("/// The layers that `" + family.packageName() + "` has.");
    file.line("public final class " + file.javaClass().simpleName() + " {");
    file.line("public static final int OLDEST = " + family.layers().first() + ";");
    file.line("public static final int NEWEST = " + family.layers().last() + ";");
    file.line("");
    file.line("private " + file.javaClass().simpleName() + "() {}");
    file.line("");
    file.line(
        "/// The newest layer that is not newer than the one asked for; the oldest for what is older still.");
    file.line("public static int nearest(int asked) {");
    for (int layer : family.layers().descendingSet()) {
      if (layer != family.layers().first()) {
        file.line("if (asked >= " + layer + ") {");
        file.line("return " + layer + ";");
        file.line("}");
      }
    }
    file.line("return OLDEST;");
    file.line("}");
    file.line("}");
    return file;
  }
}
