package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.bus.Bus;
import heliograph.core.Records;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.account.Contacts;
import heliograph.core.account.NotifyScope;
import heliograph.core.account.NotifySettings;
import heliograph.core.account.PrivacyKey;
import heliograph.core.account.PrivacyRules;
import heliograph.core.account.PrivacyRules.Kind;
import heliograph.core.account.PrivacyRules.Rule;
import heliograph.core.mailbox.MailboxNews;
import heliograph.tl.storage.StatusSignal;
import heliograph.tl.storage.StoredContact;
import heliograph.tl.storage.StoredNotify;
import heliograph.tl.storage.StoredUserNews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What people are to each other: contacts, blocks, privacy, presence.
final class PeopleTest extends StoreTest {

  @Test
  void aContactIsKnownToBothSidesAfterARestartToo() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");

    add(ann, bob, "Bobby");

    assertThat(world.accounts.self(ann).contacts().get(bob))
        .extracting(StoredContact::firstName)
        .isEqualTo("Bobby");
    assertThat(world.accounts.self(bob).followers()).containsExactly(ann);
    assertThat(restarted().accounts.self(bob).followers()).containsExactly(ann);
    world.contacts.remove(ann, World.origin(), List.of(bob));
    assertThat(world.accounts.self(ann).contacts()).isEmpty();
    assertThat(world.accounts.self(bob).followers()).isEmpty();
  }

  @Test
  void aNewNameIsToldToWhomItConcerns() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");
    UserId eve = world.person("Eve");
    add(bob, ann, "Ann");
    List<UserId> told = new ArrayList<>();
    world.mailboxes.listen(news -> told.addAll(aboutUser(news, ann)));

    world.profiles.update(ann, World.origin(), "Anna", null, null);

    assertThat(told).containsExactlyInAnyOrder(ann, bob).doesNotContain(eve);
    assertThat(world.accounts.self(ann).profile().firstName()).isEqualTo("Anna");
    refused(
        Refusal.FIRSTNAME_INVALID,
        () -> world.profiles.update(ann, World.origin(), " \u202e\n", null, null));
    refused(
        Refusal.ABOUT_TOO_LONG,
        () -> world.profiles.update(ann, World.origin(), null, null, "x".repeat(71)));
  }

  @Test
  void contactsAreFoundByTheBeginningOfTheirWords() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");
    world.contacts.add(
        ann, World.origin(), List.of(new Contacts.Entry(bob, null, "Bj\u00f6rn", "van Dyke")));

    assertThat(world.contacts.search(ann, "bjo", 10)).containsExactly(bob);
    assertThat(world.contacts.search(ann, "dyke BJ\u00d6RN", 10)).containsExactly(bob);
    assertThat(world.contacts.search(ann, "yke", 10)).isEmpty();
  }

  @Test
  void aBlockIsSeenByTheMailboxToo() {
    UserId ann = world.person("Ann");
    UserId eve = world.person("Eve");

    world.blocks.block(ann, World.origin(), eve);

    assertThat(world.accounts.self(ann).blocks(eve)).isTrue();
    for (PrivacyKey key : PrivacyKey.values()) {
      assertThat(allowed(ann, eve, key)).as("%s", key).isFalse();
    }
    assertThat(world.mailboxes.read(ann).peer(eve.value()).blocked()).isTrue();
    world.blocks.unblock(ann, World.origin(), eve);
    assertThat(world.accounts.self(ann).blocks(eve)).isFalse();
    assertThat(allowed(ann, eve, PrivacyKey.LAST_SEEN)).isTrue();
    assertThat(world.mailboxes.read(ann).peer(eve.value()).blocked()).isFalse();
  }

  private boolean allowed(UserId owner, UserId who, PrivacyKey key) {
    return world.accounts.self(owner).allows(key, who);
  }

  @Test
  void rulesThatNameAPersonGoBeforeTheOthers() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");
    UserId eve = world.person("Eve");
    add(ann, bob, "Bob");
    set(ann, PrivacyKey.PHONE_NUMBER, Rule.of(Kind.ALLOW_CONTACTS), Rule.of(Kind.DENY_ALL));
    assertThat(allows(ann, bob)).isTrue();
    assertThat(allows(ann, eve)).isFalse();

    set(
        ann,
        PrivacyKey.PHONE_NUMBER,
        Rule.of(Kind.ALLOW_ALL),
        new Rule(Kind.DENY_USERS, List.of(bob)));

    assertThat(allows(ann, bob)).isFalse();
    assertThat(allows(ann, eve)).isTrue();
    assertThat(allows(ann, ann)).isTrue();
    set(
        ann,
        PrivacyKey.PHONE_NUMBER,
        new Rule(Kind.ALLOW_USERS, List.of(eve)),
        Rule.of(Kind.DENY_ALL));
    assertThat(allows(ann, eve)).isTrue();
    assertThat(allows(ann, bob)).isFalse();
    assertThat(restarted().privacy.get(ann, PrivacyKey.PHONE_NUMBER))
        .isEqualTo(world.privacy.get(ann, PrivacyKey.PHONE_NUMBER));
  }

  @Test
  void whoHearsOfNewRulesReadsTheNewOnes() {
    UserId ann = world.person("Ann");
    world.privacy.get(ann, PrivacyKey.PHONE_NUMBER);
    List<PrivacyRules> read = new ArrayList<>();
    world.mailboxes.listen(_ -> read.add(world.privacy.get(ann, PrivacyKey.PHONE_NUMBER)));

    set(ann, PrivacyKey.PHONE_NUMBER, Rule.of(Kind.DENY_ALL));

    assertThat(read).containsExactly(new PrivacyRules(List.of(Rule.of(Kind.DENY_ALL))));
  }

  @Test
  void rulesNameABoundedNumberOfPeople() {
    List<UserId> many = new ArrayList<>();
    for (int i = 1; i <= PrivacyRules.MAX_USERS + 1; i++) {
      many.add(new UserId(i));
    }
    refused(
        Refusal.PRIVACY_TOO_LONG,
        () -> new PrivacyRules(List.of(new Rule(Kind.ALLOW_USERS, many))));
  }

  @Test
  void whoIsOnlineIsToldToThoseWhoMayKnow() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");
    UserId eve = world.person("Eve");
    add(bob, ann, "Ann");
    add(eve, ann, "Ann");
    set(
        ann,
        PrivacyKey.LAST_SEEN,
        Rule.of(Kind.ALLOW_ALL),
        new Rule(Kind.DENY_USERS, List.of(eve)));
    List<UserId> bobHears = listen(bob);
    List<UserId> eveHears = listen(eve);

    world.presence.online(ann);
    world.presence.online(ann);

    assertThat(bobHears).containsExactly(ann);
    assertThat(eveHears).isEmpty();
    assertThat(world.presence.onlineUntil(ann)).isPositive();
    world.presence.offline(ann);
    assertThat(bobHears).containsExactly(ann, ann);
    assertThat(world.presence.onlineUntil(ann)).isZero();
  }

  @Test
  void whoWasNeverOnlineWasSeenWhenTheAccountWasMade() {
    UserId ann = world.person("Ann");
    int start = (int) clock.instant().getEpochSecond();
    clock.advance(Duration.ofDays(6));

    assertThat(world.presence.lastSeen(ann)).isEqualTo(start);
    assertThat(restarted().presence.lastSeen(ann)).isEqualTo(start);
  }

  @Test
  void whoSaysNothingMoreIsOfflineAndWasSeenToTenMinutes() {
    UserId ann = world.person("Ann");
    world.presence.online(ann);
    int start = (int) clock.instant().getEpochSecond();
    clock.advance(Duration.ofMinutes(6));

    world.presence.sweep();

    assertThat(world.presence.onlineUntil(ann)).isZero();
    assertThat(world.presence.lastSeen(ann)).isEqualTo(start + 300);
    assertThat(restarted().presence.lastSeen(ann)).isBetween(start - 600, start + 300);
  }

  @Test
  void notificationSettingsAreKeptAndForgotten() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");
    NotifyScope scope = new NotifyScope.Person(bob);
    StoredNotify muted = StoredNotify.builder().muteUntil(Integer.MAX_VALUE).build();

    world.notifySettings.set(ann, World.origin(), scope, muted);
    world.notifySettings.set(ann, World.origin(), NotifyScope.Kind.GROUPS, muted);

    assertThat(restarted().notifySettings.get(ann, scope)).isEqualTo(muted);
    assertThat(world.notifySettings.all(ann)).hasSize(2);
    world.notifySettings.reset(ann, World.origin());
    assertThat(world.notifySettings.all(ann)).isEmpty();
    assertThat(world.notifySettings.get(ann, scope)).isEqualTo(NotifySettings.UNSET);
  }

  private void add(UserId owner, UserId user, String name) {
    world.contacts.add(owner, World.origin(), List.of(new Contacts.Entry(user, null, name, "")));
  }

  private void set(UserId owner, PrivacyKey key, Rule... rules) {
    world.privacy.set(owner, World.origin(), key, new PrivacyRules(List.of(rules)));
  }

  private boolean allows(UserId owner, UserId who) {
    return world.accounts.self(owner).allows(PrivacyKey.PHONE_NUMBER, who);
  }

  private List<UserId> listen(UserId user) {
    List<UserId> heard = new ArrayList<>();
    var _ =
        world.bus.subscribe(
            Bus.Topic.user(user.value()),
            payload -> heard.add(new UserId(Records.read(payload, StatusSignal.class).userId())));
    return heard;
  }

  private static List<UserId> aboutUser(MailboxNews news, UserId user) {
    return news.events().stream()
        .filter(event -> event.stored().equals(new StoredUserNews(user.value())))
        .map(_ -> news.owner())
        .toList();
  }
}
