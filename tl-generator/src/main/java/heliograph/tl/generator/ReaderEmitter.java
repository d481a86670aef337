package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the methods of a record that read it, one for each id that it ever had.
///
/// Each field is read as its form says and finds its component by name. What the record no longer has is skipped;
/// what the form did not have yet is absent, false, zero or empty.
final class ReaderEmitter extends RecordPart {
  ReaderEmitter(Family family, Entity entity, Rules rules, SourceFile file, Types types) {
    super(family, entity, rules, file, types);
  }

  @Override
  void emit() {
    entity.byId().forEach(this::reader);
  }

  private void reader(int id, List<Variant> sameId) {
    Definition form = union(sameId);
    String self = entity.javaClass().simpleName();
    String reader = file.use("heliograph.tl", "TlReader");
    file.line("");
    file.line("/// Reads the fields that follow the id " + String.format("%08x", id) + ".");
    file.line(
        "public static " + self + " " + Entity.readerOf(sameId) + "(" + reader + " reader) {");
    List<String> arguments = new ArrayList<>();
    for (Field own : newest.fields()) {
      if (!own.type().isFlags()) {
        String argument = argument(own, form);
        if (argument == null) {
          rules.reportRead(
              family,
              entity,
              own.name(),
              "nothing to make it of in layer " + sameId.getFirst().toLayer());
          file.line("throw reader.unreadable(\"" + entity.name() + "\");");
          file.line("}");
          return;
        }
        arguments.add(argument);
      }
    }
    for (Field field : form.fields()) {
      local(field, sameId);
    }
    if (entity.switchesLayer()) {
      file.line("reader.layer(outerLayer);");
    }
    file.line(
        arguments.isEmpty()
            ? "return INSTANCE;"
            : "return new " + self + "(" + String.join(", ", arguments) + ");");
    file.line("}");
  }

  /// The newest form with this id, and the `true` flags that only others have: these are no part of the id.
  private Definition union(List<Variant> sameId) {
    Definition form = sameId.getFirst().definition();
    List<Field> fields = new ArrayList<>(form.fields());
    for (Variant variant : sameId) {
      for (Field field : variant.definition().fields()) {
        Field same = form.field(field.name());
        if (same == null && field.type().isTrue() && newest.field(field.name()) != null) {
          fields.add(field);
        } else if (!field.type().isTrue() && (same == null || !same.sameShape(field))) {
          throw new SchemaException(
              "two forms of " + entity.name() + " with one id differ in " + field.name());
        }
      }
    }
    return new Definition(
        form.name(), form.id(), form.method(), fields, form.result(), form.comment());
  }

  private void local(Field field, List<Variant> sameId) {
    String name = JavaNames.field(field.name());
    if (field.type().isFlags()) {
      file.line("int " + flags(field.name()) + " = reader.readInt();");
    } else if (field.type().isTrue()) {
      file.line("boolean " + name + " = " + trueFlag(field, sameId) + ";");
    } else if (entity.switchesLayer() && field.type().isQuery()) {
      file.line("int outerLayer = reader.layer();");
      file.line("reader.layer(" + file.use("heliograph.tl", "Layer") + ".nearest(layer));");
      file.line(types.declared(field.type()) + " " + name + " = " + types.read(field.type()) + ";");
    } else if (field.optional()) {
      file.line(
          types.nullable(field.type())
              + " "
              + name
              + " = "
              + bit(field)
              + " ? "
              + types.read(field.type())
              + " : null;");
    } else {
      file.line(types.declared(field.type()) + " " + name + " = " + types.read(field.type()) + ";");
    }
  }

  /// A flag that is no part of the id may have moved to another bit while the id stayed.
  private static String trueFlag(Field field, List<Variant> sameId) {
    List<Variant> moved =
        sameId.stream()
            .filter(variant -> {
              Field other = variant.definition().field(field.name());
              return other != null && !other.sameShape(field);
            })
            .toList();
    String expression = bit(field);
    for (Variant variant : moved) {
      Field other = variant.definition().field(field.name());
      if (other != null) {
        expression =
            "reader.layer() <= " + variant.toLayer() + " ? " + bit(other) + " : " + expression;
      }
    }
    return expression;
  }

  private static String bit(Field field) {
    return "(" + flags(field.flags()) + " & 1 << " + field.bit() + ") != 0";
  }

  private static String flags(@Nullable String name) {
    return name + "_";
  }

  /// The expression for a component, or null if the form gives none.
  private @Nullable String argument(Field own, Definition form) {
    Field field = form.field(own.name());
    String name = JavaNames.field(own.name());
    boolean sameType = field != null && field.type().equals(own.type());
    Rules.Call call = rules.readAlways(entity.name(), own.name());
    if (call == null && (field == null || !sameType || own.optional() != field.optional())) {
      call = rules.read(form, own.name());
    }
    if (call != null) {
      return file.use(call.javaClass()) + "." + call.method() + "(" + javaArguments(call) + ")";
    }
    if (field == null) {
      return absent(own, form);
    }
    String converted = Conversions.convert(field.type(), own.type(), name);
    if (converted == null) {
      rules.reportRead(family, entity, own.name(), "was " + field.type() + ", is " + own.type());
      return absent(own, form);
    }
    boolean mayBeNull = field.optional() && !field.type().isTrue();
    if (!mayBeNull) {
      return converted;
    }
    if (own.optional() && !own.type().isTrue()) {
      return sameType
          ? name
          : name + " == null ? null : " + types.boxed(own.type()) + ".valueOf(" + converted + ")";
    }
    String zero = types.zero(own.type());
    return zero == null ? null : name + " == null ? " + zero + " : " + converted;
  }

  /// What stands for a component that the form does not have.
  private @Nullable String absent(Field own, Definition form) {
    if (own.type().isTrue()) {
      return "false";
    }
    String zero = types.zero(own.type());
    if (!own.optional()) {
      return zero;
    }
    for (Field partner : newest.fields()) {
      // Fields that share a bit are there together: a form that had only the partner leaves this
      // one zero.
      Field older = form.field(partner.name());
      if (older != null && sharesBit(own, partner)) {
        if (zero == null) {
          rules.reportRead(
              family, entity, own.name(), "comes with " + partner.name() + ", which is older");
          return "null";
        }
        return older.optional()
            ? JavaNames.field(partner.name()) + " == null ? null : " + zero
            : zero;
      }
    }
    return "null";
  }

  private static boolean sharesBit(Field own, Field partner) {
    return !partner.equals(own)
        && !partner.type().isTrue()
        && own.flags() != null
        && own.flags().equals(partner.flags())
        && own.bit() == partner.bit();
  }

  private static String javaArguments(Rules.Call call) {
    return call.arguments().stream().map(JavaNames::field).collect(Collectors.joining(", "));
  }
}
