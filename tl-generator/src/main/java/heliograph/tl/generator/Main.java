package heliograph.tl.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Generates the `tl` module's records: `Main SCHEMA_FOLDER CACHE_FOLDER SOURCES_OUT RESOURCES_OUT`.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    Path schema = Path.of(arguments[0]);
    SchemaSources sources = new SchemaSources(schema.resolve("sources.txt"), Path.of(arguments[1]));
    Path sourcesOut = Path.of(arguments[2]);
    Path resourcesOut = Path.of(arguments[3]);
    Stamp stamp = new Stamp(resourcesOut.resolveSibling("tl.stamp"), schema);
    if (stamp.isCurrent()) {
      return;
    }
    List<Family> families = Schemas.load(schema, sources);
    Output output = new Output(sourcesOut);
    Rules rules = Rules.parse(Files.readAllLines(schema.resolve("layers.txt")));
    for (Family family : families) {
      emit(family, rules, output);
    }
    rules.check();
    output.finish();
    Files.createDirectories(resourcesOut);
    Files.write(resourcesOut.resolve("methods.txt"), methods(families.getFirst()));
    stamp.write();
  }

  private static void emit(Family family, Rules rules, Output output) throws IOException {
    for (Family.Type type : family.types()) {
      if (!type.isSingle()) {
        output.add(TypeEmitter.emit(family, type));
      }
    }
    for (Entity entity : family.entities()) {
      output.add(new RecordEmitter(family, entity, rules).emit());
    }
    output.add(RootEmitter.emit(family));
    if (family.layers().size() > 1) {
      output.add(RootEmitter.layers(family));
    }
  }

  /// The methods of the newest layer, which the list of what the server answers is made from.
  private static List<String> methods(Family api) {
    int newest = api.layers().last();
    return api.entities().stream()
        .filter(
            entity -> entity.newest().method() && entity.variants().getLast().toLayer() == newest)
        .map(Entity::name)
        .toList();
  }
}
