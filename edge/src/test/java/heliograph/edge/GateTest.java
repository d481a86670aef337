package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.edge.Gate.Visit;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class GateTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress NEIGHBOUR = InetAddress.ofLiteral("192.0.2.200");
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.3.1");

  private long nanos = -Duration.ofDays(1).toNanos();

  private Gate gate(int connections, int perNetwork, int handshakes) {
    return new Gate(
        new Limits(true, connections, perNetwork, handshakes, 2, 1, 1, 1, 1, 1), () -> nanos);
  }

  private static Visit enter(Gate gate, InetAddress from) {
    return Objects.requireNonNull(gate.enter(from));
  }

  @Test
  void countsConnectionsInAll() {
    Gate gate = gate(2, 10, 10);
    Visit first = enter(gate, HERE);
    enter(gate, ELSEWHERE).known();
    assertThat(gate.enter(HERE)).isNull();
    assertThat(gate.connections()).isEqualTo(2);
    first.left();
    assertThat(gate.enter(HERE)).isNotNull();
  }

  @Test
  void countsStrangersByNetworkUntilTheyAreKnown() {
    Gate gate = gate(100, 2, 10);
    Visit first = enter(gate, HERE);
    Visit second = enter(gate, NEIGHBOUR);
    assertThat(gate.enter(HERE)).isNull();
    assertThat(gate.enter(ELSEWHERE)).isNotNull();
    first.known();
    first.known();
    assertThat(gate.enter(HERE)).isNotNull();
    assertThat(gate.enter(HERE)).isNull();
    first.left();
    assertThat(gate.enter(HERE)).as("one who was known left no room").isNull();
    second.left();
    assertThat(gate.enter(HERE)).isNotNull();
    assertThat(gate.connections()).isEqualTo(3);
  }

  @Test
  void takesANetworkOfSixForAll64() {
    Gate gate = gate(100, 1, 10);
    enter(gate, InetAddress.ofLiteral("2001:db8:0:1::1"));
    assertThat(gate.enter(InetAddress.ofLiteral("2001:db8:0:1:ffff::2"))).isNull();
    assertThat(gate.enter(InetAddress.ofLiteral("2001:db8:0:2::1"))).isNotNull();
  }

  @Test
  void countsWhomAFrontNamesWhereHeComesFrom() {
    Gate gate = gate(100, 1, 10);
    Visit fronted = enter(gate, HERE);
    assertThat(fronted.moveTo(ELSEWHERE)).isTrue();
    assertThat(fronted.address()).isEqualTo(ELSEWHERE);
    Visit other = enter(gate, HERE);
    assertThat(other.moveTo(ELSEWHERE)).isFalse();
    other.left();
    fronted.left();
    assertThat(gate.connections()).isZero();
    assertThat(enter(gate, HERE).moveTo(ELSEWHERE)).isTrue();
  }

  @Test
  void allowsKeyExchangesAtARate() {
    Gate gate = gate(100, 10, 2);
    Visit visit = enter(gate, HERE);
    for (int step = 0; step < 6; step++) {
      assertThat(visit.mayExchange()).isTrue();
    }
    assertThat(visit.mayExchange()).isFalse();
    assertThat(enter(gate, NEIGHBOUR).mayExchange()).isFalse();
    assertThat(enter(gate, ELSEWHERE).mayExchange()).isTrue();
    nanos += Duration.ofSeconds(9).toNanos();
    assertThat(visit.mayExchange()).isFalse();
    nanos += Duration.ofSeconds(2).toNanos();
    assertThat(visit.mayExchange()).isTrue();
    assertThat(visit.mayExchange()).isFalse();
  }

  @Test
  void forgetsNoNetworkBeforeItsAllowanceIsFull() {
    Gate gate = gate(100, 10, 1);
    Visit visit = enter(gate, HERE);
    for (int step = 0; step < 3; step++) {
      assertThat(visit.mayExchange()).isTrue();
    }
    visit.left();
    gate.sweep();
    assertThat(enter(gate, HERE).mayExchange()).isFalse();
  }

  @Test
  void givesNoNetworkMoreThanItsShareOfAllConnections() {
    Gate gate = gate(12, 2, 10);
    for (int i = 0; i < 3; i++) {
      enter(gate, HERE).known();
    }
    assertThat(gate.enter(HERE)).isNull();
    assertThat(gate.enter(ELSEWHERE)).isNotNull();
  }

  @Test
  void takesLargePacketsFromAFewStrangersOnly() {
    Gate gate = gate(1000, 1000, 10);
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < Limits.STRANGERS_WITH_LARGE_PACKETS; i++) {
      visits.add(enter(gate, HERE));
    }
    assertThat(visits.getLast().packetBytes()).isEqualTo(Limits.PACKET_BYTES);
    Visit more = enter(gate, HERE);
    assertThat(more.packetBytes()).isEqualTo(Limits.STRANGER_PACKET_BYTES);
    visits.getFirst().known();
    assertThat(more.packetBytes()).isEqualTo(Limits.PACKET_BYTES);
    enter(gate, ELSEWHERE);
    assertThat(more.packetBytes()).isEqualTo(Limits.STRANGER_PACKET_BYTES);
    assertThat(visits.getFirst().packetBytes())
        .as("of who is known")
        .isEqualTo(Limits.PACKET_BYTES);
  }

  @Test
  void countsWhatANetworkReads() {
    Gate gate = gate(100, 10, 10);
    Visit first = enter(gate, HERE);
    assertThat(first.mayRead()).isTrue();
    assertThat(enter(gate, NEIGHBOUR).mayRead()).isTrue();
    assertThat(first.mayRead()).isFalse();
    assertThat(enter(gate, ELSEWHERE).mayRead()).isTrue();
    assertThat(first.mayExchange()).as("something else").isTrue();
    nanos += Duration.ofSeconds(30).toNanos();
    assertThat(first.mayRead()).isTrue();
    assertThat(first.mayRead()).isFalse();
  }
}
