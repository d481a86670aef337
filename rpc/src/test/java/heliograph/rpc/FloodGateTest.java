package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class FloodGateTest {
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final InstantSource clock = () -> now;

  @Test
  void whoAsksTooOftenWaitsAsLongAsHeIsTold() {
    FloodGate gate = new FloodGate(true, clock);
    for (int i = 0; i < Cost.LOOKUP.burst; i++) {
      assertThat(gate.take(1, Cost.LOOKUP)).isZero();
    }
    int wait = gate.take(1, Cost.LOOKUP);
    assertThat(wait).isEqualTo(5);

    now = now.plusSeconds(wait);

    assertThat(gate.take(1, Cost.LOOKUP)).isZero();
    assertThat(gate.take(1, Cost.LOOKUP)).isPositive();
  }

  @Test
  void oneCallersHasteCostsNoOther() {
    FloodGate gate = new FloodGate(true, clock);
    while (gate.take(1, Cost.CHANGE) == 0) {
      assertThat(gate.take(2, Cost.READ)).isZero();
    }

    assertThat(gate.take(1, Cost.READ)).isZero();
    assertThat(gate.take(2, Cost.CHANGE)).isZero();
  }

  @Test
  void switchedOffNobodyWaits() {
    FloodGate gate = new FloodGate(false, clock);
    for (int i = 0; i < 10_000; i++) {
      assertThat(gate.take(1, Cost.LOOKUP)).isZero();
    }
  }
}
