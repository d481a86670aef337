package heliograph.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.auth.StoreTest;
import heliograph.core.auth.World;
import heliograph.tl.storage.StoredSettings;
import org.junit.jupiter.api.Test;

/// How short and how long what an account's owner may choose can be.
final class SettingsTest extends StoreTest {
  @Test
  void anAccountLivesAMonthAtLeastWithoutBeingUsedAndTwoYearsAtMost() {
    UserId ann = world.person("Ann");

    for (int days : new int[] {30, 730}) {
      accountDays(ann, days);
      assertThat(world.settings.get(ann).accountDays()).isEqualTo(days);
    }
    for (int days : new int[] {Integer.MIN_VALUE, 0, 1, 29, 731, Integer.MAX_VALUE}) {
      refused(Refusal.TTL_DAYS_INVALID, () -> accountDays(ann, days));
    }
    assertThat(restarted().settings.get(ann).accountDays()).isEqualTo(730);
  }

  @Test
  void aShorterTimeThatWasAllowedOnceIsInNobodysWay() {
    UserId ann = world.person("Ann");
    StoredSettings before = Account.UNSET.toBuilder().accountDays(7).build();
    world.accounts.alter(ann, change -> change.put(AccountKeys.SETTINGS, before));

    sessionDays(ann, 100);

    assertThat(world.settings.get(ann).accountDays()).isEqualTo(7);
    assertThat(world.settings.get(ann).sessionDays()).isEqualTo(100);
    refused(Refusal.TTL_DAYS_INVALID, () -> accountDays(ann, 8));
  }

  @Test
  void aLogInLivesADayAtLeastWithoutBeingUsedAndAYearAtMost() {
    UserId ann = world.person("Ann");

    for (int days : new int[] {1, 366}) {
      sessionDays(ann, days);
      assertThat(world.settings.get(ann).sessionDays()).isEqualTo(days);
    }
    for (int days : new int[] {-1, 0, 367, Integer.MAX_VALUE}) {
      refused(Refusal.TTL_DAYS_INVALID, () -> sessionDays(ann, days));
    }
  }

  private void accountDays(UserId user, int days) {
    world.settings.change(user, World.origin(), it -> it.toBuilder().accountDays(days).build());
  }

  private void sessionDays(UserId user, int days) {
    world.settings.change(user, World.origin(), it -> it.toBuilder().sessionDays(days).build());
  }
}
