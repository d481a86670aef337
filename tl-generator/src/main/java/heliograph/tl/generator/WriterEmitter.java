package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the methods of a record that write it, one for each form that it ever had.
///
/// A field takes its value from the component of the same name, or from a rule; one that the record no longer has is
/// absent, zero or empty. A form that cannot be filled counts as one that the layer does not have.
final class WriterEmitter extends RecordPart {
  /// Where the value of a form's field comes from.
  ///
  /// @param value an expression, not null where `present` holds
  /// @param present an expression, null if the value is always there
  private record Source(String value, @Nullable String present) {
    static final Source NEVER = new Source("", "false");
  }

  WriterEmitter(Family family, Entity entity, Rules rules, SourceFile file, Types types) {
    super(family, entity, rules, file, types);
  }

  @Override
  void emit() {
    List<Variant> forms = new ArrayList<>();
    for (Variant variant : entity.variants().reversed()) {
      if (canBeFilled(variant)) {
        forms.add(variant);
      }
    }
    file.line("");
    file.line("@Override");
    file.line("public void write(" + file.use("heliograph.tl", "TlWriter") + " writer) {");
    boolean everywhere =
        forms.size() == 1
            && forms.getFirst().fromLayer() == family.layers().first()
            && forms.getFirst().toLayer() == family.layers().last();
    if (everywhere) {
      file.line("writer.writeInt(ID);");
      fields(newest);
      file.line("}");
      return;
    }
    branches(forms);
    file.line("}");
    for (Variant form : forms) {
      file.line("");
      file.line("private void write" + form.toLayer() + "(TlWriter writer) {");
      file.line("writer.writeInt(" + RecordEmitter.hex(form.definition().id()) + ");");
      fields(form.definition());
      file.line("}");
    }
  }

  /// From the newest layer down; between and below the forms are layers that have none.
  private void branches(List<Variant> forms) {
    file.line("int layer = writer.layer();");
    String branch = "if (layer ";
    Integer expected = family.layers().last();
    for (Variant form : forms) {
      if (expected == null || form.toLayer() != expected) {
        file.line(branch + "> " + form.toLayer() + ") {");
        missing();
        branch = "} else if (layer ";
      }
      expected = family.layers().lower(form.fromLayer());
      if (expected == null) {
        file.line("} else {");
      } else {
        file.line(branch + ">= " + form.fromLayer() + ") {");
      }
      file.line("write" + form.toLayer() + "(writer);");
      branch = "} else if (layer ";
    }
    if (forms.isEmpty()) {
      missing();
      return;
    }
    if (expected != null) {
      file.line("} else {");
      missing();
    }
    file.line("}");
  }

  private void missing() {
    Rules.Call instead = newest.method() ? null : rules.instead(newest.result().name());
    if (instead != null) {
      file.line(
          file.use(instead.javaClass()) + "." + instead.method() + "(this, layer).write(writer);");
    } else {
      String exception = file.use("heliograph.tl", "NotInLayerException");
      file.line("throw new " + exception + "(\"" + entity.name() + "\", layer);");
    }
  }

  private boolean canBeFilled(Variant variant) {
    for (Field field : variant.definition().fields()) {
      if (!field.type().isFlags() && source(field, variant.definition()) == null) {
        rules.reportWrite(
            family, entity, field.name(), "nothing to make it of in layer " + variant.toLayer());
        return false;
      }
    }
    return true;
  }

  /// Writes the fields of a form, flags included.
  void fields(Definition form) {
    Map<String, Source> sources = new HashMap<>();
    for (Field field : form.fields()) {
      if (!field.type().isFlags()) {
        sources.put(field.name(), local(field, form));
      }
    }
    for (Field field : form.fields()) {
      if (field.type().isFlags()) {
        flags(form, field.name(), sources);
      } else if (!field.type().isTrue()) {
        value(field, form, sources);
      }
    }
  }

  private void value(Field field, Definition form, Map<String, Source> sources) {
    Source source = sources.get(field.name());
    if (source == null || (field.optional() && presence(field, form, sources).equals("false"))) {
      return;
    }
    String write = write(field.type(), source.value());
    if (entity.switchesLayer() && field.type().isQuery()) {
      file.line("int outerLayer = writer.layer();");
      file.line("writer.layer(" + file.use("heliograph.tl", "Layer") + ".nearest(this.layer));");
      file.line(write);
      file.line("writer.layer(outerLayer);");
    } else if (field.optional()) {
      String present = presence(field, form, sources);
      if (present.equals("true")) {
        file.line(write);
      } else {
        file.line("if (" + present + ") {");
        file.line(write);
        file.line("}");
      }
    } else {
      file.line(write);
    }
  }

  private String write(TlType type, String value) {
    TlType element = type.element();
    if (element != null && !type.bare() && rules.omits(element.name())) {
      return "writer.writeKnownObjects(" + value + ");";
    }
    return types.write(type, value);
  }

