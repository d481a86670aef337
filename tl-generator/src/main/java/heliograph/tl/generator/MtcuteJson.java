package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON form of mtcute's packages, which carries the comments.
///
/// It differs from the schema in a few places, which are undone here: `int53` stands for a `long` that fits into a
/// JavaScript number, `...Prefix` methods lack their query, and `mtcute.*` is its own.
final class MtcuteJson {
  private static final String PREFIX = "Prefix";

  private MtcuteJson() {}

  static List<Definition> parse(String json) {
    Map<String, Definition> definitions = new LinkedHashMap<>();
    for (JsonNode entry : new JsonMapper().readTree(json).path("e")) {
      String name = entry.path("name").asString();
      if (!name.startsWith("mtcute.")) {
        Definition definition = definition(name, entry);
        definitions.put(definition.name(), definition);
      }
    }
    return List.copyOf(definitions.values());
  }

  private static Definition definition(String name, JsonNode entry) {
    List<Field> fields = new ArrayList<>();
    for (JsonNode argument : entry.path("arguments")) {
      fields.add(field(argument));
    }
    boolean method = entry.path("kind").asString().equals("method");
    TlType result = type(entry);
    String plainName = name;
    if (name.startsWith("invoke") && name.endsWith(PREFIX)) {
      method = true;
      plainName = name.substring(0, name.length() - PREFIX.length());
      fields.add(new Field("query", TlType.QUERY, null, 0, null));
      result = TlType.of("X");
    }
    int id = (int) entry.path("id").asLong();
    return new Definition(plainName, id, method, List.copyOf(fields), result, comment(entry));
  }

  private static Field field(JsonNode argument) {
    String name = argument.path("name").asString();
    String predicate = argument.path("typeModifiers").path("predicate").asString("");
    if (predicate.isEmpty()) {
      return new Field(name, type(argument), null, 0, comment(argument));
    }
    int dot = predicate.indexOf('.');
    int bit = Integer.parseInt(predicate.substring(dot + 1));
    return new Field(name, type(argument), predicate.substring(0, dot), bit, comment(argument));
  }

  private static TlType type(JsonNode node) {
    String name = node.path("type").asString();
    TlType type = TlType.parse(name.equals("int53") ? "long" : name);
    JsonNode modifiers = node.path("typeModifiers");
    if (modifiers.path("isVector").asBoolean(false)) {
      return TlType.vectorOf(type, false);
    }
    return modifiers.path("isBareVector").asBoolean(false) ? TlType.vectorOf(type, true) : type;
  }

  private static @Nullable String comment(JsonNode node) {
    String comment = node.path("comment").asString("");
    return comment.isEmpty() ? null : comment;
  }
}
