package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.tl.storage.StoredAuthKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogInsTest extends StoreTest {

  @Test
  void aLogInIsListedAndEndedByItsHash() {
    AuthKey first = world.freshKey();
    UserId ann = world.person(first, "Ann");
    AuthKey second = secondDevice(ann);
    List<Long> told = new ArrayList<>();
    world.keys.onLogOut((key, _) -> told.add(key.id()));

    assertThat(world.logIns.list(ann)).hasSize(2);
    long hash =
        world.logIns.list(ann).stream()
            .filter(log -> log.authKeyId() == second.id())
            .findFirst()
            .orElseThrow()
            .row()
            .hash();
    world.logIns.end(ann, hash);

    assertThat(second.user()).isNull();
    assertThat(told).containsExactly(second.id());
    assertThat(first.user()).isEqualTo(ann);
    assertThat(restarted().keys.use(second.id()).user()).isNull();
    SignInTest.refused(Refusal.HASH_INVALID, () -> world.logIns.end(ann, hash));
  }

  @Test
  void allOthersEndAtOnce() {
    AuthKey first = world.freshKey();
    UserId ann = world.person(first, "Ann");
    AuthKey second = secondDevice(ann);
    AuthKey third = secondDevice(ann);

    world.logIns.endOthers(ann, second.id());

    assertThat(first.user()).isNull();
    assertThat(third.user()).isNull();
    assertThat(second.user()).isEqualTo(ann);
    assertThat(world.logIns.list(ann)).hasSize(1);
  }

  @Test
  void aLogInThatIsNotUsedEnds() {
    AuthKey key = world.freshKey();
    UserId ann = world.person(key, "Ann");
    world.settings.change(ann, World.origin(), before -> before.toBuilder().sessionDays(7).build());
    clock.advance(Duration.ofDays(6));
    assertThat(restarted().keys.use(key.id()).user()).isEqualTo(ann);
    clock.advance(Duration.ofDays(6));
    assertThat(restarted().keys.use(key.id()).user()).isEqualTo(ann);

    clock.advance(Duration.ofDays(8));

    assertThat(restarted().keys.use(key.id()).user()).isNull();
  }

  @Test
  void whatTheClientSaidOfItselfSurvivesARestart() {
    AuthKey key = world.freshKey();
    var client = new ClientDescription(4, "Pixel", "Android", "1.0", "en", "android", "de");
    world.keys.describe(key, 204, client);

    AuthKey after = restarted().keys.use(key.id());

    assertThat(after.layer()).isEqualTo(204);
    assertThat(after.client()).isEqualTo(client);
    world.keys.describe(key, 0, null);
    assertThat(key.layer()).isEqualTo(204);
  }

  @Test
  void aTokenThatIsShownLogsItsDeviceInOnce() {
    UserId ann = world.person("Ann");
    AuthKey shower = world.freshKey();
    List<Integer> told = new ArrayList<>();
    var token = world.tokens.show(shower, told::add);

    assertThat(world.tokens.accept(ann, token.bytes())).isSameAs(shower);

    assertThat(shower.user()).isEqualTo(ann);
    assertThat(told).hasSize(1);
    SignInTest.refused(Refusal.AUTH_TOKEN_EXPIRED, () -> world.tokens.accept(ann, token.bytes()));
  }

  @Test
  void aTokenRunsOut() {
    UserId ann = world.person("Ann");
    AuthKey shower = world.freshKey();
    var token = world.tokens.show(shower, _ -> {});
    clock.advance(LoginTokens.VALID.plusSeconds(1));

    SignInTest.refused(Refusal.AUTH_TOKEN_EXPIRED, () -> world.tokens.accept(ann, token.bytes()));
    assertThat(shower.user()).isNull();
  }

  @Test
  void aLentLogInEndsWithTheOneItCameFrom() {
    AuthKey first = world.freshKey();
    UserId ann = world.person(first, "Ann");
    AuthKey media = world.freshKey();
    byte[] word = world.lent.export(ann, first.id());

    world.lent.accept(media, ann.value(), word);

    assertThat(media.user()).isEqualTo(ann);
    assertThat(world.logIns.list(ann)).hasSize(1);
    SignInTest.refused(
        Refusal.AUTH_BYTES_INVALID, () -> world.lent.accept(media, ann.value(), word));
    AuthKey second = secondDevice(ann);
    world.logIns.endOthers(ann, second.id());
    assertThat(media.user()).isNull();
  }

  @Test
  void whatALentLogInLendsEndsWithTheFirst() {
    AuthKey first = world.freshKey();
    UserId ann = world.person(first, "Ann");
    AuthKey second = secondDevice(ann);
    AuthKey lent = world.freshKey();
    AuthKey again = world.freshKey();
    world.lent.accept(lent, ann.value(), world.lent.export(ann, first.id()));
    world.lent.accept(again, ann.value(), world.lent.export(ann, lent.id()));
    world.lent.accept(first, ann.value(), world.lent.export(ann, again.id()));
    assertThat(world.logIns.list(ann)).hasSize(2);
    byte[] kept = world.lent.export(ann, again.id());

    world.keys.logOut(first, true);

    assertThat(lent.user()).isNull();
    assertThat(again.user()).isNull();
    assertThat(second.user()).isEqualTo(ann);
    SignInTest.refused(
        Refusal.AUTH_BYTES_INVALID, () -> world.lent.accept(world.freshKey(), ann.value(), kept));
  }

  @Test
  void aDeletedAccountIsGoneForGood() {
    AuthKey key = world.freshKey();
    UserId ann = world.person(key, "Ann");
    UserId bob = world.person("Bob");
    PhoneNumber number = world.numberOf(ann);
    world.usernames.change(ann, World.origin(), "ann_example");

    world.logIns.delete(ann, world.profiles);

    assertThat(key.user()).isNull();
    assertThat(world.accounts.named(ann).deleted()).isTrue();
    assertThat(world.numbers.owner(number)).isNull();
    world.usernames.change(bob, World.origin(), "ann_example");
    assertThat(restarted().keys.use(key.id()).user()).isNull();
  }

  @Test
  void aTemporaryKeySpeaksForThePermanentOneItIsBoundTo() {
    AuthKey permanent = world.freshKey();
    UserId ann = world.person(permanent, "Ann");
    world.keys.save(permanent.id(), key(0));
    long temporary = 77;
    world.keys.save(temporary, key(2_000_000_000));
    assertThat(world.keys.use(temporary).permanent()).isFalse();

    assertThat(world.keys.bind(temporary, permanent.id(), 2_000_000_000)).isTrue();

    assertThat(world.keys.use(temporary)).isSameAs(permanent);
    assertThat(restarted().keys.use(temporary).user()).isEqualTo(ann);
    assertThat(world.keys.bind(permanent.id(), temporary, 2_000_000_000)).isFalse();
    assertThat(world.keys.bind(999, permanent.id(), 2_000_000_000)).isFalse();
  }

  private static StoredAuthKey key(int expires) {
    return StoredAuthKey.builder().key(new byte[256]).dc(2).expires(expires).build();
  }

  private AuthKey secondDevice(UserId user) {
    AuthKey key = world.freshKey();
    PhoneNumber number = world.numberOf(user);
    String hash = world.signIn.sendCode(key, number, null);
    world.signIn.signIn(key, number, hash, world.notices.getLast().code(), null);
    return key;
  }
}
