package heliograph.rpc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.core.auth.Invites;
import heliograph.tl.TlMethod;
import heliograph.tl.api.InputNotifyBroadcasts;
import heliograph.tl.api.InputNotifyChats;
import heliograph.tl.api.InputNotifyForumTopic;
import heliograph.tl.api.InputNotifyPeer;
import heliograph.tl.api.InputNotifyUsers;
import heliograph.tl.api.InputPeerNotifySettings;
import heliograph.tl.api.InputPeerUser;
import heliograph.tl.api.InputPhoneContact;
import heliograph.tl.api.NotificationSoundDefault;
import heliograph.tl.api.NotificationSoundLocal;
import heliograph.tl.api.NotificationSoundNone;
import heliograph.tl.api.NotificationSoundRingtone;
import heliograph.tl.api.NotifyPeer;
import heliograph.tl.api.NotifyUsers;
import heliograph.tl.api.PeerNotifySettings;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeInputNotifyPeer;
import heliograph.tl.api.TypeNotificationSound;
import heliograph.tl.api.UpdateNotifySettings;
import heliograph.tl.api.Updates;
import heliograph.tl.api.User;
import heliograph.tl.api.account.GetNotifyExceptions;
import heliograph.tl.api.account.GetNotifySettings;
import heliograph.tl.api.account.ResetNotifySettings;
import heliograph.tl.api.auth.AcceptLoginToken;
import heliograph.tl.api.auth.ExportLoginToken;
import heliograph.tl.api.auth.LoginToken;
import heliograph.tl.api.contacts.ImportContacts;
import heliograph.tl.api.updates.GetState;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How somebody wants to be told of messages: of one person's, and of those who have no setting of their own.
final class NotifySettingsTest {
  private static final int ALWAYS = Integer.MAX_VALUE;
  private static final PeerNotifySettings UNSET = PeerNotifySettings.builder().build();

  @TempDir private Path folder;
  private TestServer server;
  private TestSession ann;
  private TestSession phone;
  private InputPeerUser bob;
  private InputNotifyPeer fromBob;

