package heliograph.core.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import heliograph.core.messages.Sent;
import heliograph.core.testing.FlakyStore;
import heliograph.core.testing.FlakyStore.Fate;
import heliograph.core.testing.PostOffice;
import heliograph.store.Direction;
import heliograph.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// People write to each other while commits fail, before or after they happen, deliveries wait and the process dies. A
/// message whose sender was told so is in both mailboxes once, in the order in which it was sent.
class DeliverySimulationTest {
  private static final int STEPS = 400;
  private static final List<UserId> PEOPLE =
      List.of(new UserId(11), new UserId(12), new UserId(13));

  private record Way(UserId from, UserId to) {}

  @TempDir Path folder;

  private final Map<Way, List<String>> sent = new HashMap<>();
  private boolean faulty;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void deliversEachMessageOnceAndInOrder(long seed) {
    Random random = new Random(seed);
    try (PostOffice post =
        new PostOffice(folder, store -> new FlakyStore(store, () -> fate(random)))) {
      faulty = true;
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(10)) {
          case 0, 1, 2, 3, 4 -> write(post, random, step);
          case 5, 6, 7 -> post.step();
          case 8 -> {
            post.pass(random.nextInt(15));
            quietly(post.due()::sweep);
          }
          default -> {
            if (random.nextInt(4) == 0) {
              post.crash();
              quietly(post.mailboxes()::recover);
            }
          }
        }
      }
      faulty = false;
      post.crash();
      post.mailboxes().recover();
      post.settle();
      check(post);
      post.pass(60);
      post.due().sweep();
      post.settle();
      for (UserId person : PEOPLE) {
        assertThat(outbox(post, person)).as("outbox of " + person).isZero();
      }
    }
  }

  private Fate fate(Random random) {
    int luck = faulty ? random.nextInt(20) : 19;
    return switch (luck) {
      case 0 -> Fate.FAILS_BEFORE;
      case 1 -> Fate.FAILS_AFTER;
      default -> Fate.HAPPENS;
    };
  }

  /// Sends as a client does: with the same random_id until it is told that the message is stored.
  private void write(PostOffice post, Random random, int step) {
    UserId from = PEOPLE.get(random.nextInt(PEOPLE.size()));
    UserId to = PEOPLE.get(random.nextInt(PEOPLE.size()));
    if (from.equals(to)) {
      return;
    }
    String text = "message " + step;
    while (true) {
      try {
        List<Sent> stored =
            post.messages().send(from, null, List.of(PostOffice.message(to, step + 1, text, null)));
        assertThat(stored).hasSize(1);
        sent.computeIfAbsent(new Way(from, to), _ -> new ArrayList<>()).add(text);
        return;
      } catch (StoreException e) {
        assertThat(faulty).isTrue();
      }
    }
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (StoreException _) {
      // as likely here as anywhere else
    }
  }

  private void check(PostOffice post) {
    sent.forEach((way, texts) -> {
      assertThat(of(post, way.from(), way.to(), true)).as(way + " sent").isEqualTo(texts);
      assertThat(of(post, way.to(), way.from(), false)).as(way + " came").isEqualTo(texts);
    });
  }

  private static List<String> of(PostOffice post, UserId owner, UserId peer, boolean out) {
    return post.chat(owner, peer).reversed().stream()
        .filter(entry -> entry.message().out() == out)
        .map(entry -> entry.message().text())
        .toList();
  }

  private static int outbox(PostOffice post, UserId owner) {
    return post.read(owner)
        .scan(MailboxKeys.OUTBOX, MailboxKeys.OUTBOX.prefixEnd(), 100, Direction.FORWARD)
        .size();
  }
}
