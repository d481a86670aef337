package heliograph.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.client.RpcException;
import heliograph.testkit.Await;
import heliograph.testkit.Device;
import heliograph.testkit.Watcher;
import heliograph.tl.api.Contact;
import heliograph.tl.api.ContactStatus;
import heliograph.tl.api.InputPeerUser;
import heliograph.tl.api.InputPrivacyKeyAddedByPhone;
import heliograph.tl.api.InputPrivacyKeyPhoneNumber;
import heliograph.tl.api.InputPrivacyKeyStatusTimestamp;
import heliograph.tl.api.InputPrivacyValueAllowAll;
import heliograph.tl.api.InputPrivacyValueAllowUsers;
import heliograph.tl.api.InputPrivacyValueDisallowAll;
import heliograph.tl.api.InputUser;
import heliograph.tl.api.SendMessageTypingAction;
import heliograph.tl.api.TypeInputPrivacyKey;
import heliograph.tl.api.TypeInputPrivacyRule;
import heliograph.tl.api.TypeUserStatus;
import heliograph.tl.api.UpdatePrivacy;
import heliograph.tl.api.UpdateUserStatus;
import heliograph.tl.api.UpdateUserTyping;
import heliograph.tl.api.User;
import heliograph.tl.api.UserStatusEmpty;
import heliograph.tl.api.UserStatusOffline;
import heliograph.tl.api.UserStatusOnline;
import heliograph.tl.api.UserStatusRecently;
import heliograph.tl.api.account.SetPrivacy;
import heliograph.tl.api.account.UpdateStatus;
import heliograph.tl.api.account.UpdateUsername;
import heliograph.tl.api.contacts.AddContact;
import heliograph.tl.api.contacts.Block;
import heliograph.tl.api.contacts.Contacts;
import heliograph.tl.api.contacts.DeleteContacts;
import heliograph.tl.api.contacts.GetContacts;
import heliograph.tl.api.contacts.GetStatuses;
import heliograph.tl.api.contacts.ResolvePhone;
import heliograph.tl.api.contacts.ResolveUsername;
import heliograph.tl.api.contacts.Unblock;
import heliograph.tl.api.messages.SetTyping;
import heliograph.tl.api.users.GetUsers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What Alice lets be seen of her: by Bob, whom she knows, and by Carol, who knows only her user name.
@ExtendWith(Watcher.class)
@Timeout(120)
class PrivacyTest {
  @TempDir private Path folder;
  private Town town;
  private Device alice;
  private Device bob;
  private Device carol;

  @BeforeEach
  void threePeople() {
    town = new Town(TestServer.start(folder.resolve("data")));
    alice = town.signUp("Alice");
    bob = town.signUp("Bob");
    carol = town.signUp("Carol");
    alice.call(new UpdateUsername("alice_here"));
    for (Device other : List.of(bob, carol)) {
      other.call(ResolveUsername.builder().username("alice_here").build());
    }
    alice.meet(bob);
  }

  @AfterEach
  void everybodyLeaves() {
    town.close();
  }

  @Test
  void theNumberIsSeenByThoseWhoAreLet() {
    assertThat(aliceAsSeenBy(bob).phone()).as("by a contact").isEqualTo(digits(alice));
    assertThat(aliceAsSeenBy(carol).phone()).as("by a stranger").isNull();

    allow(new InputPrivacyKeyPhoneNumber(), new InputPrivacyValueAllowAll());
    assertThat(aliceAsSeenBy(carol).phone()).as("where all may").isEqualTo(digits(alice));

    allow(new InputPrivacyKeyPhoneNumber(), new InputPrivacyValueDisallowAll());
    assertThat(aliceAsSeenBy(bob).phone()).as("where nobody may").isNull();
    assertThat(aliceAsSeenBy(carol).phone()).isNull();

    alice.meet(carol);
    allow(
        new InputPrivacyKeyPhoneNumber(),
        new InputPrivacyValueAllowUsers(List.of(alice.client().peers().inputUser(carol.id()))),
        new InputPrivacyValueDisallowAll());
    assertThat(aliceAsSeenBy(bob).phone()).as("where one other may").isNull();
    assertThat(aliceAsSeenBy(carol).phone()).as("where only this one may").isNotNull();
    assertThat(alice.call(new GetUsers(List.of(new heliograph.tl.api.InputUserSelf()))))
        .as("by herself")
        .first()
        .satisfies(self -> assertThat(((User) self).phone()).isEqualTo(digits(alice)));
  }