  @BeforeEach
  void annKnowsBobAndHasTwoDevices() throws InterruptedException {
    server = new TestServer(folder);
    Invites.Invite bobs = server.invites.create();
    People.signUp(new TestSession(server, 10, 229), bobs, "Bob");
    ann = new TestSession(server, 11, 229);
    People.signUp(server, ann, "Ann");
    var found =
        ann.ask(
            new ImportContacts(
                List.of(new InputPhoneContact(1, bobs.number().toString(), "Bob", "", null))));
    User user = (User) found.users().getFirst();
    bob = new InputPeerUser(user.id(), Objects.requireNonNull(user.accessHash()));
    fromBob = new InputNotifyPeer(bob);
    phone = new TestSession(server, 12, 229);
    LoginToken shown = (LoginToken) phone.ask(new ExportLoginToken(1, "", List.of()));
    ann.ask(new AcceptLoginToken(shown.token()));
    var _ = phone.pushed();
    var _ = phone.ask(new GetState());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsSetForOneIsSetForNobodyElseAndToldToTheOtherDevices() throws InterruptedException {
    assertThat(of(fromBob)).isEqualTo(UNSET);

    set(fromBob, muted(ALWAYS));

    assertThat(of(fromBob).muteUntil()).isEqualTo(ALWAYS);
    assertThat(of(new InputNotifyUsers())).isEqualTo(UNSET);
    assertThat(told()).isEqualTo(new UpdateNotifySettings(peerOfBob(), of(fromBob)));
    assertThat(ann.pushes).as("who set it").isEmpty();
  }

  @Test
  void eachKindHasItsOwnAndIsNoException() throws InterruptedException {
    set(new InputNotifyUsers(), muted(1));
    set(new InputNotifyChats(), muted(2));
    set(new InputNotifyBroadcasts(), muted(3));
    set(fromBob, muted(4));

    assertThat(of(new InputNotifyUsers()).muteUntil()).isEqualTo(1);
    assertThat(of(new InputNotifyChats()).muteUntil()).isEqualTo(2);
    assertThat(of(new InputNotifyBroadcasts()).muteUntil()).isEqualTo(3);
    assertThat(told()).isEqualTo(new UpdateNotifySettings(new NotifyUsers(), muted(1, UNSET)));
    var exceptions = (Updates) ann.ask(GetNotifyExceptions.builder().compareSound(true).build());
    assertThat(exceptions.updates())
        .containsExactly(new UpdateNotifySettings(peerOfBob(), of(fromBob)));
    assertThat(exceptions.users())
        .singleElement()
        .satisfies(it -> assertThat(((User) it).id()).isEqualTo(bob.userId()));
  }

  @Test
  void soundsAreKeptAsTheyWereChosen() {
    List<TypeNotificationSound> sounds =
        List.of(
            new NotificationSoundDefault(),
            new NotificationSoundNone(),
            new NotificationSoundLocal("Bells", "bells.mp3"),
            new NotificationSoundRingtone(7));
    for (TypeNotificationSound sound : sounds) {
      set(
          fromBob,
          InputPeerNotifySettings.builder().showPreviews(false).silent(true).sound(sound).build());

      PeerNotifySettings kept = of(fromBob);
      assertThat(kept.showPreviews()).isFalse();
      assertThat(kept.silent()).isTrue();
      assertThat(kept.muteUntil()).isNull();
      assertThat(List.of(kept.iosSound(), kept.androidSound(), kept.otherSound()))
          .containsOnly(sound);
    }
    String endless = "x".repeat(100_000);
    set(
        fromBob,
        InputPeerNotifySettings.builder()
            .sound(new NotificationSoundLocal(endless, endless))
            .build());
    assertThat(of(fromBob).otherSound())
        .isEqualTo(new NotificationSoundLocal("x".repeat(128), "x".repeat(128)));
  }

  @Test
  void allAreForgottenAtOnce() throws InterruptedException {
    set(new InputNotifyUsers(), muted(ALWAYS));
    set(fromBob, muted(ALWAYS));
    var _ = told();
    var _ = told();

    ann.ask(new ResetNotifySettings());

    assertThat(of(new InputNotifyUsers())).isEqualTo(UNSET);
    assertThat(of(fromBob)).isEqualTo(UNSET);
    Updates told = (Updates) phone.pushed();
    assertThat(told.updates())
        .containsExactlyInAnyOrder(
            new UpdateNotifySettings(peerOfBob(), UNSET),
            new UpdateNotifySettings(new NotifyUsers(), UNSET));
    var none = (Updates) ann.ask(GetNotifyExceptions.builder().build());
    assertThat(none.updates()).isEmpty();
  }

  @Test
  void whatOneDoesNotKnowHasNoSettings() {
    var guessed = new InputNotifyPeer(new InputPeerUser(bob.userId(), bob.accessHash() ^ 1));
    refused("400 PEER_ID_INVALID", new GetNotifySettings(guessed));
    refused(
        "400 PEER_ID_INVALID",
        new heliograph.tl.api.account.UpdateNotifySettings(guessed, muted(ALWAYS)));
    refused("400 PEER_ID_INVALID", new GetNotifySettings(new InputNotifyForumTopic(bob, 1)));
  }

  private NotifyPeer peerOfBob() {
    return new NotifyPeer(new PeerUser(bob.userId()));
  }

  private PeerNotifySettings of(TypeInputNotifyPeer scope) {
    return ann.ask(new GetNotifySettings(scope));
  }

  private void set(TypeInputNotifyPeer scope, InputPeerNotifySettings settings) {
    assertThat(ann.ask(new heliograph.tl.api.account.UpdateNotifySettings(scope, settings)))
        .isTrue();
  }

  private static InputPeerNotifySettings muted(int until) {
    return InputPeerNotifySettings.builder().muteUntil(until).build();
  }

  private static PeerNotifySettings muted(int until, PeerNotifySettings before) {
    return before.toBuilder().muteUntil(until).build();
  }

  /// The next that the other device is told.
  private UpdateNotifySettings told() throws InterruptedException {
    return (UpdateNotifySettings) ((Updates) phone.pushed()).updates().getFirst();
  }

  private void refused(String error, TlMethod<?> method) {
    assertThatThrownBy(() -> ann.ask(method)).hasMessageContaining(error);
  }
}
