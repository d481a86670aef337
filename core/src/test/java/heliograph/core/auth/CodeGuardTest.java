package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.RefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The counts hold when two come at the same moment.
final class CodeGuardTest {
  @ParameterizedTest(name = "the other one comes at look {0} at the clock")
  @ValueSource(ints = {1, 2, 3})
  void theLastPlaceOfANetworkIsTakenOnce(int look) throws UnknownHostException {
    Interruption clock = new Interruption();
    CodeGuard guard = new CodeGuard(true, clock);
    InetAddress from = InetAddress.getByName("192.0.2.7");
    for (int i = 1; i < CodeGuard.MAX_NEWCOMERS; i++) {
      guard.uninvited(from);
    }
    List<Boolean> letIn = new ArrayList<>();
    clock.looksLeft = look;
    clock.other = () -> letIn.add(letIn(guard, from));

    letIn.add(letIn(guard, from));
    clock.interrupt();

    assertThat(letIn).containsExactlyInAnyOrder(true, false);
  }

  private static boolean letIn(CodeGuard guard, InetAddress from) {
    try {
      guard.uninvited(from);
      return true;
    } catch (RefusedException refused) {
      return false;
    }
  }

  /// A clock that stands still. While somebody looks at it for the so-many-eth time, somebody else is quicker.
  private static final class Interruption implements InstantSource {
    private Runnable other = () -> {};
    private int looksLeft;

    @Override
    public Instant instant() {
      if (--looksLeft == 0) {
        interrupt();
      }
      return Instant.EPOCH;
    }

    private void interrupt() {
      Runnable quicker = other;
      other = () -> {};
      quicker.run();
    }
  }
}
