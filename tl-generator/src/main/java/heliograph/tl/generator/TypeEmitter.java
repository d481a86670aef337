package heliograph.tl.generator;

import java.util.List;
import java.util.stream.Collectors;

/// Writes the sealed interface of a type with several constructors.
final class TypeEmitter {
  private TypeEmitter() {}

  static SourceFile emit(Family family, Family.Type type) {
    SourceFile file = new SourceFile(type.javaClass());
    String permitted =
        type.constructors().stream()
            .map(entity -> file.use(entity.javaClass()))
            .collect(Collectors.joining(", "));
    file.line("/// TL type `" + type.name() + "`.");
    String self = type.javaClass().simpleName();
    String object = file.use("heliograph.tl", "TlObject");
    file.line(
        "public sealed interface " + self + " extends " + object + " permits " + permitted + " {");
    readers(file, family, type, self, "");
    file.line("}");
    return file;
  }

  /// Writes the static methods that read a boxed value, and a vector's elements.
  static void readers(
      SourceFile file, Family family, Family.Type type, String self, String access) {
    String reader = file.use("heliograph.tl", "TlReader");
    boolean recursive = family.isRecursive(type.name());
    List<String> cases = RecordEmitter.readerCases(type.constructors(), file);
    file.line("");
    file.line("/// Reads a boxed value of the type, in the form of any layer.");
    file.line(access + "static " + self + " read(" + reader + " reader) {");
    file.line("int id = reader.readInt();");
    if (recursive) {
      file.line("reader.enter();");
    }
    file.line((recursive ? self + " value = " : "return ") + "switch (id) {");
    cases.forEach(file::line);
    file.line("default -> throw reader.unknownId(\"" + type.name() + "\", id);");
    file.line("};");
    if (recursive) {
      file.line("reader.leave();");
      file.line("return value;");
    }
    file.line("}");
    String list = file.use("java.util", "List");
    String builder = file.use("heliograph.tl", "TlList");
    file.line("");
    file.line("/// Reads the boxed elements of a vector whose head was read.");
    file.line(
        access + "static " + list + "<" + self + "> readAll(" + reader + " reader, int count) {");
    file.line("var list = new " + builder + ".Builder<" + self + ">(count);");
    file.line("for (int i = 0; i < count; i++) {");
    file.line("list.add(read(reader));");
    file.line("}");
    file.line("return list.build();");
    file.line("}");
  }
}
