package heliograph.tl.generator;

import java.util.List;
import java.util.stream.Collectors;

/// Writes what is in use as the table that the web app's codec reads and writes by: the schema itself, one definition a line.
///
/// An id is the CRC-32 of its line and so need not be there, which is what makes plain text the smallest form once it is
/// compressed (docs/decisions/0009-the-web-clients-protocol.md).
final class CodecTable {

  private static final String HEAD =
      "// Generated from the TL schema: what is in use of it, as web/schema/in-use.txt says.\n";

  private CodecTable() {}

  /// What is needed first, with the number of the layer.
  static String first(Subset subset) {
    return HEAD
        + "export const layer = "
        + subset.layer()
        + "\n\n"
        + constant(subset.first().definitions());
  }

  /// Everything else.
  static String rest(Subset subset) {
    return HEAD + constant(subset.definitionsBeside(subset.first()));
  }

  private static String constant(List<Definition> definitions) {
    StringBuilder text = new StringBuilder("export const schema = `");
    definitions.forEach(definition -> add(definition, text));
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
