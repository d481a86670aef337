package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What waits at a number is erased when it has run out.
final class NumberSweepTest extends StoreTest {
  @Test
  void anInviteThatNobodyTookGoes() {
    var invite = world.invites.create();
    clock.advance(Invites.VALID.minusSeconds(1));
    world.due.sweep();
    assertThat(world.numbers.invite(invite.number())).isNotNull();

    clock.advance(Duration.ofSeconds(1));
    world.due.sweep();

    assertThat(world.numbers.invite(invite.number())).isNull();
    assertThat(store.due(Long.MAX_VALUE - 1, 10)).isEmpty();
  }

  @Test
  void aCodeThatNobodyTypedGoesAndItsNumberStays() {
    UserId ann = world.person("Ann");
    PhoneNumber number = world.numberOf(ann);
    clock.advance(Invites.VALID);
    world.due.sweep();
    world.signIn.sendCode(world.freshKey(), number, null);
    assertThat(dueOfNumbers()).isEqualTo(1);

    clock.advance(LoginCodes.VALID);
    world.due.sweep();

    assertThat(dueOfNumbers()).isZero();
    assertThat(world.numbers.owner(number)).isEqualTo(ann);
  }

  @Test
  void aSpentInviteIsKnownForAsLongAsItWouldHaveBeenGood() {
    var invite = world.invites.create();
    world.signUp(world.freshKey(), invite, "Ann");
    clock.advance(Invites.VALID.minusSeconds(1));
    world.due.sweep();
    assertThat(world.numbers.spent(invite.number(), invite.code())).isTrue();

    clock.advance(Duration.ofSeconds(1));
    world.due.sweep();

    assertThat(world.numbers.spent(invite.number(), invite.code())).isFalse();
    assertThat(dueOfNumbers()).isZero();
  }

  private long dueOfNumbers() {
    return store.due(Long.MAX_VALUE - 1, 100).stream()
        .filter(due -> due.partition().family() == Numbers.FAMILY)
        .count();
  }
}