  private void flags(Definition form, String flags, Map<String, Source> sources) {
    List<String> parts = new ArrayList<>();
    for (Field field : form.fields()) {
      if (flags.equals(field.flags()) && !hasEarlierPartner(form, field)) {
        String present = presence(field, form, sources);
        if (present.equals("true")) {
          parts.add("1 << " + field.bit());
        } else if (!present.equals("false")) {
          parts.add("(" + present + " ? 1 << " + field.bit() + " : 0)");
        }
      }
    }
    String value = parts.isEmpty() ? "0" : String.join(" | ", parts);
    file.line("writer.writeInt(" + value + ");");
  }

  /// Whether the bit of a field is set. Fields that share it are there together or not at all; a `true` beside them
  /// says no more than they do.
  private String presence(Field field, Definition form, Map<String, Source> sources) {
    List<Field> partners = partners(form, field);
    boolean values = partners.stream().anyMatch(partner -> !partner.type().isTrue());
    List<String> conditions =
        partners.stream()
            .filter(partner -> !values || !partner.type().isTrue())
            .map(partner -> partnerPresence(partner, sources))
            .distinct()
            .filter(condition -> !condition.equals("true"))
            .toList();
    if (conditions.isEmpty()) {
      return "true";
    }
    return conditions.contains("false")
        ? "false"
        : String.join(form.equals(newest) ? " || " : " && ", conditions);
  }

  private static String partnerPresence(Field partner, Map<String, Source> sources) {
    Source source = sources.get(partner.name());
    if (source == null) {
      return "false";
    }
    return source.present() == null ? "true" : source.present();
  }

  private static List<Field> partners(Definition form, Field field) {
    return form.fields().stream()
        .filter(other -> other.optional() && other.bit() == field.bit())
        .filter(other -> other.flags() != null && other.flags().equals(field.flags()))
        .toList();
  }

  private static boolean hasEarlierPartner(Definition form, Field field) {
    return !partners(form, field).getFirst().equals(field);
  }

  /// The source of a field, computed once into a variable where a rule decides whether it is there.
  private Source local(Field field, Definition form) {
    Source source = source(field, form);
    if (source == null) {
      throw new IllegalStateException(entity.name() + "." + field.name());
    }
    Rules.Call call = ruleFor(field, form);
    if (call == null || !field.optional()) {
      return source;
    }
    String name = JavaNames.field(field.name()) + "InLayer";
    file.line(
        (field.type().isTrue() ? "boolean" : types.nullable(field.type()))
            + " "
            + name
            + " = "
            + source.value()
            + ";");
    return field.type().isTrue() ? new Source("", name) : new Source(name, name + " != null");
  }

  private Rules.@Nullable Call ruleFor(Field field, Definition form) {
    Field own = newest.field(field.name());
    Rules.Call always = rules.writeAlways(entity.name(), field.name());
    if (always != null) {
      return always;
    }
    boolean same =
        own != null && own.type().equals(field.type()) && own.optional() == field.optional();
    return same || form.equals(newest) ? null : rules.write(form, field.name());
  }

  /// Where a field's value comes from, or null if nothing can stand for it.
  private @Nullable Source source(Field field, Definition form) {
    Rules.Call call = ruleFor(field, form);
    if (call != null) {
      String arguments =
          call.arguments().stream()
              .map(
                  name -> name.equals("layer") ? "writer.layer()" : "this." + JavaNames.field(name))
              .collect(Collectors.joining(", "));
      return new Source(
          file.use(call.javaClass()) + "." + call.method() + "(" + arguments + ")", null);
    }
    Field own = newest.field(field.name());
    if (own == null) {
      return nothing(field, form);
    }
    String component = "this." + JavaNames.field(field.name());
    String converted = Conversions.convert(own.type(), field.type(), component);
    if (converted == null) {
      rules.reportWrite(family, entity, field.name(), "was " + field.type() + ", is " + own.type());
      return nothing(field, form);
    }
    if (field.type().isTrue()) {
      return new Source(
          "",
          own.optional() && !own.type().isTrue()
              ? "Boolean.TRUE.equals(" + component + ")"
              : component);
    }
    if (!own.optional() || own.type().isTrue()) {
      return new Source(converted, null);
    }
    if (field.optional()) {
      return new Source(converted, component + " != null");
    }
    String zero = types.zero(field.type());
    String exception = file.use("heliograph.tl", "NotInLayerException");
    return zero == null
        ? new Source(
            exception + ".ifNull(" + component + ", \"" + entity.name() + "\", writer.layer())",
            null)
        : new Source("(" + component + " == null ? " + zero + " : " + converted + ")", null);
  }

  /// For a field that has no component: absent, or zero where it must be there.
  private @Nullable Source nothing(Field field, Definition form) {
    String zero = types.zero(field.type());
    if (!field.optional()) {
      return zero == null ? null : new Source(zero, null);
    }
    boolean withOthers =
        partners(form, field).stream().anyMatch(other -> newest.field(other.name()) != null);
    return withOthers && zero != null && !field.type().isTrue()
        ? new Source(zero, null)
        : Source.NEVER;
  }
}
