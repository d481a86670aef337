package heliograph.tl.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// The folder of generated sources: writes what changed, removes what is no longer made.
final class Output {
  private final Path folder;
  private final Set<Path> made = new HashSet<>();
  private final Set<String> packages = new TreeSet<>();

  Output(Path folder) {
    this.folder = folder;
  }

  void add(SourceFile file) throws IOException {
    JavaClass javaClass = file.javaClass();
    packages.add(javaClass.packageName());
    write(javaClass.qualifiedName().replace('.', '/') + ".java", file.text());
  }

  void finish() throws IOException {
    for (String name : packages) {
      write(
          name.replace('.', '/') + "/package-info.java",
          "/// Generated from the TL schema.\n@NullMarked\npackage "
              + name
              + ";\n\nimport org.jspecify.annotations.NullMarked;\n");
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!made.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  private void write(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    made.add(path);
    if (!Files.exists(path) || !Files.readString(path).equals(text)) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    }
  }
}
