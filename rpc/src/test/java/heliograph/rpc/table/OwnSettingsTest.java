package heliograph.rpc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.tl.api.GlobalPrivacySettings;
import heliograph.tl.api.User;
import heliograph.tl.api.account.CheckUsername;
import heliograph.tl.api.account.GetContactSignUpNotification;
import heliograph.tl.api.account.GetContentSettings;
import heliograph.tl.api.account.GetGlobalPrivacySettings;
import heliograph.tl.api.account.SetContactSignUpNotification;
import heliograph.tl.api.account.SetContentSettings;
import heliograph.tl.api.account.SetGlobalPrivacySettings;
import heliograph.tl.api.account.UpdateUsername;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person settles about the account alone.
final class OwnSettingsTest {
  @TempDir private Path folder;
  private TestServer server;
  private TestSession ann;
  private TestSession anns;

  @BeforeEach
  void start() {
    server = new TestServer(folder);
    ann = new TestSession(server, 10, 229);
    People.signUp(server, ann, "Ann");
    anns = new TestSession(server, 10, 229);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsSettledIsSoInEverySession() {
    GlobalPrivacySettings before = anns.ask(new GetGlobalPrivacySettings());
    assertThat(before).isEqualTo(GlobalPrivacySettings.builder().build());
    GlobalPrivacySettings wanted =
        GlobalPrivacySettings.builder()
            .archiveAndMuteNewNoncontactPeers(true)
            .keepArchivedUnmuted(true)
            .keepArchivedFolders(true)
            .hideReadMarks(true)
            .build();

    assertThat(ann.ask(new SetGlobalPrivacySettings(wanted))).isEqualTo(wanted);
    assertThat(ann.ask(new SetContentSettings(true))).isTrue();
    assertThat(ann.ask(new SetContactSignUpNotification(true))).isTrue();

    assertThat(anns.ask(new GetGlobalPrivacySettings())).isEqualTo(wanted);
    assertThat(anns.ask(new GetContentSettings()).sensitiveEnabled()).isTrue();
    assertThat(anns.ask(new GetContactSignUpNotification())).isTrue();
    assertThat(ann.ask(new SetContentSettings(false))).isTrue();
    assertThat(anns.ask(new GetContentSettings()).sensitiveEnabled()).isFalse();
    assertThat(anns.ask(new GetGlobalPrivacySettings())).as("the rest stays").isEqualTo(wanted);
  }

  @Test
  void whatIsNotToBeHadIsNotSaidToBeSettled() {
    GlobalPrivacySettings wanted =
        GlobalPrivacySettings.builder().newNoncontactPeersRequirePremium(true).build();

    assertThat(ann.ask(new SetGlobalPrivacySettings(wanted)))
        .isEqualTo(GlobalPrivacySettings.builder().build());
  }

  @Test
  void aUserNameIsSaidToBeFreeWhileItIs() {
    TestSession bob = new TestSession(server, 11, 229);
    People.signUp(server, bob, "Bob");
    assertThat(ann.ask(new CheckUsername("somebody_new"))).isTrue();

    User renamed = (User) bob.ask(new UpdateUsername("somebody_new"));

    assertThat(renamed.username()).isEqualTo("somebody_new");
    assertThat(ann.ask(new CheckUsername("Somebody_New"))).isFalse();
    assertThatThrownBy(() -> ann.ask(new CheckUsername("no name")))
        .hasMessageContaining("400 USERNAME_INVALID");
    var _ = bob.ask(new UpdateUsername(""));
    assertThat(ann.ask(new CheckUsername("somebody_new"))).isTrue();
  }
}
