package heliograph.tl.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// One line of a schema: a constructor or a method as one layer defines it.
public record Definition(
    String name,
    int id,
    boolean method,
    List<Field> fields,
    TlType result,
    @Nullable String comment) {
  public @Nullable Field field(String fieldName) {
    for (Field field : fields) {
      if (field.name().equals(fieldName)) {
        return field;
      }
    }
    return null;
  }

  /// The id that the form of the line gives: its CRC-32, without `?true` flags, braces and angle brackets.
  public static int computeId(String name, List<Field> fields, TlType result) {
    String arguments =
        fields.stream()
            .filter(field -> !field.type().isTrue())
            .map(field -> " " + field)
            .collect(Collectors.joining());
    String generics = fields.stream().anyMatch(field -> field.type().isQuery()) ? " X:Type" : "";
    String text =
        (name + generics + arguments + " = " + result)
            .replace(":bytes ", ":string ")
            .replace("?bytes ", "?string ")
            .replace('<', ' ')
            .replace(">", "");
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(UTF_8));
    return (int) crc.getValue();
  }

  /// Whether values are written alike: the same id, fields and result.
  boolean sameShape(Definition other) {
    return id == other.id
        && method == other.method
        && result.equals(other.result)
        && fields.size() == other.fields.size()
        && sameFields(other);
  }

  /// The fewest bytes that a boxed value takes.
  int minBytes() {
    return 4
        + fields.stream()
            .filter(field -> !field.optional())
            .mapToInt(field -> field.type().minBytes())
            .sum();
  }

  private boolean sameFields(Definition other) {
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).sameShape(other.fields.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return name
        + "#"
        + String.format("%08x", id)
        + fields.stream().map(field -> " " + field).collect(Collectors.joining())
        + " = "
        + result;
  }
}
