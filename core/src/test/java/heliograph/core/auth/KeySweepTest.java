package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import heliograph.tl.storage.StoredAuthKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Keys that serve nobody are erased in time, and no others.
final class KeySweepTest extends StoreTest {
  private static final long PERMANENT = 5_000;
  private static final long TEMPORARY = 6_000;

  @Test
  void aTemporaryKeyGoesWhenItHasRunOut() {
    world.keys.save(PERMANENT, key(0));
    AuthKey permanent = world.keys.use(PERMANENT);
    int expires = now() + 86_400;
    world.keys.save(TEMPORARY, key(expires));
    assertThat(world.keys.bind(TEMPORARY, PERMANENT, expires)).isTrue();

    pass(Duration.ofHours(23));
    assertThat(world.keys.find(TEMPORARY)).isNotNull();
    pass(Duration.ofHours(2));

    assertThat(world.keys.find(TEMPORARY)).isNull();
    assertThat(world.keys.use(PERMANENT)).isSameAs(permanent);
  }

  @Test
  void aKeyThatNobodyLoggedInWithGoesAfterAWeek() {
    world.keys.save(PERMANENT, key(0));
    world.keys.save(TEMPORARY, key(Integer.MAX_VALUE));

    pass(Duration.ofDays(6));
    assertThat(world.keys.find(PERMANENT)).isNotNull();
    pass(Duration.ofDays(2));

    assertThat(world.keys.find(PERMANENT)).isNull();
    assertThat(world.keys.find(TEMPORARY)).isNull();
    assertThat(store.due(Long.MAX_VALUE - 1, 10)).isEmpty();
  }

  @Test
  void aKeyInUseStaysAndSoDoesItsLogIn() {
    world.keys.save(PERMANENT, key(0));
    AuthKey used = world.keys.use(PERMANENT);
    UserId ann = world.person(used, "Ann");
    world.settings.change(ann, World.origin(), before -> before.toBuilder().sessionDays(7).build());

    pass(KeyRows.CHECKED.plusDays(1));

    assertThat(world.keys.find(PERMANENT)).isNotNull();
    assertThat(used.user()).isEqualTo(ann);
    assertThat(restarted().keys.use(PERMANENT).user()).isEqualTo(ann);
  }

  @Test
  void aKeyWhoseLogInLapsedGoes() {
    world.keys.save(PERMANENT, key(0));
    UserId ann = world.person(world.keys.use(PERMANENT), "Ann");
    world.settings.change(ann, World.origin(), before -> before.toBuilder().sessionDays(7).build());
    world = restarted();

    pass(KeyRows.CHECKED.plusDays(1));

    assertThat(world.keys.find(PERMANENT)).isNull();
    assertThat(world.logIns.list(ann)).isEmpty();
  }

  @Test
  void manyKeysAreSweptAndKeepNoMailboxWaiting() {
    int expires = now() + 60;
    for (int i = 0; i < 600; i++) {
      world.keys.save(10_000 + i, key(expires));
    }
    pass(Duration.ofHours(1));

    for (int i = 0; i < 600; i++) {
      assertThat(world.keys.find(10_000 + i)).isNull();
    }
  }

  @Test
  void aClientDropsTheTemporaryKeysThatItLost() {
    world.keys.save(PERMANENT, key(0));
    int expires = now() + 86_400;
    for (long id = TEMPORARY; id < TEMPORARY + 3; id++) {
      world.keys.save(id, key(expires));
      world.keys.bind(id, PERMANENT, expires);
    }
    List<Long> told = new ArrayList<>();
    world.keys.onDropped(told::add);

    world.keys.dropTemporary(world.keys.use(PERMANENT), List.of(TEMPORARY + 1));

    assertThat(told).containsExactly(TEMPORARY, TEMPORARY + 2);
    assertThat(world.keys.find(TEMPORARY)).isNull();
    assertThat(world.keys.find(TEMPORARY + 1)).isNotNull();
    assertThat(world.keys.dropTemporary(world.keys.use(PERMANENT), List.of())).hasSize(1);
  }

  private void pass(Duration time) {
    clock.advance(time);
    world.due.sweep();
  }

  private int now() {
    return (int) clock.instant().getEpochSecond();
  }

  private static StoredAuthKey key(int expires) {
    return StoredAuthKey.builder().key(new byte[256]).dc(2).expires(expires).build();
  }
}
