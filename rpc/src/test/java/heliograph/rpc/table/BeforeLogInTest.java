package heliograph.rpc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.core.auth.Invites;
import heliograph.tl.TlMethod;
import heliograph.tl.api.CodeSettings;
import heliograph.tl.api.LangPackStringDeleted;
import heliograph.tl.api.User;
import heliograph.tl.api.account.GetPassword;
import heliograph.tl.api.auth.Authorization;
import heliograph.tl.api.auth.AuthorizationSignUpRequired;
import heliograph.tl.api.auth.CancelCode;
import heliograph.tl.api.auth.ExportAuthorization;
import heliograph.tl.api.auth.ImportAuthorization;
import heliograph.tl.api.auth.LogOut;
import heliograph.tl.api.auth.ResendCode;
import heliograph.tl.api.auth.SendCode;
import heliograph.tl.api.auth.SentCode;
import heliograph.tl.api.auth.SignIn;
import heliograph.tl.api.auth.SignUp;
import heliograph.tl.api.contacts.GetContacts;
import heliograph.tl.api.help.AppConfig;
import heliograph.tl.api.help.AppConfigNotModified;
import heliograph.tl.api.help.GetAppConfig;
import heliograph.tl.api.help.GetAppUpdate;
import heliograph.tl.api.help.GetCdnConfig;
import heliograph.tl.api.help.GetConfig;
import heliograph.tl.api.help.GetCountriesList;
import heliograph.tl.api.help.GetNearestDc;
import heliograph.tl.api.langpack.GetDifference;
import heliograph.tl.api.langpack.GetLangPack;
import heliograph.tl.api.langpack.GetLanguage;
import heliograph.tl.api.langpack.GetLanguages;
import heliograph.tl.api.langpack.GetStrings;
import heliograph.tl.api.updates.GetState;
import heliograph.tl.api.users.GetUsers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client may ask whose person is not logged in yet, and the ways in (https://core.telegram.org/api/auth).
final class BeforeLogInTest {
  @TempDir private Path folder;
  private final Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private TestServer server;
  private TestSession session;

  @BeforeEach
  void start() {
    server = new TestServer(folder, true, () -> now);
    session = new TestSession(server, 10, 229);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatClientsAskFirstIsAnsweredAndTheRestIsNot() {
    List<TlMethod<?>> open =
        List.of(
            new GetConfig(),
            new GetNearestDc(),
            new GetCdnConfig(),
            new GetAppUpdate(""),
            new GetAppConfig(0),
            new GetCountriesList("en", 0),
            new GetPassword(),
            new GetLanguages(""),
            new GetLanguage("", "en"),
            new GetLangPack("", "en"),
            new GetDifference("", "en", 1),
            new GetStrings("", "en", List.of()));
    for (TlMethod<?> method : open) {
      assertThat(ask(session, method)).as(method.tlName()).isNotNull();
    }
    for (TlMethod<?> method :
        List.of(new GetUsers(List.of()), new GetState(), new GetContacts(0))) {
      refused("401 AUTH_KEY_UNREGISTERED", session, method);
    }
  }

  @Test
  void clientsBringTheirOwnTexts() {
    assertThat(session.ask(new GetLanguages("android")))
        .singleElement()
        .satisfies(language -> assertThat(language.langCode()).isEqualTo("en"));
    assertThat(session.ask(new GetLangPack("android", "en")).strings()).isEmpty();
    assertThat(session.ask(new GetStrings("android", "en", List.of("Cancel"))))
        .containsExactly(new LangPackStringDeleted("Cancel"));
    refused("400 LANG_CODE_NOT_SUPPORTED", session, new GetLanguage("android", "xx"));
  }

  @Test
  void aConfigurationThatIsKnownIsNotSentAgain() {
    AppConfig config = (AppConfig) session.ask(new GetAppConfig(0));

    assertThat(session.ask(new GetAppConfig(config.hash())))
        .isInstanceOf(AppConfigNotModified.class);
  }

  @Test
  void aCodeIsSentAgainToWhoAskedForIt() {
    Invites.Invite invite = server.invites.create();
    String number = invite.number().toString();
    SentCode first = sendCode(session, number);

    refused("400 PHONE_CODE_EXPIRED", session, new ResendCode(number, "made up", null));
    TestSession other = new TestSession(server, 11, 229);
    refused("400 PHONE_CODE_EXPIRED", other, new ResendCode(number, first.phoneCodeHash(), null));
    SentCode again = (SentCode) session.ask(new ResendCode(number, first.phoneCodeHash(), null));

    assertThat(session.ask(new SignIn(number, again.phoneCodeHash(), invite.code(), null)))
        .isInstanceOf(AuthorizationSignUpRequired.class);
  }

  @Test
  void aLogInThatWasCancelledIsOver() {
    Invites.Invite invite = server.invites.create();
    String number = invite.number().toString();
    String hash = sendCode(session, number).phoneCodeHash();
    var _ = session.ask(new SignIn(number, hash, invite.code(), null));

    assertThat(session.ask(new CancelCode(number, hash))).isTrue();

    refused("400 PHONE_CODE_EXPIRED", session, new SignUp(false, number, hash, "Ann", ""));
    refused("400 PHONE_CODE_EXPIRED", session, new SignIn(number, hash, invite.code(), null));
    User self = People.signUp(session, invite, "Ann");
    assertThat(self.self()).as("who begins again comes in").isTrue();
  }

  @Test
  void aClientCarriesItsLogInToAnotherOfItsKeys() {
    User self = People.signUp(server, session, "Ann");
    TestSession media = new TestSession(server, 11, 229);
    var lent = session.ask(new ExportAuthorization(4));

    refused("400 AUTH_BYTES_INVALID", media, new ImportAuthorization(lent.id() + 1, lent.bytes()));
    lent = session.ask(new ExportAuthorization(4));
    var there = (Authorization) media.ask(new ImportAuthorization(lent.id(), lent.bytes()));

    assertThat(((User) there.user()).id()).isEqualTo(self.id());
    assertThat(ask(media, new GetState())).isNotNull();
    refused("400 AUTH_BYTES_INVALID", media, new ImportAuthorization(lent.id(), lent.bytes()));
    var _ = session.ask(new LogOut());
    refused("401 AUTH_KEY_UNREGISTERED", media, new GetState());
  }

  private static SentCode sendCode(TestSession session, String number) {
    return (SentCode) session.ask(new SendCode(number, 1, "", CodeSettings.builder().build()));
  }

  private static <R> R ask(TestSession session, TlMethod<R> method) {
    return session.ask(method);
  }

  private static void refused(String error, TestSession session, TlMethod<?> method) {
    assertThatThrownBy(() -> session.ask(method)).hasMessageContaining(error);
  }
}
