package heliograph.tl.generator;

/// Writes the part of a method's record that reads and writes its answer.
final class ResultEmitter {
  private final Entity entity;
  private final SourceFile file;
  private final Types types;
  private final Layering layering;

  ResultEmitter(Entity entity, SourceFile file, Types types, Layering layering) {
    this.entity = entity;
    this.file = file;
    this.types = types;
    this.layering = layering;
  }

  void write() {
    TlType result = entity.newest().result();
    String java = types.boxed(result);
    file.line("");
    file.line("@Override");
    file.line(
        "public " + java + " readResult(" + file.use("heliograph.tl", "TlReader") + " reader) {");
    if (result.name().equals("X")) {
      file.line("return query.readResult(reader);");
    } else {
      layering.readResult();
      file.line("return " + types.read(result) + ";");
    }
    file.line("}");
    file.line("");
    file.line("@Override");
    String writer = file.use("heliograph.tl", "TlWriter");
    file.line("public void writeResult(" + java + " result, " + writer + " writer) {");
    if (result.name().equals("X")) {
      file.line(file.use("heliograph.tl", "TlMethod") + ".writeResultOf(query, result, writer);");
    } else {
      layering.writeResult();
      file.line(types.write(result, "result"));
    }
    file.line("}");
  }
}
