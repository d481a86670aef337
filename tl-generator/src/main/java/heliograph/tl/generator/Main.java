package heliograph.tl.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Generates the `tl` module's records: `Main SCHEMA_FOLDER CACHE_FOLDER SOURCES_OUT RESOURCES_OUT`.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    Path schema = Path.of(arguments[0]);
    SchemaSources sources = new SchemaSources(schema.resolve("sources.txt"), Path.of(arguments[1]));
    Path out = Path.of(arguments[2]);
    Path resources = Path.of(arguments[3]);
    List<Family> families = Schemas.load(schema, sources);
    Output output = new Output(out);
    for (Family family : families) {
      for (Family.Type type : family.types()) {
        if (!type.isSingle()) {
          output.add(TypeEmitter.emit(family, type));
        }
      }
      for (Entity entity : family.entities()) {
        output.add(new RecordEmitter(family, entity, new Rules()).emit());
      }
      output.add(RootEmitter.emit(family));
      if (family.layers().size() > 1) {
        output.add(RootEmitter.layers(family));
      }
    }
    output.finish();
  }
}
