package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.account.AccountKeys;
import heliograph.core.messages.Drafts;
import heliograph.core.testing.PassingStore;
import heliograph.store.CommandId;
import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import heliograph.store.PartitionStore;
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
    world.logIns.end(ann, first.id(), hash);

    assertThat(second.user()).isNull();
    assertThat(told).containsExactly(second.id());
    assertThat(first.user()).isEqualTo(ann);
    assertThat(restarted().keys.use(second.id()).user()).isNull();
    refused(Refusal.HASH_INVALID, () -> world.logIns.end(ann, first.id(), hash));
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
  void aFreshLogInEndsNoOlderOne() {
    AuthKey owner = world.freshKey();
    UserId ann = world.person(owner, "Ann");
    clock.advance(Duration.ofDays(100));
    AuthKey thief = secondDevice(ann);
    clock.advance(Duration.ofSeconds(1));
    AuthKey accomplice = secondDevice(ann);

    Refusal fresh = Refusal.FRESH_RESET_AUTHORISATION_FORBIDDEN;
    refused(fresh, () -> world.logIns.endOthers(ann, thief.id()));
    refused(fresh, () -> world.logIns.end(ann, thief.id(), hashOf(ann, owner)));
    refused(fresh, () -> world.logIns.delete(ann, thief.id()));
    assertThat(owner.user()).isEqualTo(ann);
    world.logIns.end(ann, thief.id(), hashOf(ann, accomplice));
    assertThat(accomplice.user()).isNull();
    world.logIns.end(ann, owner.id(), hashOf(ann, thief));
    assertThat(thief.user()).isNull();

    AuthKey another = secondDevice(ann);
    clock.advance(Duration.ofSeconds(Authorisations.FRESH_SECONDS));
    world.logIns.endOthers(ann, another.id());
    assertThat(owner.user()).isNull();
  }

  @Test
  void theOnlyLogInMayDoAllAtOnce() {
    AuthKey first = world.freshKey();
    UserId ann = world.person(first, "Ann");

    world.logIns.endOthers(ann, first.id());
    world.logIns.delete(ann, first.id());

    assertThat(world.accounts.named(ann).deleted()).isTrue();
  }

  @Test
  void whoeverMakesManyLogInsPushesOutHisOwn() {
    AuthKey owner = world.freshKey();
    UserId ann = world.person(owner, "Ann");
    clock.advance(Duration.ofDays(100));
    AuthKey secondOfOwner = secondDevice(ann);
    clock.advance(Duration.ofHours(1));
    AuthKey thief = secondDevice(ann);
    clock.advance(Duration.ofSeconds(1));
    for (int i = 3; i < Authorisations.MAX; i++) {
      accept(ann, thief);
    }

    AuthKey byToken = accept(ann, thief);
    clock.advance(Duration.ofSeconds(1));
    AuthKey lent = world.freshKey();
    world.lent.accept(lent, ann.value(), world.lent.export(ann, thief.id()));
    clock.advance(Duration.ofSeconds(1));
    AuthKey byCode = secondDevice(ann);
    clock.advance(Duration.ofSeconds(1));
    AuthKey once = secondDevice(ann);

    assertThat(List.of(owner, secondOfOwner, thief, byToken, once))
        .extracting(AuthKey::user)
        .containsOnly(ann);
    assertThat(byCode.user()).as("the newest").isNull();
    assertThat(lent.user()).as("the newest before that").isNull();
    assertThat(world.logIns.list(ann)).hasSize(Authorisations.MAX);
  }

  @Test
  void whereNoneIsFreshTheOneUnusedForLongestMakesRoom() {
    AuthKey first = world.freshKey();
    UserId ann = world.person(first, "Ann");
    clock.advance(Duration.ofSeconds(1));
    for (int i = 1; i < Authorisations.MAX; i++) {
      accept(ann, first);
    }
    clock.advance(Duration.ofDays(2));

    AuthKey last = secondDevice(ann);

    assertThat(first.user()).isNull();
    assertThat(last.user()).isEqualTo(ann);
    assertThat(world.logIns.list(ann)).hasSize(Authorisations.MAX);
  }

  private AuthKey accept(UserId user, AuthKey by) {
    AuthKey shown = world.freshKey();
    return world.tokens.accept(user, by.id(), world.tokens.show(shown, _ -> {}).bytes());
  }

  @Test
  void aLogInThatEndsAsItBeginsIsOne() {
    AuthKey first = world.freshKey();
    UserId ann = world.person(first, "Ann");
    AuthKey second = world.freshKey();
    var key = AccountKeys.authorisation(second.id());
    PartitionStore quick =
        new PassingStore(store) {
          @Override
          public CommitOutcome commit(Commit commit) {
            CommitOutcome outcome = super.commit(commit);
            if (commit.puts().stream().anyMatch(row -> row.key().equals(key))) {
              // What another device does between the commit and the moment the key learns of it.
              super.commit(
                  new Commit(
                      ann.partition(),
                      store.version(ann.partition()),
                      CommandId.fresh(),
                      List.of(),
                      List.of(key),
                      Commit.NOT_DUE));
            }
            return outcome;
          }
        };
    World racing = new World(quick, clock, SignUpMode.INVITE);
    AuthKey late = racing.keys.use(second.id());
    String code = racing.codes.make(world.numberOf(ann));
    String hash = racing.signIn.sendCode(late, world.numberOf(ann), null);

    racing.signIn.signIn(late, world.numberOf(ann), hash, code, null);

    assertThat(late.user()).isNull();
  }

  private long hashOf(UserId user, AuthKey key) {
    return world.logIns.list(user).stream()
        .filter(log -> log.authKeyId() == key.id())
        .findFirst()
        .orElseThrow()
        .row()
        .hash();
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

    clock.advance(Duration.ofDays(9));

    assertThat(restarted().keys.use(key.id()).user()).isNull();
  }

  @Test
  void whatTheClientSaidOfItselfSurvivesARestart() {
    AuthKey key = world.freshKey();
    var client = new ClientDescription(4, "Pixel", "Android", "1.0", "en", "android", "de");
    world.keys.describe(key, 204, client);
    assertThat(restarted().keys.use(key.id()).layer()).as("not kept yet").isZero();

    world.keys.keep(key);

    AuthKey after = restarted().keys.use(key.id());
    assertThat(after.layer()).isEqualTo(204);
    assertThat(after.client()).isEqualTo(client);
    world.keys.describe(key, 0, null);
    assertThat(key.layer()).isEqualTo(204);
  }

  @Test
  void aTokenThatIsShownLogsItsDeviceInOnce() {
    AuthKey first = world.freshKey();
    UserId ann = world.person(first, "Ann");
    AuthKey shower = world.freshKey();
    List<Integer> told = new ArrayList<>();
    var token = world.tokens.show(shower, told::add);

    assertThat(world.tokens.accept(ann, first.id(), token.bytes())).isSameAs(shower);

    assertThat(shower.user()).isEqualTo(ann);
    assertThat(told).hasSize(1);
    refused(Refusal.AUTH_TOKEN_EXPIRED, () -> world.tokens.accept(ann, first.id(), token.bytes()));
  }

  @Test
  void aTokenRunsOut() {
    AuthKey first = world.freshKey();
    UserId ann = world.person(first, "Ann");
    AuthKey shower = world.freshKey();
    var token = world.tokens.show(shower, _ -> {});
    clock.advance(LoginTokens.VALID.plusSeconds(1));

    refused(Refusal.AUTH_TOKEN_EXPIRED, () -> world.tokens.accept(ann, first.id(), token.bytes()));
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
    refused(Refusal.AUTH_BYTES_INVALID, () -> world.lent.accept(media, ann.value(), word));
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
    refused(
        Refusal.AUTH_BYTES_INVALID, () -> world.lent.accept(world.freshKey(), ann.value(), kept));
  }

  @Test
  void aDeletedAccountIsGoneForGood() {
    AuthKey key = world.freshKey();
    UserId ann = world.person(key, "Ann");
    UserId bob = world.person("Bob");
    PhoneNumber number = world.numberOf(ann);
    world.usernames.change(ann, World.origin(), "ann_example");

    world.logIns.delete(ann);

    assertThat(key.user()).isNull();
    assertThat(world.accounts.named(ann).deleted()).isTrue();
    assertThat(world.numbers.owner(number)).isNull();
    refused(
        Refusal.AUTH_KEY_UNREGISTERED,
        () -> new Drafts(world.mailboxes).clearAll(ann, World.origin()));
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
