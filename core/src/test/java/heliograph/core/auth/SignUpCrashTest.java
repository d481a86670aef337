package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import heliograph.core.testing.FlakyStore;
import heliograph.store.StoreException;
import org.junit.jupiter.api.Test;

/// A sign-up touches the number's partition, the key's and the account's. Wherever the process dies between them, the
/// invite still opens the door or the account is there whole; never both, never neither.
final class SignUpCrashTest extends StoreTest {
  private static final int MAX_COMMITS = 20;

  @Test
  void aCrashAnywhereInASignUpLeavesAnAccountOrAnInvite() {
    boolean finished = false;
    int crashes = 0;
    for (int commits = 0; !finished; commits++) {
      assertThat(commits).isLessThan(MAX_COMMITS);
      Invites.Invite invite = world.invites.create();
      finished = !crashesAfter(commits, invite);
      crashes += finished ? 0 : 1;
      recovers(invite, 1000 + commits);
    }
    assertThat(crashes).isGreaterThanOrEqualTo(3);
  }

  private boolean crashesAfter(int commits, Invites.Invite invite) {
    FlakyStore crashing = FlakyStore.dyingAfter(store, commits);
    World before = new World(crashing, clock, SignUpMode.INVITE);
    try {
      before.signUp(before.keys.use(1000 + commits), invite, "Ann");
    } catch (StoreException crash) {
      assertThat(crashing.failed()).isTrue();
    }
    return crashing.failed();
  }

  private void recovers(Invites.Invite invite, long keyId) {
    World after = restarted();
    AuthKey key = after.keys.use(keyId);
    UserId owner = after.numbers.owner(invite.number());
    if (owner == null) {
      assertThat(key.user()).isNull();
      UserId user = after.signUp(key, invite, "Ann");
      assertThat(after.numbers.owner(invite.number())).isEqualTo(user);
    } else {
      assertThat(key.user()).isEqualTo(owner);
      assertThat(after.logIns.list(owner)).hasSize(1);
      String hash = after.signIn.sendCode(after.freshKey(), invite.number(), null);
      assertThat(hash).isNotEmpty();
      assertThat(after.notices.getLast().to()).isEqualTo(owner);
    }
  }
}
