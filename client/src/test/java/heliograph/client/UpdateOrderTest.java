package heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.tl.api.Message;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.SendMessageTypingAction;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.UpdateDeleteMessages;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.UpdateShort;
import heliograph.tl.api.UpdateUserTyping;
import heliograph.tl.api.Updates;
import heliograph.tl.api.updates.Difference;
import heliograph.tl.api.updates.DifferenceEmpty;
import heliograph.tl.api.updates.DifferenceSlice;
import heliograph.tl.api.updates.DifferenceTooLong;
import heliograph.tl.api.updates.GetDifference;
import heliograph.tl.api.updates.State;
import heliograph.tl.api.updates.TypeDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateOrderTest {
  private static final int DATE = 1_700_000_000;

  private final List<TypeUpdate> seen = new ArrayList<>();
  private final UpdateOrder order = new UpdateOrder(new State(1, 1, DATE, 0, 0));

  @Test
  void handsOverTheNextChangeAtOnce() {
    order.offer(push(message(2, 1)), 0, seen::add);
    assertThat(messageIds(seen)).containsExactly(2);
    assertThat(order.state().pts()).isEqualTo(2);
  }

  @Test
  void dropsWhatIsKnown() {
    order.offer(push(message(2, 1)), 0, seen::add);
    order.offer(push(message(2, 1)), 0, seen::add);
    assertThat(messageIds(seen)).containsExactly(2);
  }

  @Test
  void holdsAnEarlyChangeUntilTheGapCloses() {
    order.offer(push(message(3, 1)), 0, seen::add);
    assertThat(seen).isEmpty();
    assertThat(order.behind(UpdateOrder.PATIENCE_MILLIS - 1)).isFalse();
    order.offer(push(message(2, 1)), 100, seen::add);
    assertThat(messageIds(seen)).containsExactly(2, 3);
    assertThat(order.behind(10_000)).isFalse();
  }

  @Test
  void asksForTheDifferenceWhenAGapStaysOpen() {
    order.offer(push(message(3, 1)), 0, seen::add);
    assertThat(order.behind(UpdateOrder.PATIENCE_MILLIS)).isTrue();
    assertThat(order.question().pts()).isEqualTo(1);
  }

  @Test
  void handsOverWhatHasNoPlaceAtOnce() {
    order.offer(push(message(5, 1)), 0, seen::add);
    order.offer(new UpdateShort(typing(), DATE), 0, seen::add);
    assertThat(seen).hasExactlyElementsOfTypes(UpdateUserTyping.class);
  }

  @Test
  void advancesOverItsOwnCallsChange() {
    order.advance(2, 1, 0, seen::add);
    order.offer(push(message(3, 1)), 0, seen::add);
    assertThat(messageIds(seen)).containsExactly(3);
  }

  @Test
  void aSequenceOfContainersThatBreaksAsksForTheDifference() {
    order.offer(new Updates(List.of(typing()), List.of(), List.of(), DATE, 1), 0, seen::add);
    assertThat(order.behind(0)).isFalse();
    order.offer(new Updates(List.of(typing()), List.of(), List.of(), DATE, 1), 0, seen::add);
    assertThat(seen).as("the second is the first again").hasSize(1);
    order.offer(new Updates(List.of(typing()), List.of(), List.of(), DATE, 3), 0, seen::add);
    assertThat(order.behind(0)).isTrue();
  }

  @Test
  void aDifferenceThatIsTooLongResets() {
    List<String> resets = new ArrayList<>();
    UpdateListener listener =
        new UpdateListener() {
          @Override
          public void update(TypeUpdate update) {}

          @Override
          public void reset() {
            resets.add("reset");
          }
        };
    assertThat(order.offer(new DifferenceTooLong(500), 0, listener)).isTrue();
    assertThat(resets).hasSize(1);
    assertThat(order.question().pts()).isEqualTo(500);
  }

  /// Pushes are lost, doubled and overtake each other, differences come in slices while more happens: still everything
  /// is seen once and in order.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void seesEverythingOnceAndInOrderWhateverTheNetworkDoes(long seed) {
    Random random = new Random(seed);
    ServerLog server = new ServerLog();
    List<TypeUpdates> underWay = new ArrayList<>();
    long now = 0;
    for (int step = 0; step < 3_000; step++) {
      now += random.nextInt(60);
      if (random.nextInt(3) > 0) {
        TypeUpdates pushed = server.happen(random);
        int copies = new int[] {0, 1, 1, 1, 1, 1, 1, 2}[random.nextInt(8)];
        for (int i = 0; i < copies; i++) {
          underWay.add(pushed);
        }
      }
      if (!underWay.isEmpty() && random.nextBoolean()) {
        int next = random.nextInt(4) == 0 ? random.nextInt(underWay.size()) : 0;
        order.offer(underWay.remove(next), now, seen::add);
      }
      if (order.behind(now)) {
        boolean more = true;
        while (more) {
          TypeDifference difference = server.difference(order.question(), random);
          if (random.nextInt(3) == 0) {
            underWay.add(server.happen(random));
          }
          more = order.offer(difference, now, seen::add);
        }
      }
    }
    order.lost();
    while (order.offer(server.difference(order.question(), random), now, seen::add)) {
      // until it ends
    }
    assertThat(order.behind(now)).isFalse();
    assertThat(order.state().pts()).isEqualTo(server.pts());
    assertThat(messageIds(seen)).as("seed %d", seed).isEqualTo(messageIds(server.log));
    assertThat(deletions(seen)).as("seed %d", seed).isEqualTo(deletions(server.log));
  }

  /// Where nothing is lost no difference is needed, and messages and other changes keep their common order.
  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25})
  void keepsTheWholeOrderWhenPushesOnlyOvertakeEachOther(long seed) {
    Random random = new Random(seed);
    ServerLog server = new ServerLog();
    List<TypeUpdates> underWay = new ArrayList<>();
    for (int step = 0; step < 500; step++) {
      underWay.add(server.happen(random));
      if (underWay.size() > 6) {
        order.offer(underWay.remove(random.nextInt(underWay.size())), 0, seen::add);
      }
    }
    while (!underWay.isEmpty()) {
      order.offer(underWay.remove(random.nextInt(underWay.size())), 0, seen::add);
    }
    assertThat(seen).as("seed %d", seed).isEqualTo(server.log);
    assertThat(order.behind(Long.MAX_VALUE)).isFalse();
  }

  /// What a server knows: every change with its place.
  private static final class ServerLog {
    final List<TypeUpdate> log = new ArrayList<>();
    private int pts = 1;

    int pts() {
      return pts;
    }

    TypeUpdates happen(RandomGenerator random) {
      List<TypeUpdate> together = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(4) / 2; i++) {
        int count = 1 + random.nextInt(3) / 2;
        pts += count;
        together.add(
            random.nextInt(4) == 0
                ? new UpdateDeleteMessages(List.of(pts), pts, count)
                : message(pts, count));
      }
      log.addAll(together);
      return together.size() == 1 && random.nextBoolean()
          ? new UpdateShort(together.getFirst(), DATE)
          : new Updates(together, List.of(), List.of(), DATE, 0);
    }

    TypeDifference difference(GetDifference question, RandomGenerator random) {
      List<TypeUpdate> missed =
          log.stream().filter(update -> Place.of(update).end() > question.pts()).toList();
      if (missed.isEmpty()) {
        return new DifferenceEmpty(DATE, 0);
      }
      int size = Math.min(missed.size(), 1 + random.nextInt(10));
      List<TypeMessage> messages = new ArrayList<>();
      List<TypeUpdate> others = new ArrayList<>();
      for (TypeUpdate update : missed.subList(0, size)) {
        if (update instanceof UpdateNewMessage created) {
          messages.add(created.message());
        } else {
          others.add(update);
        }
      }
      int reached = Place.of(missed.get(size - 1)).end();
      State state = new State(reached, 1, DATE, 0, 0);
      return size == missed.size()
          ? new Difference(messages, List.of(), others, List.of(), List.of(), state)
          : new DifferenceSlice(messages, List.of(), others, List.of(), List.of(), state);
    }
  }

  private static TypeUpdates push(TypeUpdate update) {
    return new Updates(List.of(update), List.of(), List.of(), DATE, 0);
  }

  private static UpdateNewMessage message(int pts, int count) {
    Message message =
        Message.builder()
            .id(pts)
            .peerId(new PeerUser(7))
            .date(DATE)
            .message("message " + pts)
            .build();
    return new UpdateNewMessage(message, pts, count);
  }

  private static UpdateUserTyping typing() {
    return UpdateUserTyping.builder().userId(7).action(new SendMessageTypingAction()).build();
  }

  private static List<Integer> messageIds(List<TypeUpdate> updates) {
    List<Integer> ids = new ArrayList<>();
    for (TypeUpdate update : updates) {
      if (update instanceof UpdateNewMessage created && created.message() instanceof Message m) {
        ids.add(m.id());
      }
    }
    return ids;
  }

  private static List<Integer> deletions(List<TypeUpdate> updates) {
    List<Integer> ids = new ArrayList<>();
    for (TypeUpdate update : updates) {
      if (update instanceof UpdateDeleteMessages deleted) {
        ids.addAll(deleted.messages());
      }
    }
    return ids;
  }
}
