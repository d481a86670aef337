package heliograph.tl.generator;

import java.util.List;

/// Writes the part of a method's record that reads and writes its answer.
final class ResultEmitter extends RecordPart {
  ResultEmitter(Family family, Entity entity, Rules rules, SourceFile file, Types types) {
    super(family, entity, rules, file, types);
  }

  @Override
  void emit() {
    TlType result = newest.result();
    boolean ofQuery = result.name().equals("X");
    String java = types.boxed(result);
    file.line("");
    file.line("@Override");
    file.line(
        "public " + java + " readResult(" + file.use("heliograph.tl", "TlReader") + " reader) {");
    file.line("return " + (ofQuery ? "query.readResult(reader)" : types.read(result)) + ";");
    file.line("}");
    file.line("");
    file.line("@Override");
    String writer = file.use("heliograph.tl", "TlWriter");
    file.line("public void writeResult(" + java + " result, " + writer + " writer) {");
    if (ofQuery) {
      file.line(file.use("heliograph.tl", "TlMethod") + ".writeResultOf(query, result, writer);");
    } else {
      olderResults(result);
      file.line(types.write(result, "result"));
    }
    file.line("}");
  }

  /// Layers that answered with another type get what a rule makes of the answer.
  private void olderResults(TlType newest) {
    List<Variant> others =
        entity.variants().stream()
            .filter(variant -> !variant.definition().result().equals(newest))
            .toList();
    if (others.isEmpty()) {
      return;
    }
    Variant last = others.getLast();
    TlType older = last.definition().result();
    if (others.stream().anyMatch(variant -> !variant.definition().result().equals(older))) {
      throw new SchemaException(entity.name() + " had more than two types of answers");
    }
    file.line("if (writer.layer() <= " + last.toLayer() + ") {");
    Rules.Call call = rules.result(entity.name());
    if (call == null) {
      rules.report(entity, null, "answered " + older + ", answers " + newest);
      String exception = file.use("heliograph.tl", "NotInLayerException");
      file.line(
          "throw new " + exception + "(\"the answer of " + entity.name() + "\", writer.layer());");
    } else {
      file.line(types.write(older, file.use(call.javaClass()) + "." + call.method() + "(result)"));
      file.line("return;");
    }
    file.line("}");
  }
}
