package heliograph.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.client.ServerAddress;
import heliograph.mtproto.handshake.ClientKeyExchange.Request;
import heliograph.mtproto.transport.Framing;
import heliograph.mtproto.transport.Transport;
import heliograph.testkit.Device;
import heliograph.testkit.Handset;
import heliograph.testkit.Watcher;
import heliograph.testkit.Wire;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Strangers who make keys as fast as they can do not keep those waiting who are logged in.
@ExtendWith(Watcher.class)
@Timeout(120)
class KeyFloodTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int STRANGERS = 16;
  private static final int MESSAGES = 200;

  /// The flood takes its own half of the arithmetic on the same machine, so a talk becomes slower in any case. Where strangers
  /// were served first, a message would wait for all their exchanges, which is some hundred times as long as in peace.
  private static final int SLOWER_AT_MOST = 40;

  private static final Duration ALWAYS_GOOD = Duration.ofMillis(100);

  @TempDir private Path folder;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger made = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(STRANGERS);

  @Test
  void aFloodOfKeyExchangesDoesNotStarveThoseWhoAreLoggedIn() throws InterruptedException {
    try (Town town = new Town(TestServer.start(folder.resolve("data")))) {
      Device alice = town.signUp("Alice");
      Device bob = town.signUp("Bob");
      alice.meet(bob);
      var _ = talk(alice, bob, "warming up");
      Duration peace = talk(alice, bob, "in peace");

      List<Thread> strangers = new ArrayList<>();
      ServerAddress server = town.server().address();
      for (int i = 0; i < STRANGERS; i++) {
        strangers.add(Thread.ofPlatform().daemon().start(() -> makeKeys(server)));
      }
      try {
        begun.await();
        int before = made.get();
        Duration flooded = talk(alice, bob, "in the flood");
        assertThat(made.get() - before).as("keys made meanwhile").isPositive();
        Duration most = peace.multipliedBy(SLOWER_AT_MOST);
        assertThat(flooded)
            .as("the median in the flood, where it was %s in peace", peace)
            .isLessThan(most.compareTo(ALWAYS_GOOD) < 0 ? ALWAYS_GOOD : most);
      } finally {
        over.set(true);
        for (Thread stranger : strangers) {
          stranger.join();
        }
      }
      assertThat(alice.history(bob)).hasSize(3 * MESSAGES);
    }
  }

  private void makeKeys(ServerAddress server) {
    while (!over.get()) {
      Transport.Opened opened = Transport.openPlain(Framing.INTERMEDIATE, RANDOM);
      try (Wire wire = Wire.tcp(server, opened)) {
        var _ = Handset.makeKey(wire, server.key(), Request.permanent(2));
        made.incrementAndGet();
        begun.countDown();
      }
    }
  }

  /// The time from a message's sending to its arrival, of the one in the middle: whatever else the machine does delays a few.
  private static Duration talk(Device from, Device to, String topic) {
    long[] nanos = new long[MESSAGES];
    for (int i = 0; i < MESSAGES; i++) {
      String text = topic + " " + i;
      long sent = System.nanoTime();
      from.send(to, text);
      to.seen().awaitText(text);
      nanos[i] = System.nanoTime() - sent;
    }
    Arrays.sort(nanos);
    return Duration.ofNanos(nanos[MESSAGES / 2]);
  }
}
