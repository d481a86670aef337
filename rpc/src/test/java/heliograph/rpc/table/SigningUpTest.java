package heliograph.rpc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.core.auth.Invites;
import heliograph.tl.api.CodeSettings;
import heliograph.tl.api.InputPeerUser;
import heliograph.tl.api.InputPhoneContact;
import heliograph.tl.api.InputPrivacyKeyPhoneNumber;
import heliograph.tl.api.InputPrivacyKeyStatusTimestamp;
import heliograph.tl.api.InputPrivacyValueDisallowAll;
import heliograph.tl.api.InputUser;
import heliograph.tl.api.InputUserSelf;
import heliograph.tl.api.TextWithEntities;
import heliograph.tl.api.TypeUser;
import heliograph.tl.api.UpdateLoginToken;
import heliograph.tl.api.UpdateShort;
import heliograph.tl.api.UpdateUserStatus;
import heliograph.tl.api.Updates;
import heliograph.tl.api.User;
import heliograph.tl.api.UserStatusOnline;
import heliograph.tl.api.account.GetAuthorizations;
import heliograph.tl.api.account.ResetAuthorization;
import heliograph.tl.api.account.SetPrivacy;
import heliograph.tl.api.account.UpdateProfile;
import heliograph.tl.api.account.UpdateStatus;
import heliograph.tl.api.account.UpdateUsername;
import heliograph.tl.api.auth.AcceptLoginToken;
import heliograph.tl.api.auth.Authorization;
import heliograph.tl.api.auth.DropTempAuthKeys;
import heliograph.tl.api.auth.ExportLoginToken;
import heliograph.tl.api.auth.LogOut;
import heliograph.tl.api.auth.LoginToken;
import heliograph.tl.api.auth.LoginTokenSuccess;
import heliograph.tl.api.auth.SendCode;
import heliograph.tl.api.contacts.AddContact;
import heliograph.tl.api.contacts.ImportContacts;
import heliograph.tl.api.contacts.ResolveUsername;
import heliograph.tl.api.contacts.UpdateContactNote;
import heliograph.tl.api.help.GetConfig;
import heliograph.tl.api.messages.GetMessagesViews;
import heliograph.tl.api.messages.GetPeerSettings;
import heliograph.tl.api.messages.HidePeerSettingsBar;
import heliograph.tl.api.users.GetFullUser;
import heliograph.tl.api.users.GetUsers;
import heliograph.tl.storage.StoredAuthKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SigningUpTest {
  @TempDir private Path folder;
  private TestServer server;
  private long nextKey = 10;

  @BeforeEach
  void start() {
    server = new TestServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {143, 158, 198, 204, 224, 227, 229})
  void aPersonSignsUpAndIsSeenInEveryLayer(int layer) {
    TestSession session = new TestSession(server, nextKey++, layer);

    User self = signUp(session, server.invites.create(), "Ann");

    assertThat(self.self()).isTrue();
    assertThat(self.firstName()).isEqualTo("Ann");
    assertThat(session.ask(new GetUsers(List.of(new InputUserSelf()))))
        .singleElement()
        .extracting(user -> ((User) user).id())
        .isEqualTo(self.id());
    assertThat(session.ask(new GetFullUser(new InputUserSelf())).fullUser().id())
        .isEqualTo(self.id());
    assertThat(session.ask(new GetAuthorizations()).authorizations()).hasSize(1);
  }

  @Test
  void theConfigurationNamesThePublicAddressAndTheClientsDataCentre() {
    TestSession session = new TestSession(server, nextKey++, 229);

    var config = session.ask(new GetConfig());

    assertThat(config.thisDc()).isEqualTo(2);
    assertThat(config.dcOptions())
        .anySatisfy(option -> {
          assertThat(option.id()).isEqualTo(2);
          assertThat(option.ipAddress()).isEqualTo("203.0.113.5");
        });
    assertThat(config.expires()).isGreaterThan(config.date());
    assertThat(config.chatSizeMax()).as("there are no groups").isZero();
    assertThat(config.megagroupSizeMax()).isZero();
    assertThat(config.captionLengthMax()).isZero();
  }

  @Test
  void aHiddenNumberIsSeenOnlyByThoseWhoKnowIt() {
    TestSession ann = new TestSession(server, nextKey++, 229);
    TestSession bob = new TestSession(server, nextKey++, 229);
    TestSession eve = new TestSession(server, nextKey++, 229);
    Invites.Invite annsInvite = server.invites.create();
    User annSelf = signUp(ann, annsInvite, "Ann");
    signUp(bob, server.invites.create(), "Bob");
    signUp(eve, server.invites.create(), "Eve");
    ann.ask(new UpdateUsername("ann_example"));
    ann.ask(
        new SetPrivacy(
            new InputPrivacyKeyPhoneNumber(), List.of(new InputPrivacyValueDisallowAll())));

    var imported =
        bob.ask(
            new ImportContacts(
                List.of(
                    new InputPhoneContact(1, annsInvite.number().toString(), "Annie", "", null))));
    var resolved = eve.ask(new ResolveUsername("ann_example", null));

    User annForBob = (User) imported.users().getFirst();
    assertThat(annForBob.firstName()).isEqualTo("Annie");
    assertThat(annForBob.phone()).isEqualTo(annsInvite.number().digits());
    User annForEve = (User) resolved.users().getFirst();
    assertThat(annForEve.firstName()).isEqualTo("Ann");
    assertThat(annForEve.phone()).isNull();
    assertThat(annForEve.accessHash()).isNotEqualTo(annForBob.accessHash());
    assertThatThrownBy(() ->
            eve.ask(
                new GetUsers(
                    List.of(
                        new InputUser(
                            annSelf.id(), Objects.requireNonNull(annForBob.accessHash()))))))
        .hasMessageContaining("PEER_ID_INVALID");
  }

  @Test
  void whoIsOnlineIsSeenOnline() {
    TestSession ann = new TestSession(server, nextKey++, 229);
    signUp(ann, server.invites.create(), "Ann");
    ann.ask(new UpdateStatus(false));

    TypeUser self = ann.ask(new GetUsers(List.of(new InputUserSelf()))).getFirst();

    assertThat(((User) self).status()).isInstanceOf(UserStatusOnline.class);
  }

  @Test
  void whoHidesFromSomebodyDoesNotHearWhenTheyComeAndGo() throws InterruptedException {
    TestSession ann = new TestSession(server, nextKey++, 229);
    TestSession bob = new TestSession(server, nextKey++, 229);
    Invites.Invite annsInvite = server.invites.create();
    User annSelf = signUp(ann, annsInvite, "Ann");
    signUp(bob, server.invites.create(), "Bob");
    bob.ask(
        new ImportContacts(
            List.of(new InputPhoneContact(1, annsInvite.number().toString(), "Ann", "", null))));
    bob.pushes.clear();

    ann.ask(new UpdateStatus(false));

    assertThat(((Updates) bob.pushed()).updates())
        .singleElement()
        .isInstanceOfSatisfying(
            UpdateUserStatus.class, told -> assertThat(told.userId()).isEqualTo(annSelf.id()));
    bob.ask(
        new SetPrivacy(
            new InputPrivacyKeyStatusTimestamp(), List.of(new InputPrivacyValueDisallowAll())));
    bob.pushes.clear();
    ann.ask(new UpdateStatus(true));
    ann.ask(new UpdateStatus(false));
    assertThat(bob.pushes).isEmpty();
  }

  @Test
  void aDeviceThatShowsATokenIsToldAndLoggedIn() throws InterruptedException {
    TestSession ann = new TestSession(server, nextKey++, 229);
    TestSession fresh = new TestSession(server, nextKey++, 227);
    User self = signUp(ann, server.invites.create(), "Ann");
    var shown = (LoginToken) fresh.ask(new ExportLoginToken(1, "", List.of()));

    ann.ask(new AcceptLoginToken(shown.token()));

    assertThat(fresh.pushed())
        .isInstanceOfSatisfying(
            UpdateShort.class,
            update -> assertThat(update.update()).isInstanceOf(UpdateLoginToken.class));
    var success = (LoginTokenSuccess) fresh.ask(new ExportLoginToken(1, "", List.of()));
    assertThat(((User) ((Authorization) success.authorization()).user()).id()).isEqualTo(self.id());
  }

  @Test
  void whoLoggedOutIsUnknown() {
    TestSession ann = new TestSession(server, nextKey++, 229);
    signUp(ann, server.invites.create(), "Ann");

    ann.ask(new LogOut());

    assertThatThrownBy(() -> ann.ask(new GetUsers(List.of(new InputUserSelf()))))
        .hasMessageContaining("401 AUTH_KEY_UNREGISTERED");
    assertThat(ann.ask(new GetConfig()).thisDc()).isEqualTo(2);
  }

  @Test
  void aLogOutIsSeenByTheKeysOtherSessions() {
    TestSession ann = new TestSession(server, 900, 229);
    TestSession other = new TestSession(server, 900, 229);
    signUp(ann, server.invites.create(), "Ann");
    assertThat(other.ask(new GetUsers(List.of(new InputUserSelf())))).hasSize(1);

    ann.ask(new LogOut());

    assertThatThrownBy(() -> other.ask(new GetUsers(List.of(new InputUserSelf()))))
        .hasMessageContaining("401 AUTH_KEY_UNREGISTERED");
  }

  @Test
  void aKeyThatIsBoundToNoneIsGoodForNothingButReadingWhatIsOpen() {
    server.keys.save(
        901, StoredAuthKey.builder().key(new byte[256]).dc(2).expires(Integer.MAX_VALUE).build());
    TestSession unbound = new TestSession(server, 901, 229);
    assertThat(unbound.ask(new GetConfig()).thisDc()).isEqualTo(2);

    assertThatThrownBy(() -> unbound.ask(new GetUsers(List.of(new InputUserSelf()))))
        .hasMessageContaining("401 AUTH_KEY_PERM_EMPTY");
    assertThatThrownBy(
            () -> unbound.ask(new SendCode("+88800000000", 1, "", CodeSettings.builder().build())))
        .hasMessageContaining("401 AUTH_KEY_PERM_EMPTY");
  }

  @Test
  void aSessionOfADroppedTemporaryKeyIsNobodys() {
    bind(903, 902);
    TestSession lost = new TestSession(server, 903, 229);
    TestSession ann = new TestSession(server, 902, 229);
    signUp(lost, server.invites.create(), "Ann");
    assertThat(ann.ask(new GetUsers(List.of(new InputUserSelf())))).hasSize(1);

    ann.ask(new DropTempAuthKeys(List.of()));
    lost.introduced = false;

    assertThatThrownBy(() -> lost.ask(new GetUsers(List.of(new InputUserSelf()))))
        .hasMessageContaining("401 AUTH_KEY_UNREGISTERED");
    ann.ask(new UpdateUsername("ann_example"));
    assertThat(lost.pushes).isEmpty();
  }

  @Test
  void aLogInUnderADestroyedKeyEndsLikeAnyOther() {
    bind(903, 902);
    TestSession thief = new TestSession(server, 903, 229);
    TestSession ann = new TestSession(server, nextKey++, 229);
    signUp(ann, server.invites.create(), "Ann");
    assertThat(thief.ask(new GetConfig()).thisDc()).isEqualTo(2);

    server.keys.delete(902);
    thief.introduced = false;
    var shown = (LoginToken) thief.ask(new ExportLoginToken(1, "", List.of()));
    var stolen = ann.ask(new AcceptLoginToken(shown.token()));
    assertThat(thief.ask(new GetUsers(List.of(new InputUserSelf())))).hasSize(1);
    ann.ask(new ResetAuthorization(stolen.hash()));

    assertThatThrownBy(() -> thief.ask(new GetUsers(List.of(new InputUserSelf()))))
        .hasMessageContaining("401 AUTH_KEY_UNREGISTERED");
  }

  /// Makes a temporary key that speaks for a permanent one.
  private void bind(long temporary, long permanent) {
    var key = StoredAuthKey.builder().key(new byte[256]).dc(2);
    server.keys.save(permanent, key.expires(0).build());
    server.keys.save(temporary, key.expires(Integer.MAX_VALUE).build());
    assertThat(server.keys.bind(temporary, permanent, Integer.MAX_VALUE)).isTrue();
  }

  @Test
  void whoIsRenamedIsSoInTheNextAnswerToStrangersToo() {
    TestSession ann = new TestSession(server, nextKey++, 229);
    TestSession eve = new TestSession(server, nextKey++, 229);
    signUp(ann, server.invites.create(), "Ann");
    signUp(eve, server.invites.create(), "Eve");
    ann.ask(new UpdateUsername("ann_renames"));
    var before = (User) eve.ask(new ResolveUsername("ann_renames", null)).users().getFirst();
    var peer = new InputUser(before.id(), Objects.requireNonNull(before.accessHash()));
    assertThat(before.firstName()).isEqualTo("Ann");

    ann.ask(UpdateProfile.builder().firstName("Anna").build());

    assertThat(((User) eve.ask(new GetUsers(List.of(peer))).getFirst()).firstName())
        .isEqualTo("Anna");
  }

  @Test
  void aNoteAboutAContactIsKeptForOneself() {
    TestSession ann = new TestSession(server, nextKey++, 229);
    TestSession bob = new TestSession(server, nextKey++, 229);
    signUp(ann, server.invites.create(), "Ann");
    Invites.Invite invite = server.invites.create();
    User bobs = signUp(bob, invite, "Bob");
    bob.ask(new UpdateUsername("bob_example"));
    var found = (User) ann.ask(new ResolveUsername("bob_example", null)).users().getFirst();
    var peer = new InputUser(bobs.id(), Objects.requireNonNull(found.accessHash()));
    var note = new TextWithEntities("met at the sea", List.of());

    assertThatThrownBy(() -> ann.ask(new UpdateContactNote(peer, note)))
        .hasMessageContaining("400 CONTACT_ID_INVALID");
    ann.ask(new AddContact(false, peer, "Bob", "", "", note));
    assertThat(ann.ask(new GetFullUser(peer)).fullUser().note()).isEqualTo(note);
    ann.ask(new UpdateContactNote(peer, new TextWithEntities("", List.of())));

    assertThat(ann.ask(new GetFullUser(peer)).fullUser().note()).isNull();
  }

  @Test
  void theBarAboutAStrangerIsOfferedUntilItIsHidden() {
    TestSession ann = new TestSession(server, nextKey++, 229);
    TestSession bob = new TestSession(server, nextKey++, 229);
    signUp(ann, server.invites.create(), "Ann");
    User bobs = signUp(bob, server.invites.create(), "Bob");
    bob.ask(new UpdateUsername("bob_stranger"));
    var found = (User) ann.ask(new ResolveUsername("bob_stranger", null)).users().getFirst();
    var peer = new InputPeerUser(bobs.id(), Objects.requireNonNull(found.accessHash()));
    assertThat(ann.ask(new GetPeerSettings(peer)).settings().addContact()).isTrue();

    ann.ask(new HidePeerSettingsBar(peer));

    assertThat(ann.ask(new GetPeerSettings(peer)).settings().addContact()).isFalse();
    assertThat(ann.ask(new GetPeerSettings(peer)).settings().blockContact()).isFalse();
    assertThat(ann.ask(new GetMessagesViews(peer, List.of(2, 3), false)).views()).hasSize(2);
  }

  private static User signUp(TestSession session, Invites.Invite invite, String name) {
    return People.signUp(session, invite, name);
  }
}
