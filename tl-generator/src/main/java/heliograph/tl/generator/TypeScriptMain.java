package heliograph.tl.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Generates the web app's types and its codec's table: `TypeScriptMain SCHEMA_FOLDER CACHE_FOLDER IN_USE OUT_FOLDER`.
public final class TypeScriptMain {
  private TypeScriptMain() {}

  public static void main(String[] arguments) throws IOException {
    Path schema = Path.of(arguments[0]);
    Path inUse = Path.of(arguments[2]);
    Path out = Path.of(arguments[3]);
    Stamp stamp = new Stamp(out.resolve("stamp"), List.of(schema, inUse));
    if (stamp.isCurrent()) {
      return;
    }
    SchemaSources sources = new SchemaSources(schema.resolve("sources.txt"), Path.of(arguments[1]));
    Subset subset = Subset.load(schema, sources, inUse);
    Files.createDirectories(out);
    Files.writeString(out.resolve("tl.ts"), new TypeScriptTypes(subset).text());
    Files.writeString(out.resolve("schema.ts"), CodecTable.first(subset));
    Files.writeString(out.resolve("rest.ts"), CodecTable.rest(subset));
    stamp.write();
  }
}
