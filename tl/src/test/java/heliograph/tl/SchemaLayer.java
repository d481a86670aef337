package heliograph.tl;

import heliograph.tl.generator.Definition;
import heliograph.tl.generator.Entity;
import heliograph.tl.generator.Family;
import heliograph.tl.generator.Field;
import heliograph.tl.generator.SchemaSources;
import heliograph.tl.generator.Schemas;
import heliograph.tl.generator.TlType;
import heliograph.tl.generator.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one layer of the schema defines, straight from the schema: the judge of the generated code.
final class SchemaLayer {
  private static final List<Family> FAMILIES = load();

  private final Family family;
  final int number;
  final Map<Integer, Definition> byId = new HashMap<>();
  final Map<String, Definition> byName = new TreeMap<>();

  /// The constructors of each type: the least nested first, and among these the oldest.
  final Map<String, List<Definition>> byType = new HashMap<>();

  private final Map<String, Integer> since = new HashMap<>();

  private SchemaLayer(Family family, int number) {
    this.family = family;
    this.number = number;
    for (Entity entity : family.entities()) {
      Definition definition = in(entity, number);
      if (definition != null) {
        since.put(definition.name(), entity.variants().getFirst().fromLayer());
        byId.put(definition.id(), definition);
        byName.put(definition.name(), definition);
        if (!definition.method()) {
          byType
              .computeIfAbsent(definition.result().name(), n -> new ArrayList<>())
              .add(definition);
        }
      }
    }
    sortByDepth();
  }

  /// The API, MTProto's messages, the storage records.
  static List<Family> families() {
    return FAMILIES;
  }

  static Family api() {
    return FAMILIES.getFirst();
  }

  static List<SchemaLayer> layersOf(Family family) {
    return family.layers().stream().map(layer -> new SchemaLayer(family, layer)).toList();
  }

  static @Nullable Definition in(Entity entity, int layer) {
    for (Variant variant : entity.variants()) {
      if (variant.fromLayer() <= layer && layer <= variant.toLayer()) {
        return variant.definition();
      }
    }
    return null;
  }

  Definition constructor(TlType type) {
    Definition named = byName.get(type.name());
    return named != null && type.bare() ? named : constructors(type).getFirst();
  }

  List<Definition> constructors(TlType type) {
    List<Definition> constructors = byType.get(type.name());
    if (constructors == null) {
      throw new AssertionError("layer " + number + " has no " + type);
    }
    return constructors;
  }

  /// Whether each field is still there with the same type.
  boolean hasFieldsOfNewest(Definition definition) {
    Entity entity = family.entity(definition.name());
    return entity != null
        && entity.newest().fields().stream().allMatch(newest -> canBeWithout(newest, definition))
        && definition.fields().stream()
            .allMatch(field -> {
              Field newest = entity.newest().field(field.name());
              return newest != null
                  && newest.type().equals(field.type())
                  && newest.optional() == field.optional();
            });
  }

  private static boolean canBeWithout(Field newest, Definition definition) {
    return newest.optional()
        || newest.type().isBasic()
        || newest.type().isVector()
        || definition.field(newest.name()) != null;
  }

  static SchemaLayer newest() {
    return new SchemaLayer(api(), api().layers().last());
  }

  Definition method(String name) {
    Definition method = byName.get(name);
    if (method == null) {
      throw new AssertionError("layer " + number + " has no " + name);
    }
    return method;
  }

  private void sortByDepth() {
    Map<Definition, Integer> depths = new HashMap<>();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Definition definition : byId.values()) {
        Integer depth = depth(definition, depths);
        if (depth != null && !depth.equals(depths.put(definition, depth))) {
          changed = true;
        }
      }
    }
    Comparator<Definition> order =
        Comparator.<Definition>comparingInt(d -> depths.getOrDefault(d, Integer.MAX_VALUE))
            .thenComparingInt(d -> since.getOrDefault(d.name(), 0))
            .thenComparing(Definition::name);
    byType.values().forEach(list -> list.sort(order));
  }

  private @Nullable Integer depth(Definition definition, Map<Definition, Integer> depths) {
    int deepest = 0;
    for (Field field : definition.fields()) {
      if (!field.type().isBasic() && !field.type().isVector() && !field.type().isQuery()) {
        int best = Integer.MAX_VALUE;
        for (Definition part : byType.getOrDefault(field.type().name(), List.of())) {
          best = Math.min(best, depths.getOrDefault(part, Integer.MAX_VALUE));
        }
        if (best == Integer.MAX_VALUE) {
          return null;
        }
        deepest = Math.max(deepest, best + 1);
      }
    }
    return deepest;
  }

  private static List<Family> load() {
    try {
      Path schema = Path.of(System.getProperty("schema.folder", "../schema"));
      Path cache = Path.of(System.getProperty("schema.cache"));
      return Schemas.load(schema, new SchemaSources(schema.resolve("sources.txt"), cache));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
