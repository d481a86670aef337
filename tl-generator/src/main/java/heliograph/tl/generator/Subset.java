package heliograph.tl.generator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The newest layer's part of the schema that is in use: the methods named, and every type that they lead to.
///
/// A field whose type has no constructor in use stays in its definition, which the id is computed from, but can never be
/// there; so it must be optional.
final class Subset {

  private final List<Family> families;
  private final InUse inUse;
  private final Map<String, Entity> methods = new TreeMap<>();
  private final Map<String, List<Entity>> types = new TreeMap<>();
  private final Set<String> unused;

  Subset(List<Family> families, InUse inUse) {
    this.families = families;
    this.inUse = inUse;
    this.unused = new TreeSet<>(inUse.only().keySet());
    close();
    if (!unused.isEmpty()) {
      throw new SchemaException("nothing in use leads to " + unused);
    }
    for (List<Entity> constructors : types.values()) {
      constructors.forEach(this::checkFields);
    }
    methods.values().forEach(this::checkFields);
  }

  Collection<Entity> methods() {
    return methods.values();
  }

  /// The types with the constructors in use, which may be none.
  Map<String, List<Entity>> types() {
    return types;
  }

  /// Whether the field's value can be there.
  boolean has(Field field) {
    TlType type = field.type();
    while (type.element() != null) {
      type = type.element();
    }
    return type.isBasic() || type.isQuery() || !constructors(type.name()).isEmpty();
  }

  private List<Entity> constructors(String type) {
    return types.getOrDefault(type, List.of());
  }

  private void close() {
    Deque<String> open = new ArrayDeque<>();
    for (String name : inUse.names()) {
      Entity entity = entity(name);
      if (entity.newest().method()) {
        methods.put(name, entity);
        addTypes(entity, open);
      } else {
        open.add(entity.newest().result().name());
      }
    }
    while (!open.isEmpty()) {
      String type = open.removeFirst();
      if (!types.containsKey(type)) {
        List<Entity> constructors = inUseOf(type);
        types.put(type, constructors);
        constructors.forEach(constructor -> addTypes(constructor, open));
      }
    }
  }

  private List<Entity> inUseOf(String type) {
    Set<String> only = inUse.only().get(type);
    unused.remove(type);
    List<Entity> constructors = new ArrayList<>();
    Set<String> missing = new TreeSet<>(only == null ? Set.of() : only);
    missing.remove("none");
    for (Family family : families) {
      for (Entity entity : family.entities()) {
        Definition newest = entity.newest();
        if (!newest.method()
            && newest.result().name().equals(type)
            && entity.variants().getLast().toLayer() == family.layers().last()
            && (only == null || only.contains(entity.name()))) {
          constructors.add(entity);
          missing.remove(entity.name());
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new SchemaException(type + " has no constructors " + missing);
    }
    return constructors;
  }

  private static void addTypes(Entity entity, Deque<String> open) {
    entity.newest().fields().forEach(field -> addType(field.type(), open));
    if (entity.newest().method()) {
      addType(entity.newest().result(), open);
    }
  }

  private static void addType(TlType type, Deque<String> open) {
    if (type.element() != null) {
      addType(type.element(), open);
    } else if (!type.isBasic() && !type.isQuery() && !type.name().equals("X")) {
      open.add(type.name());
    }
  }

  private Entity entity(String name) {
    for (Family family : families) {
      @Nullable Entity entity = family.entity(name);
      if (entity != null && entity.variants().getLast().toLayer() == family.layers().last()) {
        return entity;
      }
    }
    throw new SchemaException("the newest layer has no " + name);
  }

  private void checkFields(Entity entity) {
    for (Field field : entity.newest().fields()) {
      if (!field.optional() && !field.type().isFlags() && !field.type().isVector() && !has(field)) {
        throw new SchemaException(
            entity.name() + "." + field.name() + " has no constructor in use but must be there");
      }
    }
  }
}
