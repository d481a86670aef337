package heliograph.tl.generator;

import java.util.stream.Collectors;

/// Writes what is in use as the table that the web app's codec reads and writes by: the schema itself, one definition a line.
///
/// An id is the CRC-32 of its line and so need not be there, which is what makes plain text the smallest form once it is
/// compressed (docs/decisions/0009-the-web-clients-protocol.md).
final class CodecTable {

  private static final String HEAD =
      "// Generated from the TL schema: what is in use of it, as web/schema/in-use.txt says.\n";

  private CodecTable() {}

  static String text(Subset subset) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("export const layer = ").append(subset.layer()).append("\n\n");
    text.append("export const schema = `");
    subset
        .types()
        .values()
        .forEach(
            constructors -> constructors.forEach(constructor -> add(constructor.newest(), text)));
    text.append("---\n");
    subset.methods().forEach(method -> add(method.newest(), text));
    return text.append("`\n").toString();
  }

  private static void add(Definition definition, StringBuilder text) {
    text.append(definition.name());
    if (Definition.computeId(definition.name(), definition.fields(), definition.result())
        != definition.id()) {
      text.append('#').append(Integer.toHexString(definition.id()));
    }
    text.append(
        definition.fields().stream().map(field -> " " + field).collect(Collectors.joining()));
    text.append(" = ").append(definition.result()).append('\n');
  }
}
