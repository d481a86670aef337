package heliograph.web;

import heliograph.tl.Layer;
import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import heliograph.tl.api.Api;
import heliograph.tl.generator.Entity;
import heliograph.tl.generator.SchemaSources;
import heliograph.tl.generator.Subset;
import heliograph.tl.mt.Mt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Writes what the page's codec must read and write: for every constructor and method in use some values, as bytes of the Java
/// codec and as JSON. `Vectors SCHEMA_FOLDER CACHE_FOLDER IN_USE OUT`
///
/// The values are drawn from the schema, and are always the same. A line is the name, the bytes in hex and the JSON.
public final class Vectors {

  private static final int VALUES_EACH = 4;

  private Vectors() {}

  public static void main(String[] arguments) throws IOException {
    Path schema = Path.of(arguments[0]);
    SchemaSources sources = new SchemaSources(schema.resolve("sources.txt"), Path.of(arguments[1]));
    Subset subset = Subset.load(schema, sources, Path.of(arguments[2]));
    List<String> lines = new ArrayList<>();
    for (List<Entity> constructors : subset.types().values()) {
      constructors.forEach(constructor -> add(constructor, subset, lines));
    }
    subset.methods().forEach(method -> add(method, subset, lines));
    Path out = Path.of(arguments[3]);
    if (!Files.exists(out) || !Files.readAllLines(out).equals(lines)) {
      Files.write(out, lines);
    }
  }

  private static void add(Entity entity, Subset subset, List<String> lines) {
    for (int seed = 0; seed < VALUES_EACH; seed++) {
      byte[] drawn = new RandomValue(subset, entity.name().hashCode() + seed).bytes(entity);
      TlObject value = read(entity, drawn);
      byte[] bytes = value.toBytes(Layer.NEWEST);
      if (!Arrays.equals(bytes, drawn)) {
        throw new IllegalStateException("the Java codec reads " + entity.name() + " as " + value);
      }
      lines.add(
          entity.name()
              + "\t"
              + HexFormat.of().formatHex(bytes)
              + "\t"
              + new JsonForm(subset).of(value));
    }
  }

  private static TlObject read(Entity entity, byte[] bytes) {
    int layer = entity.variants().getLast().toLayer();
    boolean api = layer == Layer.NEWEST;
    TlReader reader = new TlReader(bytes, layer);
    if (entity.newest().method()) {
      return api ? Api.readMethod(reader) : Mt.readMethod(reader);
    }
    return api ? Api.readObject(reader) : Mt.readObject(reader);
  }
}
