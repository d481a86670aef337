package heliograph.rpc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.tl.TlMethod;
import heliograph.tl.api.AccountDaysTTL;
import heliograph.tl.api.UpdateLoginToken;
import heliograph.tl.api.UpdateShort;
import heliograph.tl.api.User;
import heliograph.tl.api.account.DeleteAccount;
import heliograph.tl.api.account.GetAccountTTL;
import heliograph.tl.api.account.GetAuthorizations;
import heliograph.tl.api.account.ResetAuthorization;
import heliograph.tl.api.account.SetAccountTTL;
import heliograph.tl.api.account.SetAuthorizationTTL;
import heliograph.tl.api.auth.AcceptLoginToken;
import heliograph.tl.api.auth.Authorization;
import heliograph.tl.api.auth.ExportLoginToken;
import heliograph.tl.api.auth.LoginToken;
import heliograph.tl.api.auth.LoginTokenSuccess;
import heliograph.tl.api.auth.ResetAuthorizations;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Log-in by a code that one device shows and another one accepts (https://core.telegram.org/api/qr-login).
final class TokenLogInTest {
  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private TestServer server;
  private TestSession ann;
  private TestSession waiting;
  private User self;

  @BeforeEach
  void start() {
    server = new TestServer(folder, true, () -> now);
    ann = new TestSession(server, 10, 229);
    waiting = new TestSession(server, 11, 227);
    self = People.signUp(server, ann, "Ann");
    now = now.plusSeconds(100);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theWaitingDeviceIsToldAtOnceAndIsIn() throws InterruptedException {
    LoginToken shown = show(waiting);
    assertThat(shown.expires()).isEqualTo(now.getEpochSecond() + 30);
    now = now.plusSeconds(29);

    var accepted = ann.ask(new AcceptLoginToken(shown.token()));

    assertThat(accepted.current()).isFalse();
    assertThat(((UpdateShort) waiting.pushed()).update()).isInstanceOf(UpdateLoginToken.class);
    var success = (LoginTokenSuccess) waiting.ask(new ExportLoginToken(1, "", List.of()));
    assertThat(((User) ((Authorization) success.authorization()).user()).id()).isEqualTo(self.id());
    assertThat(waiting.ask(new GetAuthorizations()).authorizations()).hasSize(2);
    assertThat(ann.pushes).isEmpty();
  }

  @Test
  void aTokenIsGoodOnce() {
    LoginToken shown = show(waiting);
    ann.ask(new AcceptLoginToken(shown.token()));

    refused("400 AUTH_TOKEN_EXPIRED", ann, new AcceptLoginToken(shown.token()));
    LoginToken other = show(new TestSession(server, 12, 229));
    other.token()[3] ^= 1;
    refused("400 AUTH_TOKEN_EXPIRED", ann, new AcceptLoginToken(other.token()));
  }

  @Test
  void aTokenIsGoodForHalfAMinute() {
    LoginToken shown = show(waiting);
    now = now.plusSeconds(30);

    refused("400 AUTH_TOKEN_EXPIRED", ann, new AcceptLoginToken(shown.token()));
    assertThat(waiting.pushes).isEmpty();
    refused("401 AUTH_KEY_UNREGISTERED", waiting, new GetAuthorizations());
    ann.ask(new AcceptLoginToken(show(waiting).token()));
    assertThat(waiting.pushes).hasSize(1);
  }

  @Test
  void nobodyAcceptsForHimself() {
    refused("401 AUTH_KEY_UNREGISTERED", waiting, new AcceptLoginToken(show(waiting).token()));
  }

  @Test
  void whoGotInTodayThrowsNobodyOutUntilTomorrow() {
    ann.ask(new AcceptLoginToken(show(waiting).token()));
    long anns =
        waiting.ask(new GetAuthorizations()).authorizations().stream()
            .filter(it -> !it.current())
            .findFirst()
            .orElseThrow()
            .hash();

    String fresh = "406 FRESH_RESET_AUTHORISATION_FORBIDDEN";
    refused(fresh, waiting, new ResetAuthorizations());
    refused(fresh, waiting, new ResetAuthorization(anns));
    refused(fresh, waiting, new DeleteAccount("", null));
    now = now.plusSeconds(86_400);
    assertThat(waiting.ask(new ResetAuthorization(anns))).isTrue();

    refused("401 AUTH_KEY_UNREGISTERED", ann, new GetAuthorizations());
  }

  @Test
  void whoGotInTodayShortensNoLivesUntilTomorrow() {
    ann.ask(new AcceptLoginToken(show(waiting).token()));
    int days = waiting.ask(new GetAuthorizations()).authorizationTtlDays();
    int accountDays = waiting.ask(new GetAccountTTL()).days();

    String fresh = "406 FRESH_RESET_AUTHORISATION_FORBIDDEN";
    refused(fresh, waiting, new SetAuthorizationTTL(days - 1));
    refused(fresh, waiting, new SetAccountTTL(new AccountDaysTTL(accountDays - 1)));
    assertThat(ann.ask(new GetAuthorizations()).authorizationTtlDays()).isEqualTo(days);
    assertThat(ann.ask(new GetAccountTTL()).days()).isEqualTo(accountDays);
    assertThat(waiting.ask(new SetAuthorizationTTL(days + 1))).isTrue();
    assertThat(waiting.ask(new SetAccountTTL(new AccountDaysTTL(accountDays + 1)))).isTrue();

    assertThat(ann.ask(new SetAuthorizationTTL(1))).as("by the first of the devices").isTrue();
    assertThat(ann.ask(new SetAccountTTL(new AccountDaysTTL(30)))).isTrue();
    refused("400 TTL_DAYS_INVALID", ann, new SetAccountTTL(new AccountDaysTTL(29)));
    ann.ask(new SetAuthorizationTTL(days));
    now = now.plusSeconds(86_400);
    assertThat(waiting.ask(new SetAuthorizationTTL(days - 1))).isTrue();
  }

  private static LoginToken show(TestSession session) {
    return (LoginToken) session.ask(new ExportLoginToken(1, "", List.of()));
  }

  private static void refused(String error, TestSession session, TlMethod<?> method) {
    assertThatThrownBy(() -> session.ask(method)).hasMessageContaining(error);
  }
}
