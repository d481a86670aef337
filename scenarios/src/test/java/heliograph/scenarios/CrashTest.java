package heliograph.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.client.ClientOptions;
import heliograph.client.Loops;
import heliograph.client.SavedSession;
import heliograph.testkit.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The server is killed again and again while people write to each other. Nothing that was acknowledged is lost, doubled or
/// out of order, on either side.
@Timeout(600)
class CrashTest {
  private static final int ROUNDS = 50;
  private static final int PAIRS = 3;
  private static final int LONGEST_LOAD_MILLIS = 300;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir private Path folder;
  private final AtomicBoolean stop = new AtomicBoolean();

  /// One direction of a conversation, its messages numbered from 1.
  private final class Talk {
    private final Device from;
    private final Device to;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Thread thread;

    Talk(Device from, Device to) {
      this.from = from;
      this.to = to;
      thread = Thread.ofVirtual().start(this::talk);
    }

    private void talk() {
      while (!stop.get()) {
        var _ = from.send(to, text(acknowledged.get() + 1));
        acknowledged.incrementAndGet();
      }
    }

    private String text(int number) {
      return from.id() + " says " + number;
    }

    List<String> texts() {
      return IntStream.rangeClosed(1, acknowledged.get()).mapToObj(this::text).toList();
    }

    void check() {
      to.seen()
          .awaitUntil(
              () -> saidIn(to.seen().arrived()).size() >= acknowledged.get(), "all messages");
      assertThat(saidIn(to.seen().arrived())).as("what was pushed").isEqualTo(texts());
      assertThat(saidIn(from.history(to).values())).as("the sender's side").isEqualTo(texts());
      assertThat(saidIn(to.history(from).values())).as("the receiver's side").isEqualTo(texts());
    }

    private List<String> saidIn(Iterable<String> messages) {
      List<String> said = new ArrayList<>();
      for (String message : messages) {
        if (message.startsWith(from.id() + " says ")) {
          said.add(message);
        }
      }
      return said;
    }
  }

  @Test
  void keepsEveryAcknowledgedMessageOnceAndInOrderThroughFiftyKills() throws Exception {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Path log = Files.createFile(folder.resolve("server.log"));
    List<Device> people = new ArrayList<>();
    List<Talk> talks = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(folder.resolve("data"), log);
        Loops loops = new Loops(1)) {
      ClientOptions options = ClientOptions.of(server.address()).with(PATIENCE);
      for (int i = 0; i < 2 * PAIRS; i++) {
        people.add(
            Device.signUp(
                options.with(SavedSession.inMemory()), loops, server.invite(), "Person " + i));
      }
      for (int i = 0; i < people.size(); i += 2) {
        Device one = people.get(i);
        Device other = people.get(i + 1);
        one.meet(other);
        other.meet(one);
        talks.add(new Talk(one, other));
        talks.add(new Talk(other, one));
      }
      for (int round = 0; round < ROUNDS; round++) {
        awaitProgress(talks, 1);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LOAD_MILLIS));
        server.killAndStartAgain();
      }
      awaitProgress(talks, talks.size());
      stop.set(true);
      for (Talk talk : talks) {
        talk.thread.join();
      }
      for (Talk talk : talks) {
        talk.check();
      }
    } catch (AssertionError failure) {
      throw new AssertionError("seed " + seed, failure);
    } finally {
      stop.set(true);
      people.forEach(Device::close);
    }
    assertThat(Files.readString(log)).as("the server's error output").isEmpty();
  }

  /// Waits until so many have been heard again.
  private static void awaitProgress(List<Talk> talks, int wanted) throws InterruptedException {
    List<Integer> before = talks.stream().map(talk -> talk.acknowledged.get()).toList();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (progressed(talks, before) < wanted) {
      assertThat(System.nanoTime()).as("nobody may be left behind").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static long progressed(List<Talk> talks, List<Integer> before) {
    return IntStream.range(0, talks.size())
        .filter(i -> talks.get(i).acknowledged.get() > before.get(i) + 1)
        .count();
  }
}
