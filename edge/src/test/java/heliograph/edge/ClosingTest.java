package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.testkit.Wire;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whoever is connected when a port is closed learns it, however much the server has to say at that moment.
@ExtendWith(Watcher.class)
final class ClosingTest {
  private static final int CLIENTS = 4;

  @RepeatedTest(8)
  void closesEveryConnectionThatIsSpokenTo() throws Exception {
    OpenEdge edge = OpenEdge.with(OpenEdge.WIDE);
    List<Wire> wires = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Wire wire = edge.wire();
      wires.add(wire);
      Caller.meet(wire).call(wire, 8);
    }
    Thread talking = Thread.ofPlatform().start(() -> talkToAll(edge));

    edge.close();

    talking.interrupt();
    talking.join();
    for (Wire wire : wires) {
      assertThatThrownBy(() -> hearToTheEnd(wire))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
      wire.close();
    }
  }

  /// So that the event loops have tasks without a pause.
  private static void talkToAll(OpenEdge edge) {
    while (!Thread.currentThread().isInterrupted()) {
      edge.messenger.opened.forEach(session -> session.push(new byte[8]));
    }
  }

  private static void hearToTheEnd(Wire wire) throws IOException {
    while (true) {
      var _ = wire.receive();
    }
  }
}
