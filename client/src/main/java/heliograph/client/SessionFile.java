package heliograph.client;

import heliograph.tl.api.updates.State;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a log-in lives between two runs: the auth key, whose account it is, and how far its changes were seen.
///
/// Whoever has the file is logged in as that person, so only its owner may read it. It is replaced as a whole.
public final class SessionFile implements SavedSession {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final String KEY = "auth_key";
  private static final String SALT = "salt";
  private static final String USER = "user_id";
  private static final String PTS = "pts";
  private static final String QTS = "qts";
  private static final String DATE = "date";
  private static final String SEQ = "seq";

  private final Path path;

  /// The session in the file `path`, which is made when there is something to keep.
  public SessionFile(Path path) {
    this.path = path;
  }

  @Override
  public @Nullable Login load() {
    if (!Files.exists(path)) {
      return null;
    }
    Properties kept = new Properties();
    try (Reader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      kept.load(in);
      byte[] authKey = HexFormat.of().parseHex(kept.getProperty(KEY, ""));
      if (authKey.length != AUTH_KEY_BYTES) {
        throw new IOException("the auth key is missing or damaged");
      }
      State state = kept.containsKey(PTS) ? state(kept) : null;
      return new Login(authKey, number(kept, SALT), number(kept, USER), state);
    } catch (IOException | IllegalArgumentException e) {
      throw new UncheckedIOException(
          "the session file " + path + " cannot be used: " + e.getMessage(), new IOException(e));
    }
  }

  @Override
  public void save(Login login) {
    Properties kept = new Properties();
    kept.setProperty(KEY, HexFormat.of().formatHex(login.authKey()));
    kept.setProperty(SALT, Long.toString(login.salt()));
    kept.setProperty(USER, Long.toString(login.userId()));
    State state = login.state();
    if (state != null) {
      kept.setProperty(PTS, Integer.toString(state.pts()));
      kept.setProperty(QTS, Integer.toString(state.qts()));
      kept.setProperty(DATE, Integer.toString(state.date()));
      kept.setProperty(SEQ, Integer.toString(state.seq()));
    }
    try {
      write(kept);
    } catch (IOException e) {
      throw new UncheckedIOException("the session file " + path + " cannot be written", e);
    }
  }

  @Override
  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("the session file " + path + " cannot be deleted", e);
    }
  }

  private void write(Properties kept) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER));
    Path fresh =
        Files.createTempFile(
            folder, ".session", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      StringWriter text = new StringWriter();
      kept.store(text, "A Heliograph log-in. Whoever reads this is logged in as its owner.");
      Files.writeString(fresh, text.toString());
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static State state(Properties kept) {
    return new State(
        (int) number(kept, PTS),
        (int) number(kept, QTS),
        (int) number(kept, DATE),
        (int) number(kept, SEQ),
        0);
  }

  private static long number(Properties kept, String name) {
    return Long.parseLong(kept.getProperty(name, "0"));
  }
}
