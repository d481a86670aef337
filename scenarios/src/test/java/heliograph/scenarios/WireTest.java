package heliograph.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.client.Carrier;
import heliograph.client.Client;
import heliograph.mtproto.transport.Framing;
import heliograph.testkit.Device;
import heliograph.testkit.Watcher;
import heliograph.tl.api.help.GetNearestDc;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever comes to the one port: every transport, many layers at once, and garbage.
@ExtendWith(Watcher.class)
@Timeout(120)
class WireTest {
  private static final List<Integer> LAYERS = List.of(143, 150, 158, 167, 198, 227, 229);
  private static final int STRANGERS = 60;

  @TempDir private Path folder;
  private Town town;

  @BeforeEach
  void start() {
    town = new Town(TestServer.start(folder.resolve("data")));
  }

  @AfterEach
  void stop() {
    town.close();
  }

  @ParameterizedTest
  @EnumSource(Framing.class)
  void answersOverEveryTransport(Framing framing) {
    answers(new Carrier(framing, false, null));
    if (framing != Framing.FULL) {
      answers(new Carrier(framing, true, null));
    }
  }

  private void answers(Carrier carrier) {
    try (Client client = Client.connect(town.fresh().with(carrier), town.loops())) {
      assertThat(client.call(new GetNearestDc()).thisDc()).isPositive();
    }
  }

  @Test
  void peopleOfAllLayersTalkWithEachOther() {
    List<Device> people = new ArrayList<>();
    for (int layer : LAYERS) {
      var device = new heliograph.client.Device(layer, "layer " + layer, "test", "test");
      people.add(town.signUp("Layer " + layer, town.fresh().with(device)));
    }
    for (Device from : people) {
      for (Device to : people) {
        if (from != to) {
          from.meet(to);
          from.send(to, "from " + from.id());
          to.seen().awaitText("from " + from.id());
        }
      }
    }
  }

  @Test
  void garbageClosesItsOwnConnectionAndNothingElse() throws IOException {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Device alice = town.signUp("Alice");
    for (int i = 0; i < STRANGERS; i++) {
      byte[] garbage = new byte[random.nextInt(1, 4096)];
      random.nextBytes(garbage);
      switch (i % 5) {
        case 0 -> garbage[0] = (byte) 0xef;
        case 1 -> fill(garbage, 4, (byte) 0xee);
        case 2 -> fill(garbage, 4, (byte) 0xdd);
        case 3 -> fill(garbage, Math.min(3, garbage.length), (byte) 0);
        default -> {
          // as random as it is
        }
      }
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), town.server().port())) {
        socket.setSoTimeout(50);
        socket.getOutputStream().write(garbage);
        socket.shutdownOutput();
        InputStream in = socket.getInputStream();
        assertThat(in.readNBytes(8192)).as("seed %d, stranger %d", seed, i).hasSizeLessThan(4096);
      } catch (IOException closedOrSilent) {
        assertThat(closedOrSilent).as("seed %d, stranger %d", seed, i).isNotNull();
      }
    }
    assertThat(alice.call(new GetNearestDc()).thisDc()).isPositive();
  }

  private static void fill(byte[] bytes, int count, byte value) {
    for (int i = 0; i < Math.min(count, bytes.length); i++) {
      bytes[i] = value;
    }
  }
}
