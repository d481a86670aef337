package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.testing.FlakyStore;
import heliograph.store.StoreException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsernameTest extends StoreTest {
  private static final int MAX_COMMITS = 20;

  @Test
  void aNameIsFoundInAnyCaseAndTakenByOne() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");
    take(world, ann, "Ann_Example");

    assertThat(world.usernames.find("ann_example")).isEqualTo(ann);
    assertThat(world.usernames.available(bob, "ANN_EXAMPLE")).isFalse();
    assertThat(world.usernames.available(ann, "ANN_EXAMPLE")).isTrue();
    refused(Refusal.USERNAME_OCCUPIED, () -> take(world, bob, "ann_EXAMPLE"));
    refused(Refusal.USERNAME_NOT_MODIFIED, () -> take(world, ann, "Ann_Example"));
  }

  @Test
  void aNameThatWasLeftIsFree() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");
    take(world, ann, "shared_name");
    take(world, ann, "other_name");

    take(world, bob, "shared_name");

    assertThat(world.usernames.find("shared_name")).isEqualTo(bob);
    assertThat(world.usernames.find("other_name")).isEqualTo(ann);
    take(world, ann, "");
    assertThat(world.usernames.find("other_name")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abcd", "1abcde", "_abcde", "abcde_", "ab__cde", "abc-de", "имяимя", "a b c d e"})
  void namesThatNobodyCanHaveAreRefused(String name) {
    UserId ann = world.person("Ann");

    refused(Refusal.USERNAME_INVALID, () -> take(world, ann, name));
  }

  @Test
  void aCrashAnywhereInAChangeLeavesTheOldNameOrTheNewOne() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");
    String current = "name_start";
    take(world, ann, current);
    boolean finished = false;
    for (int commits = 0; !finished; commits++) {
      assertThat(commits).isLessThan(MAX_COMMITS);
      String next = "name_number" + commits;
      FlakyStore crashing = FlakyStore.dyingAfter(store, commits);
      try {
        take(new World(crashing, clock, SignUpMode.INVITE), ann, next);
      } catch (StoreException crash) {
        assertThat(crashing.failed()).isTrue();
      }
      finished = !crashing.failed();

      World after = restarted();
      String carried = Objects.requireNonNull(after.accounts.self(ann).profile().username());
      assertThat(carried).isIn(current, next);
      assertThat(after.usernames.find(carried)).isEqualTo(ann);
      String other = carried.equals(next) ? current : next;
      assertThat(after.usernames.find(other)).isNull();
      take(after, bob, other);
      assertThat(after.usernames.find(other)).isEqualTo(bob);
      take(after, bob, "");
      current = carried;
    }
  }

  private static void take(World in, UserId user, String name) {
    in.usernames.change(user, World.origin(), name);
  }
}
