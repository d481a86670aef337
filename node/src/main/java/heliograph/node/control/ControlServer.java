package heliograph.node.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's end of the control socket: one virtual thread a command.
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final int LONGEST_PATH = 100;
  private static final int LONGEST_LINE = 8192;

  private final Path socket;
  private final ServerSocketChannel listener;
  private final Control control;

  private ControlServer(Path socket, ServerSocketChannel listener, Control control) {
    this.socket = socket;
    this.listener = listener;
    this.control = control;
  }

  /// Listens on a socket, which only the owner of the process may open. The caller holds the data folder's lock, so what is
  /// left of an earlier socket is removed.
  ///
  /// @throws ControlException when it cannot
  public static ControlServer start(Path socket, Control control) {
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
      throw new ControlException(
          "the path of the data folder is too long for a socket in it: " + socket.getParent());
    }
    try {
      Files.deleteIfExists(socket);
      ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listener.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      ControlServer server = new ControlServer(socket, listener, control);
      Thread.ofVirtual().name("control").start(server::accept);
      return server;
    } catch (IOException broken) {
      throw new ControlException("cannot listen on " + socket + " (" + broken.getMessage() + ")");
    }
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        SocketChannel channel = listener.accept();
        Thread.ofVirtual().name("control-command").start(() -> serve(channel));
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException broken) {
        LOG.warn("A command could not reach the server", broken);
        return;
      }
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      String line =
          new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8), LONGEST_LINE)
              .readLine();
      if (line == null) {
        return;
      }
      ByteBuffer answer = StandardCharsets.UTF_8.encode(answer(List.of(line.split("\t", -1))));
      while (answer.hasRemaining()) {
        channel.write(answer);
      }
    } catch (IOException gone) {
      LOG.debug("A command left before its answer");
    }
  }

  private String answer(List<String> words) {
    try {
      StringBuilder text = new StringBuilder();
      control.run(words).forEach(line -> text.append('\t').append(line).append('\n'));
      return text.append("ok\n").toString();
    } catch (ControlException refused) {
      return "error " + refused.getMessage() + "\n";
    } catch (RuntimeException bug) {
      LOG.error("The command {} failed", words.getFirst(), bug);
      return "error the server failed at it; its log says why\n";
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      Files.deleteIfExists(socket);
    } catch (IOException broken) {
      LOG.warn("The control socket could not be closed", broken);
    }
  }
}
