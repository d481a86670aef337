package heliograph.tl.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The three families: the Telegram API in all its layers, MTProto's service messages, the storage records.
public final class Schemas {
  private static final int ONLY_LAYER = 0;

  private Schemas() {}

  public static List<Family> load(Path schema, SchemaSources sources) throws IOException {
    List<Definition> mtproto = TlText.parse(Files.readString(schema.resolve("mtproto.tl")));
    List<Definition> storage = new ArrayList<>();
    for (Path file : storageFiles(schema)) {
      storage.addAll(TlText.parse(Files.readString(file)));
    }
    List<Family> families = new ArrayList<>();
    families.add(new Family("heliograph.tl.api", "Api", api(sources, mtproto)));
    families.add(
        new Family("heliograph.tl.mt", "Mt", new TreeMap<>(java.util.Map.of(ONLY_LAYER, mtproto))));
    families.add(
        new Family(
            "heliograph.tl.storage",
            "Storage",
            new TreeMap<>(java.util.Map.of(ONLY_LAYER, storage))));
    return families;
  }

  static List<Path> storageFiles(Path schema) throws IOException {
    try (var files = Files.list(schema.resolve("storage"))) {
      return files.filter(file -> file.toString().endsWith(".tl")).sorted().toList();
    }
  }

  private static NavigableMap<Integer, List<Definition>> api(
      SchemaSources sources, List<Definition> mtproto) throws IOException {
    NavigableMap<Integer, List<Definition>> layers = new TreeMap<>();
    SchemaSources.Source camelCase = null;
    for (SchemaSources.Source source : sources.sources()) {
      switch (source.form()) {
        case "tl" ->
            layers.put(
                source.layer(),
                TlText.parse(TlText.fromModule(Files.readString(sources.file(source)))));
        case "mtcute" ->
            layers.put(source.layer(), MtcuteJson.parse(Files.readString(sources.file(source))));
        case "teleproto" -> camelCase = source;
        default -> throw new SchemaException("unknown form " + source.form());
      }
    }
    if (camelCase != null) {
      Set<Integer> foreign = mtproto.stream().map(Definition::id).collect(Collectors.toSet());
      layers.put(
          camelCase.layer(),
          new TeleprotoModule(layers.values())
              .parse(Files.readString(sources.file(camelCase)), foreign));
    }
    return layers;
  }
}
