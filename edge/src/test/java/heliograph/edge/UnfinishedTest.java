package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Who has to go when connections of one event loop hold too much of packets that have not ended.
final class UnfinishedTest {
  private static final int MUCH = 1 << 20;

  private final Gate gate = new Gate(OpenEdge.WIDE, System::nanoTime);
  private final EventLoopShare share = new EventLoopShare(new Exits(), InstantSource.system());

  @Test
  void thoseWhoAreKnownHaveABoundOfTheirOwn() {
    List<Unfinished> known = full(true, EventLoopShare.MAX_UNFINISHED_BYTES);
    List<Unfinished> strangers = full(false, EventLoopShare.MAX_STRANGERS_UNFINISHED_BYTES);

    assertThat(known).noneMatch(Unfinished::overflows);
    assertThat(strangers).noneMatch(Unfinished::overflows);
    Unfinished another = begun(true);
    another.hold(MUCH);
    assertThat(strangers.getFirst().overflows()).isFalse();
    assertThat(another.overflows()).isTrue();
    assertThat(known).as("once that one is counted no more").noneMatch(Unfinished::overflows);
  }

  @Test
  void whatIsPassedOnMakesRoom() {
    List<Unfinished> strangers = full(false, EventLoopShare.MAX_STRANGERS_UNFINISHED_BYTES);
    Unfinished late = begun(false);

    strangers.getFirst().release(MUCH);
    late.hold(MUCH);
    assertThat(late.overflows()).isFalse();
    strangers.getLast().add(1);
    assertThat(strangers.getLast().overflows()).isTrue();
  }

  @Test
  void aLittleIsTakenFromEverybody() {
    full(false, EventLoopShare.MAX_STRANGERS_UNFINISHED_BYTES + MUCH);
    Unfinished another = begun(false);

    another.hold(Limits.STRANGER_PACKET_BYTES);
    assertThat(another.overflows()).isFalse();
    another.add(1);
    assertThat(another.overflows()).isTrue();
  }

  @Test
  void whoIsKnownMeanwhileCountsAmongThoseWhoAreKnown() {
    Gate.Visit visit = visit();
    Unfinished one = new Unfinished(share, visit);
    one.hold(MUCH);
    full(false, EventLoopShare.MAX_STRANGERS_UNFINISHED_BYTES);
    visit.known();

    one.hold(MUCH);
    assertThat(one.overflows()).isFalse();
    assertThat(share.hasRoom(true)).as("for strangers, without that one").isTrue();
  }

  private List<Unfinished> full(boolean known, int bytes) {
    List<Unfinished> all = new ArrayList<>();
    for (int held = 0; held < bytes; held += MUCH) {
      Unfinished one = begun(known);
      one.hold(MUCH);
      all.add(one);
    }
    return all;
  }

  private Unfinished begun(boolean known) {
    Gate.Visit visit = visit();
    if (known) {
      visit.known();
    }
    return new Unfinished(share, visit);
  }

  private Gate.Visit visit() {
    return Objects.requireNonNull(gate.enter(InetAddress.getLoopbackAddress()));
  }
}
