package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the part of a record that reads and writes its fields in the form of each layer.
///
/// A field finds its component by name. One that the newest form has lost is skipped when read, and written as zero or
/// empty; one that an older form did not have is absent, false, zero or empty when read.
final class Layering {
  private final Family family;
  private final Entity entity;
  private final SourceFile file;
  private final Types types;
  private final Definition newest;

  Layering(Family family, Entity entity, SourceFile file, Types types) {
    this.family = family;
    this.entity = entity;
    this.file = file;
    this.types = types;
    this.newest = entity.newest();
  }

  // Writing

  void write() {
    List<Variant> variants = entity.variants().reversed();
    boolean everywhere = variants.size() == 1 && missingFrom().isEmpty();
    file.line("");
    file.line("@Override");
    file.line("public void write(" + file.use("heliograph.tl", "TlWriter") + " writer) {");
    if (everywhere) {
      file.line("writer.writeInt(ID);");
      fields(newest);
      file.line("}");
    } else {
      file.line("int layer = writer.layer();");
      String branch = "if (";
      int above = family.layers().last();
      for (Variant variant : variants) {
        if (variant.toLayer() != above && variant.toLayer() != Integer.MAX_VALUE) {
          // A gap of layers without this name lies between.
          Integer gap = family.layers().higher(variant.toLayer());
          file.line(branch + "layer >= " + gap + ") {");
          absent();
          branch = "} else if (";
        }
        file.line(branch + "layer >= " + variant.fromLayer() + ") {");
        file.line("write" + variant.toLayer() + "(writer);");
        branch = "} else if (";
        Integer lower = family.layers().lower(variant.fromLayer());
        above = lower == null ? Integer.MIN_VALUE : lower;
      }
      file.line("} else {");
      if (above == Integer.MIN_VALUE) {
        file.line("write" + variants.getLast().toLayer() + "(writer);");
      } else {
        absent();
      }
      file.line("}");
      file.line("}");
      for (Variant variant : variants) {
        file.line("");
        file.line("private void write" + variant.toLayer() + "(TlWriter writer) {");
        file.line("writer.writeInt(" + RecordEmitter.hex(variant.definition().id()) + ");");
        fields(variant.definition());
        file.line("}");
      }
    }
  }

  private List<Integer> missingFrom() {
    return family.layers().stream()
        .filter(layer ->
            entity.variants().stream()
                .noneMatch(v -> v.fromLayer() <= layer && layer <= v.toLayer()))
        .toList();
  }

  private void absent() {
    String exception = file.use("heliograph.tl", "NotInLayerException");
    file.line("throw new " + exception + "(\"" + entity.name() + "\", layer);");
  }

  void fields(Definition form) {
    for (Field field : form.fields()) {
      if (field.type().isFlags()) {
        file.line("int " + flagsName(field.name()) + " = " + flagsValue(form, field.name()) + ";");
        file.line("writer.writeInt(" + flagsName(field.name()) + ");");
      } else if (!field.type().isTrue()) {
        Field own = newest.field(field.name());
        String value = "this." + JavaNames.field(field.name());
        boolean same = own != null && own.type().equals(field.type());
        if (field.optional()) {
          if (own != null && same) {
            if (own.optional()) {
              file.line("if (" + value + " != null) {");
              file.line(types.write(field.type(), value));
              file.line("}");
            } else {
              file.line(types.write(field.type(), value));
            }
          }
        } else if (same) {
          file.line(types.write(field.type(), value));
        } else {
          String zero = types.zero(field.type());
          if (zero == null) {
            file.line(
                "if (true) throw new "
                    + file.use("heliograph.tl", "NotInLayerException")
                    + "(\""
                    + entity.name()
                    + "\", writer.layer());");
          } else {
            file.line(types.write(field.type(), zero));
          }
        }
      }
    }
  }

  private String flagsValue(Definition form, String flags) {
    List<String> parts = new ArrayList<>();
    for (Field field : form.fields()) {
      if (flags.equals(field.flags())) {
        Field own = newest.field(field.name());
        String value = "this." + JavaNames.field(field.name());
        if (own != null && own.type().equals(field.type())) {
          String present =
              own.type().isTrue() ? value : own.optional() ? value + " != null" : "true";
          parts.add("(" + present + " ? 1 << " + field.bit() + " : 0)");
        }
      }
    }
    return parts.isEmpty() ? "0" : String.join(" | ", parts);
  }

  // Reading

  void read() {
    entity.byId().forEach(this::readGroup);
  }

  private void readGroup(int id, List<Variant> group) {
    Definition form = group.getFirst().definition();
    String self = entity.javaClass().simpleName();
    file.line("");
    file.line("/// Reads the fields that follow the id " + String.format("%08x", id) + ".");
    file.line(
        "public static "
            + self
            + " "
            + Entity.readerOf(group)
            + "("
            + file.use("heliograph.tl", "TlReader")
            + " reader) {");
    for (Field field : form.fields()) {
      String name =
          field.type().isFlags() ? flagsName(field.name()) : JavaNames.field(field.name());
      if (field.type().isTrue()) {
        file.line(
            "boolean "
                + name
                + " = ("
                + flagsName(field.flags())
                + " & 1 << "
                + field.bit()
                + ") != 0;");
      } else if (field.optional()) {
        file.line(
            types.nullable(field.type())
                + " "
                + name
                + " = ("
                + flagsName(field.flags())
                + " & 1 << "
                + field.bit()
                + ") == 0 ? null : "
                + types.read(field.type())
                + ";");
      } else {
        file.line(
            types.declared(field.type()) + " " + name + " = " + types.read(field.type()) + ";");
      }
    }
    String arguments =
        newest.fields().stream()
            .filter(f -> !f.type().isFlags())
            .map(f -> argument(f, form))
            .collect(Collectors.joining(", "));
    file.line(
        arguments.isEmpty() ? "return INSTANCE;" : "return new " + self + "(" + arguments + ");");
    file.line("}");
  }

  private String argument(Field own, Definition form) {
    Field field = form.field(own.name());
    String name = JavaNames.field(own.name());
    if (field != null && field.type().equals(own.type())) {
      return !field.optional() || own.optional()
          ? name
          : "(" + name + " == null ? " + types.zero(own.type()) + " : " + name + ")";
    }
    if (own.type().isTrue()) {
      return "false";
    }
    return own.optional() ? "null" : String.valueOf(types.zero(own.type()));
  }

  private static String flagsName(@Nullable String flags) {
    return flags + "_";
  }

  // Results

  void readResult() {}

  void writeResult() {}
}
