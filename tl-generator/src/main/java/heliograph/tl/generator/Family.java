package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The layers of one schema laid over each other by name, with the Java classes that come of it.
public final class Family {
  /// A type and its constructors; with one constructor the record is the type, with more a sealed interface.
  record Type(String name, List<Entity> constructors, JavaClass javaClass) {
    boolean isSingle() {
      return constructors.size() == 1;
    }

    int minBytes() {
      return constructors.stream().mapToInt(Entity::minBytes).min().orElseThrow();
    }
  }

  private final String packageName;
  private final String rootClass;
  private final NavigableSet<Integer> layers;
  private final NavigableMap<String, Entity> entities = new TreeMap<>();
  private final NavigableMap<String, Type> types = new TreeMap<>();
  private final Set<String> recursive = new HashSet<>();
  private final Set<String> bare = new HashSet<>();
  private final Set<String> received = new HashSet<>();
  private final Set<String> sent = new HashSet<>();

  public Family(
      String packageName, String rootClass, NavigableMap<Integer, List<Definition>> layers) {
    this.packageName = packageName;
    this.rootClass = rootClass;
    this.layers = layers.navigableKeySet();
    NavigableMap<String, NavigableMap<Integer, Definition>> byName = new TreeMap<>();
    layers.forEach((layer, definitions) -> {
      for (Definition definition : definitions) {
        if (byName.computeIfAbsent(definition.name(), n -> new TreeMap<>()).put(layer, definition)
            != null) {
          throw new SchemaException(definition.name() + " is defined twice");
        }
      }
    });
    Set<String> constructorClasses = new HashSet<>();
    byName.values().stream()
        .map(forms -> forms.lastEntry().getValue())
        .filter(newest -> !newest.method())
        .forEach(newest ->
            constructorClasses.add(JavaNames.classOf(packageName, newest.name()).qualifiedName()));
    byName.forEach((name, forms) -> entities.put(name, entity(name, forms, constructorClasses)));
    addTypes();
    checkIds();
    findReach();
    findBare();
  }

  public String packageName() {
    return packageName;
  }

  public String rootClass() {
    return rootClass;
  }

  public NavigableSet<Integer> layers() {
    return layers;
  }

  public Collection<Entity> entities() {
    return entities.values();
  }

  public @Nullable Entity entity(String name) {
    return entities.get(name);
  }

  Collection<Type> types() {
    return types.values();
  }

  Type type(String name) {
    Type type = types.get(name);
    if (type == null) {
      throw new SchemaException("nothing makes a " + name);
    }
    return type;
  }

  /// Whether a value of the type can contain another.
  boolean isRecursive(String typeName) {
    return recursive.contains(typeName);
  }

  /// Whether clients send it: a method, or a constructor that can be part of one.
  public boolean isReceived(Entity entity) {
    return entity.newest().method() || received.contains(entity.newest().result().name());
  }

  /// Whether the server sends it: a constructor that can be part of an answer.
  public boolean isSent(Entity entity) {
    return !entity.newest().method() && sent.contains(entity.newest().result().name());
  }

  /// Whether the constructor is somewhere written without its id.
  boolean isBare(Entity entity) {
    return bare.contains(entity.name());
  }

  private Entity entity(
      String name, NavigableMap<Integer, Definition> forms, Set<String> constructorClasses) {
    List<Variant> variants = new ArrayList<>();
    for (int layer : layers) {
      Definition definition = forms.get(layer);
      Variant last = variants.isEmpty() ? null : variants.getLast();
      if (definition == null) {
        continue;
      }
      Integer before = layers.lower(layer);
      if (last != null
          && before != null
          && last.toLayer() == before
          && last.definition().sameShape(definition)) {
        variants.set(variants.size() - 1, new Variant(definition, last.fromLayer(), layer));
      } else {
        variants.add(new Variant(definition, layer, layer));
      }
    }
    Definition newest = forms.lastEntry().getValue();
    Definition commented =
        forms.descendingMap().values().stream()
            .filter(definition -> definition.comment() != null)
            .findFirst()
            .orElse(newest);
    JavaClass javaClass = JavaNames.classOf(packageName, name);
    if (newest.method() && constructorClasses.contains(javaClass.qualifiedName())) {
      javaClass = new JavaClass(javaClass.packageName(), javaClass.simpleName() + "Method");
    }
    return new Entity(name, newest, List.copyOf(variants), commented, javaClass);
  }

  private void addTypes() {
    Map<String, List<Entity>> constructors = new TreeMap<>();
    for (Entity entity : entities.values()) {
      if (!entity.newest().method()) {
        constructors
            .computeIfAbsent(entity.newest().result().name(), n -> new ArrayList<>())
            .add(entity);
      }
    }
    constructors.forEach((name, list) -> {
      JavaClass javaClass =
          list.size() == 1 ? list.getFirst().javaClass() : JavaNames.interfaceOf(packageName, name);
      types.put(name, new Type(name, List.copyOf(list), javaClass));
    });
  }

  private void checkIds() {
    Map<Integer, String> owners = new TreeMap<>();
    for (Entity entity : entities.values()) {
      for (Variant variant : entity.variants()) {
        String other = owners.put(variant.definition().id(), entity.name());
        if (other != null && !other.equals(entity.name())) {
          throw new SchemaException(entity.name() + " and " + other + " have one id");
        }
      }
    }
  }

  private void findReach() {
    Map<String, Set<String>> parts = new TreeMap<>();
    Set<String> arguments = new TreeSet<>();
    Set<String> results = new TreeSet<>();
    for (Entity entity : entities.values()) {
      for (Variant variant : entity.variants()) {
        Definition form = variant.definition();
        Set<String> into =
            form.method()
                ? arguments
                : parts.computeIfAbsent(form.result().name(), n -> new TreeSet<>());
        form.fields().forEach(field -> addPart(field.type(), into));
        if (form.method()) {
          addPart(form.result(), results);
        }
      }
    }
    received.addAll(reach(arguments, parts));
    sent.addAll(reach(results, parts));
    for (String name : types.keySet()) {
      if (reach(parts.getOrDefault(name, Set.of()), parts).contains(name)) {
        recursive.add(name);
      }
    }
  }

  private static Set<String> reach(Set<String> from, Map<String, Set<String>> parts) {
    Set<String> reached = new HashSet<>();
    List<String> open = new ArrayList<>(from);
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (reached.add(next)) {
        open.addAll(parts.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  private void findBare() {
    for (Entity entity : entities.values()) {
      for (Field field : entity.newest().fields()) {
        TlType element = field.type().element();
        TlType type = element == null ? field.type() : element;
        if (type.bare() && !type.isVector()) {
          Entity constructor = entities.get(type.name());
          bare.add(
              constructor == null
                  ? type(type.name()).constructors().getFirst().name()
                  : constructor.name());
        }
      }
    }
  }

  private static void addPart(TlType type, Set<String> names) {
    TlType element = type.element();
    if (element != null) {
      addPart(element, names);
    } else if (!type.isBasic()) {
      names.add(type.name());
    }
  }
}
