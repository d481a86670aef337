package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes the TypeScript types of what is in use, named as the schema names them: a lower-case interface is a constructor, an
/// upper-case type the union of its constructors, and the parts before a dot are namespaces.
final class TypeScriptTypes {

  private static final String HEAD =
      """
      // Generated from the TL schema: what is in use of it, as web/schema/in-use.txt says.
      import type * as tl from './tl'

      """;

  private final Subset subset;
  private final Map<String, StringBuilder> namespaces = new TreeMap<>();
  private final List<String> every = new ArrayList<>();

  TypeScriptTypes(Subset subset) {
    this.subset = subset;
  }

  String text() {
    StringBuilder methods = new StringBuilder();
    subset.types().forEach(this::type);
    for (Entity method : subset.methods()) {
      declare(method);
      methods
          .append("  '" + method.name() + "': { request: Omit<tl." + method.name() + ", '_'>, ")
          .append("response: " + type(method.newest().result()) + " }\n");
    }
    StringBuilder text = new StringBuilder(HEAD);
    namespaces.forEach((name, body) ->
        text.append(
            name.isEmpty()
                ? body
                : "export namespace " + name + " {\n" + body.toString().indent(2) + "}\n\n"));
    text.append("/** Every value of a constructor. */\nexport type Any =");
    every.forEach(name -> text.append("\n  | tl.").append(name));
    text.append("\n\n/** What each method takes and answers. */\nexport interface Methods {\n");
    return text.append(methods).append("}\n").toString();
  }

  private void type(String name, List<Entity> constructors) {
    if (!constructors.isEmpty()) {
      constructors.forEach(this::declare);
      constructors.forEach(constructor -> every.add(constructor.name()));
      StringBuilder out = namespace(name);
      out.append("export type ").append(simple(name)).append(" =");
      constructors.forEach(constructor ->
          out.append(constructors.size() == 1 ? " tl." : "\n  | tl.").append(constructor.name()));
      out.append("\n\n");
    }
  }

  private void declare(Entity entity) {
    StringBuilder out = namespace(entity.name());
    comment(out, "", entity.commented().comment());
    out.append("export interface ").append(simple(entity.name())).append(" {\n");
    out.append("  _: '").append(entity.name()).append("'\n");
    for (Field field : entity.newest().fields()) {
      if (!field.type().isFlags() && (subset.has(field.type()) || !field.optional())) {
        Field described = entity.commented().field(field.name());
        comment(out, "  ", described == null ? null : described.comment());
        out.append("  ").append(JavaNames.camelCase(field.name()));
        out.append(field.optional() ? "?: " : ": ").append(type(field.type()));
        out.append(field.optional() ? " | undefined\n" : "\n");
      }
    }
    out.append("}\n\n");
  }

  private String type(TlType type) {
    TlType element = type.element();
    if (element != null) {
      return type(element) + "[]";
    }
    return switch (type.name()) {
      case "int", "double" -> "number";
      case "long" -> "bigint";
      case "string" -> "string";
      case "bytes", "int128", "int256" -> "Uint8Array";
      case "Bool", "true" -> "boolean";
      case "!X" -> "Uint8Array";
      case "X" -> "unknown";
      default -> subset.has(type) ? "tl." + type.name() : "never";
    };
  }

  private StringBuilder namespace(String name) {
    int dot = name.indexOf('.');
    return namespaces.computeIfAbsent(
        dot < 0 ? "" : name.substring(0, dot), n -> new StringBuilder());
  }

  private static String simple(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  private static void comment(StringBuilder out, String indent, @Nullable String html) {
    if (html == null) {
      return;
    }
    List<String> lines = Docs.lines(html.replace("*/", "*&#47;"));
    if (lines.size() == 1) {
      out.append(indent).append("/** ").append(lines.getFirst()).append(" */\n");
    } else {
      out.append(indent).append("/**\n");
      lines.forEach(line -> out.append(indent).append(" * ").append(line).append('\n'));
      out.append(indent).append(" */\n");
    }
  }
}
