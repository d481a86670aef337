package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads teleproto's `api-definitions.js`, where names are camel case, and gives them back their TL spelling.
///
/// A name that another layer knows takes its spelling, a new one is split at the capitals; the id, which is the CRC-32
/// of the line as it is spelled, tells whether that was right.
final class TeleprotoModule {
  private final Map<String, String> spellings = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();

  /// Learns how the names of other layers are spelled.
  TeleprotoModule(Iterable<List<Definition>> layers) {
    for (List<Definition> layer : layers) {
      for (Definition definition : layer) {
        names.put(definition.id(), definition.name());
        for (Field field : definition.fields()) {
          spellings.put(camelCase(field.name()), field.name());
        }
      }
    }
  }

  /// @param foreign ids of definitions that are in the module but not in the API (MTProto's)
  List<Definition> parse(String javaScript, Set<Integer> foreign) {
    int open = javaScript.indexOf('[');
    int close = javaScript.lastIndexOf(']');
    List<Definition> definitions = new ArrayList<>();
    for (JsonNode entry : new JsonMapper().readTree(javaScript.substring(open, close + 1))) {
      int id = (int) entry.path("constructorId").asLong();
      String result = entry.path("result").asString();
      if (!foreign.contains(id) && !result.startsWith("Tls")) {
        definitions.add(definition(entry, id, result));
      }
    }
    return definitions;
  }

  private Definition definition(JsonNode entry, int id, String result) {
    String namespace = entry.path("namespace").asString("");
    String simple = entry.path("name").asString();
    String name =
        (namespace.isEmpty() ? "" : namespace + ".")
            + Character.toLowerCase(simple.charAt(0))
            + simple.substring(1);
    List<Field> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> argument : entry.path("argsConfig").properties()) {
      fields.add(field(argument.getKey(), argument.getValue()));
    }
    boolean method = entry.path("isFunction").asBoolean();
    TlType type = TlType.parse(result);
    if (!names.containsKey(id) && Definition.computeId(name, fields, type) != id) {
      throw new SchemaException("the spelling of " + name + " does not give its id");
    }
    return new Definition(name, id, method, List.copyOf(fields), type, null);
  }

  private Field field(String camelCase, JsonNode config) {
    String name = spelling(camelCase);
    if (config.path("flagIndicator").asBoolean()) {
      return new Field(name, TlType.FLAGS, null, 0, null);
    }
    String typeName = config.path("type").asString();
    TlType type = typeName.equals("X") ? TlType.QUERY : TlType.parse(typeName);
    if (config.path("isVector").asBoolean()) {
      type = TlType.vectorOf(type, !config.path("useVectorId").asBoolean());
    }
    if (!config.path("isFlag").asBoolean()) {
      return new Field(name, type, null, 0, null);
    }
    return new Field(
        name, type, config.path("flagName").asString(), config.path("flagIndex").asInt(), null);
  }

  private String spelling(String camelCase) {
    String known = spellings.get(camelCase);
    if (known != null) {
      return known;
    }
    if (camelCase.indexOf('_') >= 0) {
      return camelCase;
    }
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < camelCase.length(); i++) {
      char c = camelCase.charAt(i);
      if (Character.isUpperCase(c)) {
        name.append('_');
      }
      name.append(Character.toLowerCase(c));
    }
    return name.toString();
  }

  private static String camelCase(String name) {
    StringBuilder camelCase = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' && i + 1 < name.length()) {
        camelCase.append(Character.toUpperCase(name.charAt(++i)));
      } else {
        camelCase.append(c);
      }
    }
    return camelCase.toString();
  }
}
