package heliograph.node;

import heliograph.client.Client;
import heliograph.client.ClientOptions;
import heliograph.client.LoginFlow;
import heliograph.client.Loops;
import heliograph.client.ServerAddress;
import heliograph.node.command.Commands;
import heliograph.node.config.Address;
import heliograph.node.config.Settings;
import heliograph.node.folder.DataFolder;
import heliograph.node.server.Server;
import heliograph.node.server.ServerControl;
import heliograph.tl.api.InputPeerSelf;
import heliograph.tl.api.messages.SendMessage;
import heliograph.tl.api.updates.GetState;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A short run of everything that a start needs, for the JVM to learn from when the program is packaged: what is loaded
/// and linked here comes from its cache in later starts.
final class Rehearsal {
  private static final Address LISTEN = new Address("127.0.0.1", 0);

  private Rehearsal() {}

  /// Runs it in a folder of its own, which it deletes.
  public static void main(String[] args) throws IOException {
    Path root = Files.createTempDirectory("heliograph-rehearsal");
    try {
      DataFolder folder = new DataFolder(root.resolve("data"));
      Settings settings = Settings.read(null).withListen(LISTEN);
      try (Server server = Server.start(folder, settings)) {
        String data = folder.root().toString();
        int status =
            Commands.run("invite", "--count", "2", "--data", data)
                + Commands.run("key", "--data", data)
                + Commands.run("--help");
        if (status != 0) {
          throw new IllegalStateException("a command failed on " + server.address());
        }
        signUp(folder);
        readPage(server.address());
      }
    } finally {
      delete(root);
    }
  }

  private static void signUp(DataFolder folder) throws IOException {
    String[] invite =
        ServerControl.run(folder, null, List.of("invite", "1")).getFirst().split("\t", -1);
    ServerAddress address = ServerAddress.ofDataFolder(folder.root());
    try (Loops loops = new Loops(1);
        Client client = Client.connect(ClientOptions.of(address), loops)) {
      LoginFlow flow = client.logIn(invite[0]);
      flow.code(invite[1]);
      flow.signUp("Rehearsal", "");
      client.call(new GetState());
      client.call(
          SendMessage.builder().peer(new InputPeerSelf()).message("one").randomId(1).build());
    }
  }

  private static void readPage(Address address) throws IOException {
    try (Socket socket = new Socket(address.host(), address.port())) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> found = Files.walk(root)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
