package heliograph.bus;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.bus.Bus.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalBusTest {
  private final LocalBus bus = new LocalBus();
  private final List<String> heard = new ArrayList<>();

  @Test
  void tellsEveryListenerOfTheTopicAndNobodyElse() {
    bus.subscribe(Topic.user(1), payload -> heard.add("a" + payload[0]));
    bus.subscribe(Topic.user(1), payload -> heard.add("b" + payload[0]));
    bus.subscribe(Topic.user(2), payload -> heard.add("c" + payload[0]));
    bus.publish(Topic.user(1), new byte[] {7});
    bus.publish(Topic.user(3), new byte[] {8});
    assertThat(heard).containsExactly("a7", "b7");
  }

  @Test
  void isSilentAfterTheSubscriptionEnds() {
    Bus.Subscription first = bus.subscribe(Topic.user(1), payload -> heard.add("a" + payload[0]));
    bus.subscribe(Topic.user(1), payload -> heard.add("b" + payload[0]));
    first.close();
    first.close();
    bus.publish(Topic.user(1), new byte[] {7});
    assertThat(heard).containsExactly("b7");
  }
}
