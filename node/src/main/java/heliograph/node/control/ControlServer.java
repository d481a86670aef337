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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's end of the control socket: one virtual thread a command.
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final int LONGEST_PATH = 100;
  private static final int LONGEST_LINE = 8192;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Path socket;
  private final ServerSocketChannel listener;
  private final Control control;

  private ControlServer(Path socket, ServerSocketChannel listener, Control control) {
    this.socket = socket;
    this.listener = listener;
    this.control = control;
  }

  /// Whoever comes next.
  @FunctionalInterface
  interface Door {
    SocketChannel next() throws IOException;
  }

  /// Listens on a socket, in a folder that nobody else may enter. The caller holds the data folder's lock, so what is
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
      ControlServer server = new ControlServer(socket, listener, control);
      Thread.ofVirtual().name("control").start(() -> letIn(listener::accept, server::take));
      return server;
    } catch (IOException broken) {
      throw new ControlException("cannot listen on " + socket + " (" + broken.getMessage() + ")");
    }
  }

  /// Takes all who come until the door is closed. One who cannot be let in, because there are no descriptors left, say, keeps
  /// nobody else out.
  static void letIn(Door door, Consumer<SocketChannel> each) {
    while (true) {
      try {
        each.accept(door.next());
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException broken) {
        LOG.warn("A command could not reach the server", broken);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void take(SocketChannel channel) {
    Thread.ofVirtual().name("control-command").start(() -> serve(channel));
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