  @Test
  void nobodyIsFoundByANumberThatIsNotToBeFound() {
    assertThat(carol.call(new ResolvePhone(alice.number())).users()).hasSize(1);
    allow(new InputPrivacyKeyAddedByPhone(), new InputPrivacyValueDisallowAll());
    assertThatThrownBy(() -> carol.call(new ResolvePhone(alice.number())))
        .as("no other answer than for a number that nobody has")
        .hasMessage(refusalOfNobodysNumber());
    carol.meet(alice);
    assertThat(contacts(carol)).isEmpty();
  }

  private String refusalOfNobodysNumber() {
    try {
      var found = carol.call(new ResolvePhone("+88800000000"));
      throw new AssertionError("found " + found);
    } catch (RpcException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  @Test
  void presenceIsToldToContactsAndHiddenFromThoseWhoAreNotLet() {
    bob.meet(alice);
    awaitContacts(alice, new Contact(bob.id(), true));
    alice.call(new UpdateStatus(false));
    bob.seen().await(UpdateUserStatus.class, told -> isAlice(told, UserStatusOnline.class));
    assertThat(aliceAsSeenBy(carol).status()).as("by anybody").isInstanceOf(UserStatusOnline.class);
    alice.call(new UpdateStatus(true));
    bob.seen().await(UpdateUserStatus.class, told -> isAlice(told, UserStatusOffline.class));
    assertThat(bob.call(new GetStatuses()))
        .extracting(ContactStatus::status)
        .hasOnlyElementsOfType(UserStatusOffline.class);

    alice.call(new UpdateStatus(false));
    allow(new InputPrivacyKeyStatusTimestamp(), new InputPrivacyValueDisallowAll());
    bob.seen().await(UpdateUserStatus.class, told -> isAlice(told, UserStatusRecently.class));
    alice.call(new UpdateStatus(true));
    int toldBefore = toldOfAlice();
    alice.call(new UpdateStatus(false));
    assertThat(aliceAsSeenBy(bob).status()).isInstanceOf(UserStatusRecently.class);
    bob.call(new UpdateStatus(false));
    assertThat(statusOfBobAsSeenByAlice())
        .as("who hides it from somebody sees no more of them")
        .isInstanceOf(UserStatusRecently.class);
    alice.send(bob, "but I am here");
    bob.seen().awaitText("but I am here");
    assertThat(toldOfAlice()).isEqualTo(toldBefore);

    allow(
        new InputPrivacyKeyStatusTimestamp(),
        new InputPrivacyValueAllowUsers(List.of(alice.client().peers().inputUser(bob.id()))),
        new InputPrivacyValueDisallowAll());
    assertThat(aliceAsSeenBy(bob).status()).isInstanceOf(UserStatusOnline.class);
    assertThat(aliceAsSeenBy(carol).status()).isInstanceOf(UserStatusRecently.class);
    assertThat(statusOfBobAsSeenByAlice()).isInstanceOf(UserStatusOnline.class);
  }

  @Test
  void whoIsBlockedSeesAtOnceNoMoreOfThePerson() {
    bob.meet(alice);
    awaitContacts(alice, new Contact(bob.id(), true));
    alice.call(new UpdateStatus(false));
    bob.seen().await(UpdateUserStatus.class, told -> isAlice(told, UserStatusOnline.class));
    alice.call(new Block(false, alice.client().peers().inputPeer(bob.id())));
    bob.seen().await(UpdateUserStatus.class, told -> isAlice(told, UserStatusEmpty.class));
  }

  private int toldOfAlice() {
    return (int)
        bob.seen().updates(UpdateUserStatus.class).stream()
            .filter(told -> told.userId() == alice.id())
            .count();
  }

  private boolean isAlice(UpdateUserStatus told, Class<? extends TypeUserStatus> status) {
    return told.userId() == alice.id() && status.isInstance(told.status());
  }

  private TypeUserStatus statusOfBobAsSeenByAlice() {
    User seen =
        (User)
            alice
                .call(new GetUsers(List.of(alice.client().peers().inputUser(bob.id()))))
                .getFirst();
    TypeUserStatus status = seen.status();
    assertThat(status).isNotNull();
    return status;
  }

  @Test
  void contactsAreMutualWhenBothWantItAndHaveTheNamesThatTheirOwnersGaveThem() {
    awaitContacts(alice, new Contact(bob.id(), false));
    bob.call(
        AddContact.builder()
            .id(bob.client().peers().inputUser(alice.id()))
            .firstName("Ally")
            .lastName("")
            .phone("")
            .build());
    awaitContacts(alice, new Contact(bob.id(), true));
    awaitContacts(bob, new Contact(alice.id(), true));
    assertThat(aliceAsSeenBy(bob))
        .extracting(User::firstName, User::contact, User::mutualContact)
        .containsExactly("Ally", true, true);
    assertThat(aliceAsSeenBy(carol).firstName()).isEqualTo("Alice");

    alice.call(new DeleteContacts(List.of(alice.client().peers().inputUser(bob.id()))));
    assertThat(contacts(alice)).isEmpty();
    awaitContacts(bob, new Contact(alice.id(), false));
    assertThat(aliceAsSeenBy(bob).mutualContact()).isFalse();
  }

  @Test
  void whoIsBlockedIsNotHeard() {
    carol.send(alice, "may I?");
    alice.seen().awaitText("may I?");
    var carolsPeer = alice.client().peers().inputPeer(carol.id());
    alice.call(new UpdateStatus(false));
    assertThat(aliceAsSeenBy(carol).status()).isInstanceOf(UserStatusOnline.class);
    assertThat(alice.call(new Block(false, carolsPeer))).isTrue();
    try {
      carol.send(alice, "hear me");
    } catch (RpcException refused) {
      assertThat(refused.is("YOU_BLOCKED_USER")).isFalse();
    }
    carol.call(new SetTyping(carol.peer(alice), null, new SendMessageTypingAction()));
    assertThatThrownBy(() -> alice.send(carol, "and I?"))
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.type()).isEqualTo("YOU_BLOCKED_USER"));
    assertThat(aliceAsSeenBy(carol).status()).isInstanceOf(UserStatusEmpty.class);

    assertThat(alice.call(new Unblock(false, carolsPeer))).isTrue();
    carol.call(new SetTyping(carol.peer(alice), null, new SendMessageTypingAction()));
    alice.seen().await(UpdateUserTyping.class, typing -> typing.userId() == carol.id());
    carol.send(alice, "thank you");
    alice.seen().awaitText("thank you");
    assertThat(alice.seen().arrived()).contains("may I?", "thank you").doesNotContain("hear me");
    assertThat(alice.seen().updates(UpdateUserTyping.class)).hasSize(1);
  }

