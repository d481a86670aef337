package heliograph.node.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class ControlServerTest {
  @Test
  void goesOnAfterSomebodyWhoCouldNotBeLetIn() throws IOException {
    try (SocketChannel first = SocketChannel.open();
        SocketChannel second = SocketChannel.open()) {
      Queue<ControlServer.Door> comers =
          new ArrayDeque<>(
              List.of(
                  () -> first,
                  () -> {
                    throw new IOException("Too many open files");
                  },
                  () -> second,
                  () -> {
                    throw new ClosedChannelException();
                  }));
      List<SocketChannel> served = new ArrayList<>();

      ControlServer.letIn(() -> comers.remove().next(), served::add);

      assertThat(served).containsExactly(first, second);
      assertThat(comers).isEmpty();
    }
  }
}
