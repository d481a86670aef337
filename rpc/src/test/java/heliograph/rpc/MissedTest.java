package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.tl.api.updates.Difference;
import heliograph.tl.api.updates.DifferenceEmpty;
import heliograph.tl.api.updates.DifferenceSlice;
import heliograph.tl.api.updates.DifferenceTooLong;
import heliograph.tl.api.updates.GetDifference;
import heliograph.tl.api.updates.GetState;
import heliograph.tl.api.updates.State;
import heliograph.tl.api.updates.TypeDifference;
import org.junit.jupiter.api.Test;

/// What a device is told that asks what it missed, and how much of it at once.
final class MissedTest extends HouseTest {
  private static final int MESSAGES = 10;

  @Test
  void comesInSlicesOfTheSizeThatIsAskedFor() {
    State before = writtenSince();

    var slice = (DifferenceSlice) missed(GetDifference.builder().ptsLimit(4), before);
    State between = slice.intermediateState();
    assertThat(slice.newMessages()).hasSize(4);
    assertThat(between.pts()).isEqualTo(before.pts() + 4);
    var rest = (Difference) missed(GetDifference.builder(), between);

    assertThat(rest.newMessages()).hasSize(MESSAGES - 4);
    assertThat(rest.state().pts()).isEqualTo(ann.hand().call(new GetState()).pts());
    house.pass(1);
    assertThat(missed(GetDifference.builder(), rest.state())).isInstanceOf(DifferenceEmpty.class);
  }

  @Test
  void isTooLongOnlyForWhoSaysHowMuchIsTooMuch() {
    State before = writtenSince();

    assertThat(missed(GetDifference.builder().ptsTotalLimit(MESSAGES - 1), before))
        .isEqualTo(new DifferenceTooLong(before.pts() + MESSAGES));
    assertThat(missed(GetDifference.builder().ptsTotalLimit(MESSAGES), before))
        .isInstanceOf(Difference.class);
    assertThat(missed(GetDifference.builder().ptsTotalLimit(0), before))
        .isInstanceOf(Difference.class);
  }

  private State writtenSince() {
    State before = ann.hand().call(new GetState());
    for (int i = 0; i < MESSAGES; i++) {
      bob.send(ANN, "message " + i);
    }
    return before;
  }

  private TypeDifference missed(GetDifference.Builder asked, State since) {
    return ann.hand().call(asked.pts(since.pts()).date(since.date()).qts(since.qts()).build());
  }
}
