package heliograph.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.client.ClientOptions;
import heliograph.client.Loops;
import heliograph.client.SavedSession;
import heliograph.node.command.Commands;
import heliograph.testkit.Device;
import heliograph.testkit.Watcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A backup taken while people write, and a server made of it. What was acknowledged before the backup began is there; what came
/// later is there on both sides or on neither; and it all goes on from there.
@ExtendWith(Watcher.class)
@Timeout(120)
class BackupTest {
  private static final int PAIRS = 3;
  private static final int BEFORE = 20;

  /// Enough for longer than a backup takes; all of it is read again at the end, from both sides.
  private static final int MOST = 500;

  @TempDir private Path folder;
  private final AtomicBoolean over = new AtomicBoolean();

  /// Somebody whose log-in can be carried to the restored server, as a client's own folder would.
  private record Person(Device device, SavedSession saved) {}

  /// One direction of a conversation: numbered texts, acknowledged in order.
  private final class Talk {
    private final Person from;
    private final Person to;
    private final CountDownLatch begun = new CountDownLatch(BEFORE);
    private final Thread thread;
    private volatile int acknowledged;

    Talk(Person from, Person to) {
      this.from = from;
      this.to = to;
      thread = Thread.ofVirtual().start(this::talk);
    }

    private void talk() {
      for (int next = 0; next < MOST && !over.get(); next++) {
        from.device.send(to.device, text(next));
        acknowledged = next + 1;
        begun.countDown();
      }
    }

    private String text(int number) {
      return from.device.id() + " says " + number;
    }

    List<String> of(List<String> texts) {
      return texts.stream().filter(text -> text.startsWith(from.device.id() + " says ")).toList();
    }

    List<String> first(int count) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        texts.add(text(i));
      }
      return texts;
    }
  }

  @Test
  void aRestoredServerHoldsAllThatWasAcknowledgedBeforeTheBackupBegan() throws Exception {
    Path backup = folder.resolve("backup");
    List<Talk> talks = new ArrayList<>();
    List<Integer> acknowledgedBefore = new ArrayList<>();
    try (Town town = new Town(TestServer.start(folder.resolve("data")))) {
      for (int i = 0; i < PAIRS; i++) {
        Person one = person(town, "One " + i);
        Person other = person(town, "Other " + i);
        one.device.meet(other.device);
        other.device.meet(one.device);
        talks.add(new Talk(one, other));
        talks.add(new Talk(other, one));
      }
      for (Talk talk : talks) {
        talk.begun.await();
      }
      talks.forEach(talk -> acknowledgedBefore.add(talk.acknowledged));
      var _ = town.server().control("backup", backup.toString());
      over.set(true);
      for (Talk talk : talks) {
        talk.thread.join();
      }
      for (Talk talk : talks) {
        assertThat(said(talk, talk.from.device, talk.to.device))
            .as("the server that went on")
            .isEqualTo(talk.first(talk.acknowledged));
      }
    }

    Path restored = folder.resolve("restored");
    assertThat(Commands.run("restore", backup.toString(), "--data", restored.toString())).isZero();
    try (TestServer server = TestServer.start(restored);
        Loops loops = new Loops(1)) {
      ClientOptions options = ClientOptions.of(server.address());
      for (int i = 0; i < talks.size(); i++) {
        Talk talk = talks.get(i);
        try (Device from = talk.from.device.openAgain(options.with(talk.from.saved), loops);
            Device to = talk.to.device.openAgain(options.with(talk.to.saved), loops)) {
          from.meet(to);
          to.meet(from);
          from.send(to, talk.text(-1));
          to.seen().awaitText(talk.text(-1));
          List<String> here = said(talk, from, to);
          assertThat(here.size() - 1)
              .as("kept of what was said")
              .isBetween(acknowledgedBefore.get(i), talk.acknowledged + 1);
          List<String> kept = talk.first(here.size() - 1);
          kept.add(talk.text(-1));
          assertThat(here).as("the sender's side").isEqualTo(kept);
          assertThat(said(talk, to, from)).as("the receiver's side").isEqualTo(kept);
        }
      }
    }
  }

  private static List<String> said(Talk talk, Device side, Device other) {
    return talk.of(List.copyOf(side.history(other).values()));
  }

  private static Person person(Town town, String name) {
    SavedSession saved = SavedSession.inMemory();
    return new Person(town.signUp(name, town.fresh().with(saved)), saved);
  }
}
