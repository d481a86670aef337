package heliograph.tl.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A hash of all that goes in, the generator itself included, kept beside what came out of it.
final class Stamp {
  private final Path file;
  private final String hash;

  Stamp(Path file, Path schema) throws IOException {
    this(file, List.of(schema));
  }

  Stamp(Path file, List<Path> inputs) throws IOException {
    List<Path> all = new ArrayList<>(inputs);
    all.add(ownClasses());
    this.file = file;
    this.hash = hash(all);
  }

  boolean isCurrent() throws IOException {
    return Files.exists(file) && Files.readString(file).equals(hash);
  }

  void write() throws IOException {
    Files.writeString(file, hash);
  }

  private static Path ownClasses() {
    try {
      return Path.of(Stamp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hash(List<Path> roots) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path root : roots) {
        try (var files = Files.walk(root)) {
          for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
            digest.update(root.relativize(path).toString().getBytes(UTF_8));
            digest.update(Files.readAllBytes(path));
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
