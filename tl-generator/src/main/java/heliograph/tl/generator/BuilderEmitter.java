package heliograph.tl.generator;

import java.util.List;
import java.util.stream.Collectors;

/// Writes the builder inside a record.
final class BuilderEmitter {
  private final String self;
  private final List<Field> components;
  private final SourceFile file;
  private final Types types;

  BuilderEmitter(String self, List<Field> components, SourceFile file, Types types) {
    this.self = self;
    this.components = components;
    this.file = file;
    this.types = types;
  }

  void emit() {
    file.line("");
    file.line("public static Builder builder() {");
    file.line("return new Builder();");
    file.line("}");
    file.line("");
    file.line("public Builder toBuilder() {");
    file.line("Builder builder = new Builder();");
    components.forEach(field -> file.line("builder." + name(field) + " = " + name(field) + ";"));
    file.line("return builder;");
    file.line("}");
    file.line("");
    file.line("/// Collects the fields of a [" + self + "].");
    file.line("public static final class Builder {");
    components.forEach(field -> file.line("private " + variable(field) + " " + name(field) + ";"));
    file.line("");
    file.line("private Builder() {}");
    components.forEach(this::setter);
    file.line("");
    file.line("/// @throws NullPointerException if a required field was not set");
    file.line("public " + self + " build() {");
    file.line("return new " + self + "(" + arguments() + ");");
    file.line("}");
    file.line("}");
  }

  private void setter(Field field) {
    file.line("");
    file.line("public Builder " + name(field) + "(" + types.component(field) + " value) {");
    file.line("this." + name(field) + " = value;");
    file.line("return this;");
    file.line("}");
  }

  private String variable(Field field) {
    return mustBeSet(field) ? types.nullable(field.type()) : types.component(field);
  }

  private String arguments() {
    return components.stream().map(this::argument).collect(Collectors.joining(", "));
  }

  private String argument(Field field) {
    return mustBeSet(field)
        ? file.use("java.util", "Objects")
            + ".requireNonNull("
            + name(field)
            + ", \""
            + name(field)
            + "\")"
        : name(field);
  }

  private static boolean mustBeSet(Field field) {
    return !field.optional() && !Types.isPrimitive(field.type());
  }

  private static String name(Field field) {
    return JavaNames.field(field.name());
  }
}
