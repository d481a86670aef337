package heliograph.node.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A running server in another process, reached by the socket in its data folder.
public final class ControlClient implements Control {
  private final Path socket;

  private ControlClient(Path socket) {
    this.socket = socket;
  }

  /// The server that listens on a socket.
  ///
  /// @return null when none does
  public static @Nullable ControlClient find(Path socket) {
    if (!Files.exists(socket)) {
      return null;
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return probe.connect(UnixDomainSocketAddress.of(socket)) ? new ControlClient(socket) : null;
    } catch (IOException nobody) {
      return null;
    }
  }

  @Override
  public List<String> run(List<String> words) {
    List<String> answer = new ArrayList<>();
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer request =
          ByteBuffer.wrap((String.join("\t", words) + "\n").getBytes(StandardCharsets.UTF_8));
      while (request.hasRemaining()) {
        channel.write(request);
      }
      BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("\t")) {
          answer.add(line.substring(1));
        } else if (line.equals("ok")) {
          return List.copyOf(answer);
        } else {
          throw new ControlException(line.replaceFirst("^error ", ""));
        }
      }
      throw new ControlException("the server stopped before it had answered");
    } catch (IOException broken) {
      throw new ControlException("the server did not answer (" + broken.getMessage() + ")");
    }
  }
}
