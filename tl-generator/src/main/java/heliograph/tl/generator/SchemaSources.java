package heliograph.tl.generator;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The schema files that npm packages carry: listed in `sources.txt`, fetched by npm, checked, kept in a cache.
///
/// A cached file lies in a folder named by the hash of the tarball it came from, and is moved there only after that
/// hash was checked; so what is in the cache is not fetched or checked again.
public final class SchemaSources {
  /// One layer's schema in a package.
  ///
  /// @param form `tl`, `mtcute` or `teleproto`
  /// @param spec the package with its version, as npm takes it
  /// @param integrity `sha512-` and the tarball's hash in base 64
  public record Source(int layer, String form, String spec, String file, String integrity) {}

  private static final long FETCH_TIMEOUT_MINUTES = 10;

  private final List<Source> sources;
  private final Path cache;

  public SchemaSources(Path list, Path cache) throws IOException {
    this.sources = read(list);
    this.cache = cache;
  }

  public List<Source> sources() {
    return sources;
  }

  /// Where the file of a source is; everything missing is fetched first.
  public Path file(Source source) throws IOException {
    if (!Files.exists(cached(source))) {
      fetchMissing();
    }
    return cached(source);
  }

  private Path cached(Source source) {
    byte[] hash = Base64.getDecoder().decode(source.integrity().substring("sha512-".length()));
    String folder = HexFormat.of().formatHex(hash, 0, 16);
    return cache.resolve(folder).resolve(Path.of(source.file()).getFileName().toString());
  }

  private void fetchMissing() throws IOException {
    List<Source> missing =
        sources.stream().filter(source -> !Files.exists(cached(source))).toList();
    Files.createDirectories(cache);
    Path work = Files.createTempDirectory(cache, "fetch");
    try {
      List<String> command =
          new ArrayList<>(
              List.of("npm", "pack", "--silent", "--pack-destination", work.toString()));
      missing.forEach(source -> command.add(source.spec()));
      run(work, command, "cannot fetch the Telegram schema");
      for (Source source : missing) {
        unpack(source, work);
      }
    } finally {
      deleteFolder(work);
    }
  }

  private void unpack(Source source, Path work) throws IOException {
    Path tarball =
        work.resolve(source.spec().replaceFirst("^@", "").replaceAll("[/@]", "-") + ".tgz");
    if (!Files.exists(tarball)) {
      throw new SchemaException("npm pack gave no " + tarball.getFileName());
    }
    if (!sha512(tarball).equals(source.integrity())) {
      throw new SchemaException(
          "the tarball of " + source.spec() + " does not have the hash in sources.txt");
    }
    run(
        work,
        List.of("tar", "-xzf", tarball.toString(), "-C", work.toString(), source.file()),
        "cannot unpack " + source.spec());
    Path target = cached(source);
    Files.createDirectories(target.getParent());
    Path from = work.resolve(source.file());
    try {
      Files.move(from, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void run(Path folder, List<String> command, String failure) throws IOException {
    Path log = folder.resolve("log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(FETCH_TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new SchemaException(failure + ": " + command.getFirst() + " takes too long");
      }
      if (process.exitValue() != 0) {
        throw new SchemaException(failure + ": " + firstError(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchemaException(failure + ": interrupted", e);
    } catch (IOException e) {
      throw new SchemaException(failure + ": is " + command.getFirst() + " installed?", e);
    }
  }

  private static String firstError(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> !line.isBlank() && !line.contains("warn"))
        .findFirst()
        .orElse("no reason given");
  }

  private static String sha512(Path file) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
      return "sha512-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Source> read(Path list) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length != 5 || !words[4].startsWith("sha512-")) {
          throw new SchemaException(list.getFileName() + ": not a source: " + line);
        }
        sources.add(new Source(Integer.parseInt(words[0]), words[1], words[2], words[3], words[4]));
      }
    }
    return List.copyOf(sources);
  }

  private static void deleteFolder(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.toList().reversed()) {
        Files.delete(path);
      }
    }
  }
}
