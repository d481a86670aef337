package heliograph.client;

import heliograph.mtproto.crypto.ServerPublicKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where a server is and how it proves that it is the one.
public record ServerAddress(String host, int port, ServerPublicKey key) {
  private static final String KEY_FILE = "server-key.pub.pem";
  private static final String RUNNING_FILE = "running.json";

  /// A server elsewhere: its `HOST:PORT` and the file with its public key.
  ///
  /// @throws IllegalArgumentException if the first is not what it should be
  public static ServerAddress of(String hostAndPort, Path keyFile) throws IOException {
    int colon = hostAndPort.lastIndexOf(':');
    String host = hostAndPort.substring(0, Math.max(0, colon)).replaceAll("[\\[\\]]", "");
    String port = hostAndPort.substring(colon + 1);
    if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new IllegalArgumentException("\"" + hostAndPort + "\" is not HOST:PORT");
    }
    return new ServerAddress(host, Integer.parseInt(port), key(keyFile));
  }

  /// The server that runs on a data folder of this machine.
  public static ServerAddress ofDataFolder(Path folder) throws IOException {
    JsonNode running = running(folder);
    return new ServerAddress(
        running.path("host").asString(),
        running.path("port").asInt(),
        key(folder.resolve(KEY_FILE)));
  }

  /// The process id of the server that runs on a data folder of this machine.
  public static long pidOfDataFolder(Path folder) throws IOException {
    return running(folder).path("pid").asLong();
  }

  /// The data folder that commands use unless they are told another.
  public static Path usualDataFolder() {
    String named = System.getenv("HELIOGRAPH_DATA");
    return named == null || named.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".heliograph")
        : Path.of(named);
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(host, port);
  }

  private static JsonNode running(Path folder) throws IOException {
    Path file = folder.resolve(RUNNING_FILE);
    try {
      if (Files.exists(file)) {
        JsonNode said = JsonMapper.shared().readTree(Files.readString(file));
        // A server that was killed could not take it back.
        if (ProcessHandle.of(said.path("pid").asLong()).isPresent()) {
          return said;
        }
      }
      throw new IOException("no server runs on " + folder + "; \"heliograph serve\" starts one");
    } catch (JacksonException e) {
      throw new IOException(file + " cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  private static ServerPublicKey key(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("no readable key at " + file);
    }
    try {
      return ServerPublicKey.fromPem(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no public key: " + e.getMessage(), e);
    }
  }
}
