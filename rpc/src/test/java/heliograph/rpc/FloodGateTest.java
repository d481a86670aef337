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
      assertThat(gate.take(1, Cost.LOOKUP, 1)).isZero();
    }
    int wait = gate.take(1, Cost.LOOKUP, 1);
    assertThat(wait).isEqualTo(5);

    now = now.plusSeconds(wait);

    assertThat(gate.take(1, Cost.LOOKUP, 1)).isZero();
    assertThat(gate.take(1, Cost.LOOKUP, 1)).isPositive();
  }

  @Test
  void whatIsWorthMoreTakesMoreAndNeverMoreThanThereIs() {
    FloodGate gate = new FloodGate(true, clock);
    assertThat(gate.take(1, Cost.LOOKUP, 30)).isZero();
    int wait = gate.take(1, Cost.LOOKUP, 30);
    assertThat(wait).isEqualTo(100);
    assertThat(gate.take(1, Cost.LOOKUP, 10)).isZero();

    now = now.plusSeconds(3600);

    assertThat(gate.take(1, Cost.LOOKUP, 1_000_000)).isZero();
    assertThat(gate.take(1, Cost.LOOKUP, 1)).isPositive();
  }

  @Test
  void oneCallersHasteCostsNoOther() {
    FloodGate gate = new FloodGate(true, clock);
    while (gate.take(1, Cost.CHANGE, 1) == 0) {
      assertThat(gate.take(2, Cost.READ, 1)).isZero();
    }

    assertThat(gate.take(1, Cost.READ, 1)).isZero();
    assertThat(gate.take(2, Cost.CHANGE, 1)).isZero();
  }

  @Test
  void switchedOffNobodyWaits() {
    FloodGate gate = new FloodGate(false, clock);
    for (int i = 0; i < 10_000; i++) {
      assertThat(gate.take(1, Cost.LOOKUP, 1)).isZero();
    }
  }
}
