package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/// How many codes may be on their way. Threads run when the test lets them.
final class CodeDeliveryTest {
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<String> delivered = new ArrayList<>();
  private final CodeDelivery delivery = new CodeDelivery(threads::add);

  @Test
  void soManyAreUnderWayAndNoMore() {
    for (int i = 0; i < CodeDelivery.MAX_UNDER_WAY; i++) {
      start(number(i), "to each");
    }
    StoreTest.refused(Refusal.FLOOD_WAIT, () -> start(number(0), "one more"));
    StoreTest.refused(Refusal.FLOOD_WAIT, () -> start(number(9999), "one more"));

    threads.remove().run();
    start(number(9999), "there is room");

    StoreTest.refused(Refusal.FLOOD_WAIT, () -> start(number(0), "one more"));
    threads.forEach(Runnable::run);
    assertThat(delivered).hasSize(CodeDelivery.MAX_UNDER_WAY + 1).last().isEqualTo("there is room");
  }

  @Test
  void manyToOneNumberTakeTheirRoomToo() {
    for (int i = 0; i < CodeDelivery.MAX_UNDER_WAY; i++) {
      start(number(1), "to one");
    }

    StoreTest.refused(Refusal.FLOOD_WAIT, () -> start(number(2), "one more"));
    threads.forEach(Runnable::run);
    start(number(2), "there is room");
    delivery.await(number(1));
  }

  @Test
  void oneThatFailsLeavesItsRoomAndHoldsUpNobody() {
    PhoneNumber number = number(1);
    delivery.start(
        number,
        () -> {
          throw Refusal.USER_ID_INVALID.exception();
        });
    threads.remove().run();

    for (int i = 0; i < CodeDelivery.MAX_UNDER_WAY; i++) {
      start(number, "after it");
    }
    threads.forEach(Runnable::run);
    delivery.await(number);
    assertThat(delivered).hasSize(CodeDelivery.MAX_UNDER_WAY);
  }

  private void start(PhoneNumber number, String what) {
    delivery.start(number, () -> delivered.add(what));
  }

  private static PhoneNumber number(int i) {
    return new PhoneNumber("888" + (10_000_000 + i));
  }
}
