package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes the record of one constructor or method.
final class RecordEmitter {
  private static final String TL = "heliograph.tl";
  private static final int MAX_PARAMETERS_WITHOUT_BUILDER = 4;

  private final Family family;
  private final Entity entity;
  private final Rules rules;
  private final WriterEmitter writer;
  private final SourceFile file;
  private final Types types;
  private final String self;
  private final List<Field> components;

  RecordEmitter(Family family, Entity entity, Rules rules) {
    this.family = family;
    this.entity = entity;
    this.file = new SourceFile(entity.javaClass());
    this.types = new Types(family, file);
    this.rules = rules;
    this.writer = new WriterEmitter(family, entity, rules, file, types);
    this.self = entity.javaClass().simpleName();
    this.components =
        entity.newest().fields().stream().filter(field -> !field.type().isFlags()).toList();
  }

  SourceFile emit() {
    Docs.write(file, entity.commented(), entity.newest());
    file.line("public record " + self + "(" + parameters() + ") implements " + supertype() + " {");
    file.line("/// The id of the newest definition.");
    file.line("public static final int ID = " + hex(entity.newest().id()) + ";");
    if (components.isEmpty()) {
      file.line("");
      file.line("public static final " + self + " INSTANCE = new " + self + "();");
    }
    identity();
    writer.emit();
    if (entity.newest().method()) {
      new ResultEmitter(family, entity, rules, file, types).emit();
    } else {
      typeReaders();
    }
    new ReaderEmitter(family, entity, rules, file, types).emit();
    if (family.isBare(entity)) {
      bare();
    }
    if (needsBuilder()) {
      new BuilderEmitter(self, components, file, types).emit();
    }
    file.line("}");
    return file;
  }

  private void identity() {
    file.line("");
    file.line("@Override");
    file.line("public int constructorId() {");
    file.line("return ID;");
    file.line("}");
    file.line("");
    file.line("@Override");
    file.line("public String tlName() {");
    file.line("return \"" + entity.name() + "\";");
    file.line("}");
  }

  private void typeReaders() {
    Family.Type type = family.type(entity.newest().result().name());
    if (type.isSingle()) {
      TypeEmitter.readers(file, family, type, self, "public ");
    }
  }

  private void bare() {
    String list = file.use("java.util", "List") + "<" + self + ">";
    file.line("");
    file.line("/// Reads the fields alone, without an id.");
    file.line("public static " + self + " readBare(TlReader reader) {");
    file.line("return " + Entity.readerOf(entity.variants().reversed()) + "(reader);");
    file.line("}");
    file.line("");
    file.line("public static " + list + " readAllBare(TlReader reader, int count) {");
    file.line("var list = new " + file.use(TL, "TlList") + ".Builder<" + self + ">(count);");
    file.line("for (int i = 0; i < count; i++) {");
    file.line("list.add(readBare(reader));");
    file.line("}");
    file.line("return list.build();");
    file.line("}");
    file.line("");
    file.line("/// Writes the fields alone, without an id.");
    file.line("public void writeBare(TlWriter writer) {");
    writer.fields(entity.newest());
    file.line("}");
    file.line("");
    file.line("public static void writeAllBare(TlWriter writer, " + list + " list) {");
    file.line("writer.writeInt(list.size());");
    file.line("for (" + self + " element : list) {");
    file.line("element.writeBare(writer);");
    file.line("}");
    file.line("}");
  }

  private String parameters() {
    return components.stream()
        .map(field -> types.component(field) + " " + JavaNames.field(field.name()))
        .collect(Collectors.joining(", "));
  }

  private String supertype() {
    if (entity.newest().method()) {
      TlType result = entity.newest().result();
      return file.use(TL, "TlMethod") + "<" + types.boxed(result) + ">";
    }
    Family.Type type = family.type(entity.newest().result().name());
    return type.isSingle() ? file.use(TL, "TlObject") : file.use(type.javaClass());
  }

  private boolean needsBuilder() {
    return components.size() > MAX_PARAMETERS_WITHOUT_BUILDER
        || components.stream().anyMatch(Field::optional);
  }

  static String hex(int id) {
    return String.format("0x%08x", id);
  }

  /// The lines of a switch from the ids of some entities to their readers.
  static List<String> readerCases(Iterable<Entity> entities, SourceFile file) {
    List<String> cases = new ArrayList<>();
    for (Entity entity : entities) {
      for (Map.Entry<Integer, List<Variant>> group : entity.byId().entrySet()) {
        String reader =
            file.use(entity.javaClass()) + "." + Entity.readerOf(group.getValue()) + "(reader)";
        cases.add("case " + hex(group.getKey()) + " -> " + reader + ";");
      }
    }
    return cases;
  }
}
