package heliograph.node.folder;

import heliograph.node.config.Address;
import heliograph.node.config.Settings;
import heliograph.node.config.SettingsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The folder that holds all that a server is: settings, keys and store. The package says what lies where.
public final class DataFolder {
  private static final String SETTINGS = "heliograph.properties";
  private static final String KEY = "server-key.pem";
  private static final String SECRET = "server-secret";
  private static final String CERTIFICATE = "certificate.p12";
  private static final String STORE = "store";
  private static final String PUBLIC_KEY = "server-key.pub.pem";
  private static final String RUNNING = "running.json";

  private static final Pattern ANNOUNCED =
      Pattern.compile("\"pid\": (\\d{1,18}), \"host\": \"([^\"]+)\", \"port\": (\\d{1,5})");

  private final Path root;

  /// The folder at a path; nothing is read or made yet.
  public DataFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /// The folder that is used when no other is named: `$HELIOGRAPH_DATA`, else one under the user's home.
  public static DataFolder usual() {
    String named = System.getenv("HELIOGRAPH_DATA");
    return new DataFolder(
        named == null || named.isBlank()
            ? Path.of(System.getProperty("user.home"), ".heliograph")
            : Path.of(named));
  }

  /// Where it is.
  public Path root() {
    return root;
  }

  /// The settings file.
  public Path settings() {
    return root.resolve(SETTINGS);
  }

  /// The settings that a file holds: the one that is named, else the folder's own, else none but the defaults.
  public Settings readSettings(@Nullable Path named) {
    Path file = named == null && Files.exists(settings()) ? settings() : named;
    return Settings.read(file);
  }

  /// The certificate that the server made for itself, if it was asked to.
  public Path certificate() {
    return root.resolve(CERTIFICATE);
  }

  /// The folder of the partition store.
  public Path store() {
    return root.resolve(STORE);
  }

  /// The socket where commands reach the running server. Its folder is closed to others before it is made, so that there
  /// is no moment in which they could open it.
  public Path controlSocket() {
    return control().resolve("socket");
  }

  private Path control() {
    return root.resolve("control");
  }

  /// Whether a server was ever started on it.
  public boolean exists() {
    return Files.exists(root.resolve(SECRET)) && Files.exists(root.resolve(KEY));
  }

  /// Whether a server has ever taken connections on it.
  public boolean served() {
    return exists() && Files.exists(root.resolve(PUBLIC_KEY));
  }

  /// Says so if no server was ever started on it.
  public void requireServer() {
    if (!exists()) {
      throw new FolderException(
          "there is no server in " + root + "; \"heliograph serve\" makes one");
    }
  }

  /// Makes what is missing: the folder, the settings file, the secret and the key.
  ///
  /// @param freshKey makes the PEM of a new RSA key
  public void create(Supplier<String> freshKey) {
    try {
      if (!Files.isDirectory(root)) {
        PrivateFiles.createFolder(root);
      }
      if (Files.exists(store()) && !exists()) {
        throw new FolderException(
            "the store in "
                + root
                + " has lost its "
                + KEY
                + " or "
                + SECRET
                + "; restore a backup");
      }
      create(settings(), SettingsFile::defaults);
      create(root.resolve(SECRET), Secrets::fresh);
      create(root.resolve(KEY), freshKey);
      PrivateFiles.closeFolder(store());
      PrivateFiles.closeFolder(control());
    } catch (IOException broken) {
      throw new FolderException("cannot write in the data folder " + root + " (" + broken + ")");
    }
  }

  private static void create(Path file, Supplier<String> text) throws IOException {
    if (!Files.exists(file)) {
      PrivateFiles.write(file, text.get().getBytes(StandardCharsets.UTF_8));
    }
  }

  /// The server's secrets.
  public Secrets secrets() {
    try {
      return Secrets.parse(read(SECRET));
    } catch (IllegalArgumentException broken) {
      throw new FolderException("the file " + root.resolve(SECRET) + " is damaged");
    }
  }

  /// The PEM of the server's private key.
  public String keyPem() {
    return read(KEY);
  }

  private String read(String name) {
    try {
      return Files.readString(root.resolve(name));
    } catch (IOException unreadable) {
      throw new FolderException("cannot read " + root.resolve(name));
    }
  }

  /// Says beside the store where the running server is reached, for programs on this machine.
  ///
  /// @param publicKeyPem the server's public key, PKCS#1 PEM
  public void announce(Address address, String publicKeyPem) {
    try {
      Files.writeString(root.resolve(PUBLIC_KEY), publicKeyPem);
      // Not by %d, which writes the digits of the country.
      Files.writeString(
          root.resolve(RUNNING),
          "{\"pid\": %s, \"host\": \"%s\", \"port\": %s}%n"
              .formatted(ProcessHandle.current().pid(), address.host(), address.port()));
    } catch (IOException broken) {
      throw new FolderException("cannot write in the data folder " + root + " (" + broken + ")");
    }
  }

  /// Where the running server is reached from this machine; null if none said so. One that was killed could not take back what it
  /// said.
  public @Nullable Address running() {
    try {
      Matcher said = ANNOUNCED.matcher(Files.readString(root.resolve(RUNNING)));
      return said.find() && ProcessHandle.of(Long.parseLong(said.group(1))).isPresent()
          ? new Address(said.group(2), Integer.parseInt(said.group(3)))
          : null;
    } catch (IOException none) {
      return null;
    }
  }

  /// Takes back what [#announce] said.
  public void retract() {
    try {
      Files.deleteIfExists(root.resolve(RUNNING));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Takes the folder for this process.
  ///
  /// @return null when another process has it
  public @Nullable Lock lock() {
    FileChannel channel = null;
    try {
      channel = PrivateFiles.open(root.resolve("lock"));
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new Lock(channel);
      }
      channel.close();
      return null;
    } catch (OverlappingFileLockException ours) {
      close(channel);
      return null;
    } catch (IOException broken) {
      close(channel);
      throw new FolderException("cannot lock the data folder " + root + " (" + broken + ")");
    }
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Copies the files beside the store into another data folder or backup.
  void copySmallFiles(Path to) {
    try {
      for (String name : List.of(SETTINGS, SECRET, KEY, CERTIFICATE)) {
        if (!name.equals(CERTIFICATE) || Files.exists(certificate())) {
          PrivateFiles.write(to.resolve(name), Files.readAllBytes(root.resolve(name)));
        }
      }
      if (served()) {
        Files.copy(root.resolve(PUBLIC_KEY), to.resolve(PUBLIC_KEY));
      }
    } catch (IOException broken) {
      throw new FolderException("cannot copy the keys to " + to + " (" + broken + ")");
    }
  }

  /// Makes a folder that only its owner may read, and fills it; one that could not be filled does not stay.
  ///
  /// @throws FolderException when something is there already
  static void createFilled(Path folder, Runnable filling) {
    if (Files.exists(folder)) {
      throw new FolderException(folder + " exists already; name a folder that does not");
    }
    try {
      PrivateFiles.createFolder(folder.toAbsolutePath());
      try {
        filling.run();
      } catch (RuntimeException failure) {
        PrivateFiles.delete(folder);
        throw failure;
      }
    } catch (IOException broken) {
      throw new FolderException("cannot make the folder " + folder + " (" + broken + ")");
    }
  }

  /// The folder held by this process.
  public static final class Lock implements AutoCloseable {
    private final FileChannel channel;

    private Lock(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() {
      DataFolder.close(channel);
    }
  }
}