  @Test
  void theOtherDevicesAreToldOfWhatIsLet() {
    Device laptop = town.logInElsewhere(alice);
    allow(new InputPrivacyKeyPhoneNumber(), new InputPrivacyValueDisallowAll());
    var told = laptop.seen().await(UpdatePrivacy.class, _ -> true);
    assertThat(told.rules()).hasToString("[PrivacyValueDisallowAll[]]");
  }

  private void allow(TypeInputPrivacyKey key, TypeInputPrivacyRule... rules) {
    assertThat(alice.call(new SetPrivacy(key, List.of(rules))).rules()).hasSameSizeAs(rules);
  }

  private static void awaitContacts(Device device, Contact... wanted) {
    Await.until(() -> contacts(device).equals(List.of(wanted)), "the contacts");
  }

  private static List<Contact> contacts(Device device) {
    return ((Contacts) device.call(new GetContacts(0))).contacts();
  }

  private User aliceAsSeenBy(Device viewer) {
    InputPeerUser peer = (InputPeerUser) viewer.peer(alice);
    var asked = new GetUsers(List.of(new InputUser(peer.userId(), peer.accessHash())));
    return (User) viewer.call(asked).getFirst();
  }

  private static String digits(Device device) {
    return device.number().replaceAll("\\D", "");
  }
}
