package heliograph.mtproto.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndedSessionsTest {
  private static final long NOW = 1_800_000_000;
  private static final long NEVER = Long.MIN_VALUE;
  private static final long UNKNOWN = 999;

  private final EndedSessions ended = new EndedSessions(2);

  @Test
  void remembersEachByItsKeyAndName() {
    ended.add(1, 10, id(NOW), NOW);
    ended.add(2, 10, id(NOW - 7), NOW);

    assertThat(ended.highest(1, 10)).isEqualTo(id(NOW));
    assertThat(ended.highest(2, 10)).isEqualTo(id(NOW - 7));
    assertThat(ended.highest(1, 11)).isEqualTo(NEVER);
    assertThat(ended.forgottenSeconds(1, UNKNOWN)).isEqualTo(NEVER);
    assertThat(ended.forgottenSeconds(3, UNKNOWN)).isEqualTo(NEVER);
  }

  @Test
  void beyondItsBoundItTrustsNothingOfAKeyThatIsAsOldAsWhatItForgot() {
    ended.add(1, 10, id(NOW - 20), NOW);
    ended.add(1, 11, id(NOW - 10), NOW);
    ended.add(1, 12, id(NOW + 30), NOW);

    assertThat(ended.highest(1, 10)).isEqualTo(NEVER);
    assertThat(ended.forgottenSeconds(1, UNKNOWN)).isEqualTo(NOW - 20);
    assertThat(ended.forgottenSeconds(1, 12)).as("a known one").isEqualTo(NEVER);
    ended.add(1, 13, id(NOW), NOW);
    ended.add(1, 14, id(NOW), NOW);
    assertThat(ended.forgottenSeconds(1, UNKNOWN)).as("never ahead of the clock").isEqualTo(NOW);
  }

  @Test
  void whoeverEndsSessionsWithoutEndIsInHisOwnWayOnly() {
    EndedSessions roomy = new EndedSessions(1000);
    roomy.add(1, 10, id(NOW), NOW);
    for (long session = 0; session < 100_000; session++) {
      roomy.add(666, session, id(NOW + 25), NOW);
    }

    assertThat(roomy.forgottenSeconds(666, UNKNOWN)).isEqualTo(NOW);
    assertThat(roomy.highest(1, 10)).isEqualTo(id(NOW));
    assertThat(roomy.forgottenSeconds(1, UNKNOWN)).isEqualTo(NEVER);
    assertThat(roomy.forgottenSeconds(2, UNKNOWN)).isEqualTo(NEVER);
  }

  @Test
  void whereTooManyKeysHaveSomeItTrustsNobodyWithWhatIsThatOld() {
    ended.add(1, 10, id(NOW - 20), NOW);
    ended.add(2, 10, id(NOW - 10), NOW);
    ended.add(3, 10, id(NOW), NOW);

    assertThat(ended.forgottenSeconds(1, UNKNOWN)).isEqualTo(NOW - 20);
    assertThat(ended.forgottenSeconds(2, UNKNOWN)).isEqualTo(NEVER);
    assertThat(ended.forgottenSeconds(99, UNKNOWN)).isEqualTo(NEVER);
    ended.add(4, 10, id(NOW), NOW);
    ended.add(5, 10, id(NOW), NOW);

    assertThat(ended.forgottenSeconds(99, UNKNOWN)).isEqualTo(NOW - 20);
    assertThat(ended.forgottenSeconds(2, UNKNOWN)).isEqualTo(NOW - 10);
    assertThat(ended.highest(5, 10)).isEqualTo(id(NOW));
  }

  @Test
  void forgetsWhatIsTooOldToBeTaken() {
    ended.add(1, 10, id(NOW), NOW);
    ended.expire(NOW + ServerConnection.PAST_SECONDS);
    assertThat(ended.highest(1, 10)).isEqualTo(id(NOW));

    ended.expire(NOW + ServerConnection.PAST_SECONDS + 1);
    ended.add(1, 11, id(NOW), NOW + 1000);

    assertThat(ended.highest(1, 10)).isEqualTo(NEVER);
    assertThat(ended.highest(1, 11)).isEqualTo(NEVER);
  }

  @Test
  void holdsItsBoundWhenAllOfAKeyGrowsTooOldAtOnce() {
    EndedSessions narrow = new EndedSessions(1);
    for (long key = 1; key <= 2; key++) {
      narrow.add(key, 10, id(NOW), NOW);
      narrow.add(key, 11, id(NOW - 200), NOW);
    }
    assertThat(narrow.forgottenSeconds(99, UNKNOWN)).isEqualTo(NEVER);

    narrow.expire(NOW + ServerConnection.PAST_SECONDS - 100);

    assertThat(narrow.forgottenSeconds(99, UNKNOWN)).isEqualTo(NOW);
  }

  private static long id(long seconds) {
    return seconds << 32;
  }
}
