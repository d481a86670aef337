package heliograph.rpc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.core.auth.Invites;
import heliograph.tl.api.Birthday;
import heliograph.tl.api.ContactBirthday;
import heliograph.tl.api.InputPhoneContact;
import heliograph.tl.api.InputPrivacyKeyPhoneNumber;
import heliograph.tl.api.InputPrivacyValueAllowCloseFriends;
import heliograph.tl.api.InputPrivacyValueDisallowAll;
import heliograph.tl.api.InputUser;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.User;
import heliograph.tl.api.account.SetPrivacy;
import heliograph.tl.api.account.UpdateBirthday;
import heliograph.tl.api.account.UpdateUsername;
import heliograph.tl.api.contacts.AcceptContact;
import heliograph.tl.api.contacts.Contacts;
import heliograph.tl.api.contacts.DeleteByPhones;
import heliograph.tl.api.contacts.EditCloseFriends;
import heliograph.tl.api.contacts.Found;
import heliograph.tl.api.contacts.GetBirthdays;
import heliograph.tl.api.contacts.GetContacts;
import heliograph.tl.api.contacts.ImportContacts;
import heliograph.tl.api.contacts.ResetSaved;
import heliograph.tl.api.contacts.ResolveUsername;
import heliograph.tl.api.contacts.Search;
import heliograph.tl.api.users.GetUsers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The address book (https://core.telegram.org/api/contacts), as Ann keeps it and Bob stands in it.
final class AddressBookTest {
  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-12-31T12:00:00Z");
  private TestServer server;
  private TestSession ann;
  private TestSession bob;
  private Invites.Invite bobsInvite;
  private User bobs;

  @BeforeEach
  void start() {
    server = new TestServer(folder, true, () -> now);
    ann = new TestSession(server, 10, 229);
    bob = new TestSession(server, 11, 229);
    People.signUp(server, ann, "Ann");
    bobsInvite = server.invites.create();
    bobs = People.signUp(bob, bobsInvite, "Bob");
    ann.ask(new UpdateUsername("ann_example"));
    bob.ask(new UpdateUsername("bob_example"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void peopleAreTakenOutByTheNumbersThatTheyWereBroughtInWith() {
    bringBob();
    ann.ask(new DeleteByPhones(List.of("+88800000000")));
    assertThat(contacts()).containsExactly(bobs.id());

    ann.ask(new DeleteByPhones(List.of("+88800000000", bobsInvite.number().toString())));

    assertThat(contacts()).isEmpty();
  }

  @Test
  void contactsAreFoundByTheirNamesAndStrangersByTheirUserNameOnly() {
    bringBob();
    TestSession cat = new TestSession(server, 12, 229);
    User cats = People.signUp(server, cat, "Cathy");
    cat.ask(new UpdateUsername("cat_example"));

    Found bobby = find("bobb");
    assertThat(bobby.myResults()).containsExactly(new PeerUser(bobs.id()));
    assertThat(bobby.results()).isEmpty();
    assertThat(((User) bobby.users().getFirst()).firstName()).isEqualTo("Bobby");
    assertThat(find("bob_exa").myResults()).containsExactly(new PeerUser(bobs.id()));
    for (String query : List.of("cathy", "cat_exa", "@cat")) {
      assertThat(find(query).users()).as(query).isEmpty();
    }
    assertThat(find("@cat_example").results()).containsExactly(new PeerUser(cats.id()));
    assertThat(find("Cat_Example").myResults()).isEmpty();
    assertThatThrownBy(() -> find("b")).hasMessageContaining("400 QUERY_TOO_SHORT");
  }

  private Found find(String query) {
    return ann.ask(Search.builder().q(query).limit(10).build());
  }

  @Test
  void whoForgetsTheNumbersKeepsThePeople() {
    bringBob();
    bob.ask(
        new SetPrivacy(
            new InputPrivacyKeyPhoneNumber(), List.of(new InputPrivacyValueDisallowAll())));
    assertThat(bobAsSeenByAnn().phone()).as("it was typed").isEqualTo(bobs.phone());

    ann.ask(new ResetSaved());

    assertThat(contacts()).containsExactly(bobs.id());
    assertThat(bobAsSeenByAnn().phone()).isNull();
  }

  @Test
  void theClosestSeeWhatIsForThemOnly() {
    User anns = bringAnn();
    ann.ask(
        new SetPrivacy(
            new InputPrivacyKeyPhoneNumber(),
            List.of(new InputPrivacyValueAllowCloseFriends(), new InputPrivacyValueDisallowAll())));
    bringBob();
    assertThat(asSeen(bob, anns).phone()).isNull();

    ann.ask(new EditCloseFriends(List.of(bobs.id())));
    assertThat(bobAsSeenByAnn().closeFriend()).isTrue();
    assertThat(asSeen(bob, anns).phone()).isNotNull();
    ann.ask(new EditCloseFriends(List.of()));

    assertThat(bobAsSeenByAnn().closeFriend()).isFalse();
    assertThat(asSeen(bob, anns).phone()).isNull();
    assertThatThrownBy(() -> ann.ask(new EditCloseFriends(List.of(-1L))))
        .hasMessageContaining("400 USER_ID_INVALID");
  }

  @Test
  void whoIsAcceptedStandsUnderHisOwnNameAndSeesTheNumber() {
    User anns = bringAnn();
    assertThat(asSeen(bob, anns).phone()).isNull();

    ann.ask(new AcceptContact(input(bobAsSeenByAnn())));

    assertThat(contacts()).containsExactly(bobs.id());
    assertThat(bobAsSeenByAnn().firstName()).isEqualTo("Bob");
    assertThat(asSeen(bob, anns).phone()).isNotNull();
  }

  @Test
  void birthdaysAreToldAroundTheirDay() {
    bringBob();
    bringAnn();
    bob.ask(new UpdateBirthday(new Birthday(1, 1, null)));
    assertThat(birthdays()).as("tomorrow, over the turn of the year").hasSize(1);

    bob.ask(new UpdateBirthday(new Birthday(29, 2, 1996)));
    now = Instant.parse("2027-02-26T12:00:00Z");
    assertThat(birthdays()).isEmpty();
    now = now.plusSeconds(86_400);
    assertThat(birthdays()).as("tomorrow is the last of February").hasSize(1);
    now = now.plusSeconds(2 * 86_400);
    assertThat(birthdays())
        .as("yesterday it was")
        .containsExactly(new ContactBirthday(bobs.id(), new Birthday(29, 2, 1996)));
    now = now.plusSeconds(86_400);
    assertThat(birthdays()).as("the second of March").isEmpty();
    now = now.minusSeconds(86_400);
    bob.ask(new UpdateBirthday(null));
    assertThat(birthdays()).isEmpty();
  }

  private List<ContactBirthday> birthdays() {
    return ann.ask(new GetBirthdays()).contacts();
  }

  private List<Long> contacts() {
    return ((Contacts) ann.ask(new GetContacts(0)))
        .contacts().stream().map(contact -> contact.userId()).toList();
  }

  private void bringBob() {
    var card = new InputPhoneContact(1, bobsInvite.number().toString(), "Bobby", "", null);
    assertThat(ann.ask(new ImportContacts(List.of(card))).imported()).hasSize(1);
  }

  /// Has Bob put Ann into his address book, whose number he does not know.
  private User bringAnn() {
    User found = (User) bob.ask(new ResolveUsername("ann_example", null)).users().getFirst();
    bob.ask(new AcceptContact(input(found)));
    return found;
  }

  private User bobAsSeenByAnn() {
    return (User) ann.ask(new ResolveUsername("bob_example", null)).users().getFirst();
  }

  private static User asSeen(TestSession viewer, User known) {
    return (User) viewer.ask(new GetUsers(List.of(input(known)))).getFirst();
  }

  private static InputUser input(User user) {
    return new InputUser(user.id(), Objects.requireNonNull(user.accessHash()));
  }
}
