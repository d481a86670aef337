package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SweeperTest {
  private final Sweeper sweeper = new Sweeper();
  private final List<Guest> gone = new ArrayList<>();

  /// Leaves when its time is up, as connections do.
  private final class Guest extends Sweeper.Entry {
    private long deadline;

    Guest(long deadline) {
      this.deadline = deadline;
      sweeper.add(this);
    }

    @Override
    long deadlineSeconds() {
      return deadline;
    }

    @Override
    void timeIsUp() {
      gone.add(this);
      sweeper.remove(this);
    }
  }

  private Guest overdue() {
    return new Guest(Sweeper.nowSeconds());
  }

  private Guest patient() {
    return new Guest(Sweeper.nowSeconds() + 1000);
  }

  @Test
  void closesAllWhoAreOverdueAndNobodyElse() {
    List<Guest> late = List.of(overdue(), overdue());
    Guest waits = patient();
    List<Guest> alsoLate = List.of(overdue(), overdue());
    sweeper.sweep();
    assertThat(gone)
        .containsExactlyInAnyOrder(late.get(0), late.get(1), alsoLate.get(0), alsoLate.get(1));
    sweeper.sweep();
    assertThat(gone).hasSize(4);
    waits.deadline = Sweeper.nowSeconds();
    sweeper.sweep();
    assertThat(gone).hasSize(5).last().isSameAs(waits);
  }

  @Test
  void forgetsWhoLeftInAnyOrder() {
    Guest first = overdue();
    Guest middle = overdue();
    Guest last = overdue();
    sweeper.remove(first);
    sweeper.remove(first);
    sweeper.remove(last);
    sweeper.sweep();
    assertThat(gone).containsExactly(middle);
  }
}
