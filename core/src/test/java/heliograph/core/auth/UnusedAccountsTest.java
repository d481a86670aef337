package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Accounts that nobody uses go when their owners said, and no others.
final class UnusedAccountsTest extends StoreTest {
  @Test
  void anAccountThatNobodyUsesGoes() {
    UserId ann = away("Ann", 30);
    UserId bob = away("Bob", 60);
    PhoneNumber number = world.numberOf(ann);

    pass(30);
    assertThat(deleted(ann)).isFalse();
    pass(2);

    assertThat(deleted(ann)).isTrue();
    assertThat(world.numbers.owner(number)).isNull();
    assertThat(deleted(bob)).isFalse();
    pass(30);
    assertThat(deleted(bob)).isTrue();
    pass(2);
    assertThat(store.due(Long.MAX_VALUE - 1, 10))
        .as("nobody is left to be looked at")
        .noneMatch(due -> due.partition().family() == UnusedAccounts.FAMILY);
  }

  @Test
  void anAccountInUseStaysHoweverLong() {
    AuthKey key = world.freshKey();
    UserId ann = world.person(key, "Ann");
    days(ann, 30);

    pass(70);

    assertThat(deleted(ann)).isFalse();
    assertThat(key.user()).isEqualTo(ann);
    world.settings.change(ann, World.origin(), it -> it.toBuilder().sessionDays(2).build());
    pass(1);
    assertThat(restarted().keys.use(key.id()).user()).as("used a day ago").isEqualTo(ann);
  }

  @Test
  void aClockThatJumpsCostsNobodyTheAccount() {
    UserId ann = away("Ann", 30);
    jump(3 * 365);
    assertThat(deleted(ann)).isFalse();

    pass(20);
    world = restarted();
    jump(3 * 365);
    assertThat(deleted(ann)).as("after a year in which no server ran").isFalse();
    world.presence.online(ann);
    world.presence.offline(ann);
    pass(20);
    assertThat(deleted(ann)).isFalse();
    pass(12);
    assertThat(deleted(ann)).as("the days on which the server looked").isTrue();
  }

  @Test
  void whoWasSeenLatelyStays() {
    UserId ann = away("Ann", 30);
    pass(20);
    world.presence.online(ann);
    world.presence.offline(ann);

    pass(20);
    assertThat(deleted(ann)).isFalse();
    pass(12);

    assertThat(deleted(ann)).isTrue();
  }

  @Test
  void aShorterTimeIsKeptTooAndALongerOne() {
    UserId ann = away("Ann", 300);
    UserId bob = away("Bob", 30);
    days(ann, 30);
    days(bob, 300);

    pass(32);

    assertThat(deleted(ann)).isTrue();
    assertThat(deleted(bob)).isFalse();
  }

  /// A person whose client is gone after the sign-up.
  private UserId away(String name, int days) {
    UserId user = world.person(name);
    days(user, days);
    world = restarted();
    return user;
  }

  private void days(UserId user, int days) {
    world.settings.change(user, World.origin(), it -> it.toBuilder().accountDays(days).build());
  }

  private boolean deleted(UserId user) {
    return world.accounts.named(user).deleted();
  }

  private void pass(int days) {
    for (int day = 0; day < days; day++) {
      jump(1);
    }
  }

  private void jump(int days) {
    clock.advance(Duration.ofDays(days));
    world.due.sweep();
  }
}
