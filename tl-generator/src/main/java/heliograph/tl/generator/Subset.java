package heliograph.tl.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The newest layer's part of the schema that is in use: the methods named, and every type that they lead to.
///
/// A field whose type has no constructor in use stays in its definition, which the id is computed from, but can never be
/// there; so it must be optional.
public final class Subset {

  private final List<Family> families;
  private final InUse inUse;
  private final Map<String, Entity> methods = new TreeMap<>();
  private final Map<String, List<Entity>> types = new TreeMap<>();
  private final Set<String> unused;

  /// Reads the schema and the list of what is in use.
  public static Subset load(Path schema, SchemaSources sources, Path inUse) throws IOException {
    List<Family> families = Schemas.load(schema, sources);
    // The storage records come last, and never leave the server.
    return new Subset(
        families.subList(0, families.size() - 1), InUse.parse(Files.readAllLines(inUse)));
  }

  Subset(List<Family> families, InUse inUse) {
    this(families, inUse, inUse.names());
    if (!unused.isEmpty()) {
      throw new SchemaException("nothing in use leads to " + unused);
    }
    for (List<Entity> constructors : types.values()) {
      constructors.forEach(this::checkFields);
    }
    methods.values().forEach(this::checkFields);
  }

  private Subset(List<Family> families, InUse inUse, Set<String> names) {
    this.families = families;
    this.inUse = inUse;
    this.unused = new TreeSet<>(inUse.only().keySet());
    close(names);
  }

  /// The part of it that is needed first.
  Subset first() {
    return new Subset(families, inUse, inUse.first());
  }

  /// Everything that is in this and not in a smaller one, by name: constructors by their types, then methods.
  List<Definition> definitionsBeside(Subset smaller) {
    Set<String> known = new TreeSet<>();
    smaller.all().forEach(entity -> known.add(entity.name()));
    return all().filter(entity -> !known.contains(entity.name())).map(Entity::newest).toList();
  }

  List<Definition> definitions() {
    return all().map(Entity::newest).toList();
  }

  private Stream<Entity> all() {
    return Stream.concat(types.values().stream().flatMap(List::stream), methods.values().stream());
  }

  /// The newest layer of the API.
  int layer() {
    return families.getFirst().layers().last();
  }

  /// The methods in use.
  public Collection<Entity> methods() {
    return methods.values();
  }

  /// The types with the constructors in use, which may be none.
  public Map<String, List<Entity>> types() {
    return types;
  }

  /// Whether a value of the type can be there.
  public boolean has(TlType type) {
    return type.element() == null
        ? type.isBasic() || type.isQuery() || !constructors(type).isEmpty()
        : has(type.element());
  }

  /// What a value of the type can be: one constructor if it is written without its id.
  public List<Entity> constructors(TlType type) {
    if (type.bare()) {
      return List.of(entity(type.name()));
    }
    return types.getOrDefault(type.name(), List.of());
  }

  private void close(Set<String> names) {
    Deque<String> open = new ArrayDeque<>();
    for (String name : names) {
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

  private void addTypes(Entity entity, Deque<String> open) {
    entity.newest().fields().forEach(field -> addType(field.type(), open));
    if (entity.newest().method()) {
      addType(entity.newest().result(), open);
    }
  }

  private void addType(TlType type, Deque<String> open) {
    if (type.element() != null) {
      addType(type.element(), open);
    } else if (!type.isBasic() && !type.isQuery() && !type.name().equals("X")) {
      open.add(type.bare() ? entity(type.name()).newest().result().name() : type.name());
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
      if (!field.optional()
          && !field.type().isFlags()
          && !field.type().isVector()
          && !has(field.type())) {
        throw new SchemaException(
            entity.name() + "." + field.name() + " has no constructor in use but must be there");
      }
    }
  }
}
