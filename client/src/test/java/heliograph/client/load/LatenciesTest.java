package heliograph.client.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  private static final long MILLI = 1_000_000;

  @Test
  void chargesAStallToEveryMessageThatHadToWait() {
    Latencies latencies = new Latencies(100);
    // One message a millisecond is due; the server stalls until 100 ms and then shows all at once.
    for (int i = 0; i < 100; i++) {
      latencies.due(i, 1 + i * MILLI);
    }
    for (int i = 0; i < 100; i++) {
      latencies.seen(i, 1 + 100 * MILLI);
    }
    assertThat(latencies.millisAt(50)).isCloseTo(50, within(1.5));
    assertThat(latencies.millisAt(99)).isCloseTo(99, within(1.5));
    assertThat(latencies.seenCount()).isEqualTo(100);
  }

  @Test
  void countsAMessageSeenTwiceOnce() {
    Latencies latencies = new Latencies(10);
    latencies.due(3, 1);
    latencies.seen(3, MILLI);
    latencies.seen(3, MILLI);
    latencies.seen(4, MILLI);
    latencies.seen(-1, MILLI);
    assertThat(latencies.seenCount()).isEqualTo(1);
    assertThat(latencies.strangeCount()).isEqualTo(2);
  }

  @Test
  void leavesTheWarmUpOut() {
    Latencies latencies = new Latencies(10);
    latencies.due(0, 1);
    latencies.seen(0, 500 * MILLI);
    latencies.due(1, 1);
    latencies.measureFrom(2);
    latencies.due(2, 1);
    latencies.seen(1, 500 * MILLI);
    latencies.seen(2, 5 * MILLI);
    assertThat(latencies.millisAt(100)).isCloseTo(5, within(0.1));
  }
}
