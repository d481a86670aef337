package heliograph.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.client.LoginFlow;
import heliograph.client.ServerAddress;
import heliograph.mtproto.transport.Framing;
import heliograph.mtproto.transport.ProxySecret;
import heliograph.mtproto.transport.Transport;
import heliograph.testkit.Device;
import heliograph.testkit.Handset;
import heliograph.testkit.Invite;
import heliograph.testkit.Watcher;
import heliograph.testkit.Wire;
import heliograph.tl.api.InputPeerUser;
import heliograph.tl.api.InputPhoneContact;
import heliograph.tl.api.User;
import heliograph.tl.api.contacts.ImportContacts;
import heliograph.tl.api.messages.SendMessage;
import heliograph.tl.mt.BadServerSalt;
import heliograph.tl.mt.FutureSalts;
import heliograph.tl.mt.GetFutureSalts;
import heliograph.tl.mt.NewSessionCreated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Over whatever the one port is reached, a person signs up, logs in and talks with somebody on an ordinary connection.
@ExtendWith(Watcher.class)
@Timeout(120)
class CarriersTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// The ways to the port that the client library itself does not take.
  enum Way {
    OBFUSCATED_ABRIDGED,
    PROXY_INTERMEDIATE,
    PROXY_PADDED,
    WEB_SOCKET,
    WEB_SOCKET_OVER_TLS,
    TLS,
    HTTP
  }

  @TempDir private Path folder;
  private Town town;
  private ServerAddress server;
  private SSLContext trusting;
  private Device bob;

  @BeforeEach
  void somebodyIsThere() throws IOException {
    Certificate certificate = Certificate.make(folder);
    trusting = certificate.trusting();
    Path settings =
        Files.writeString(
            folder.resolve("settings"),
            "tls = files%ntls.certificate = %s%ntls.key = %s%n"
                .formatted(certificate.chain(), certificate.key()));
    town = new Town(TestServer.start(folder.resolve("data"), settings));
    server = town.server().address();
    bob = town.signUp("Bob");
  }

  @AfterEach
  void everybodyLeaves() {
    town.close();
  }

  private Wire open(Way way) {
    ProxySecret secret = town.server().proxySecret();
    return switch (way) {
      case OBFUSCATED_ABRIDGED -> Wire.tcp(server, obfuscated(Framing.ABRIDGED));
      case PROXY_INTERMEDIATE ->
          Wire.tcp(server, Transport.openObfuscated(Framing.INTERMEDIATE, secret, 2, RANDOM));
      case PROXY_PADDED ->
          Wire.tcp(
              server, Transport.openObfuscated(Framing.PADDED, secret.padded(true), 2, RANDOM));
      case WEB_SOCKET -> Wire.webSocket(server, obfuscated(Framing.INTERMEDIATE), null);
      case WEB_SOCKET_OVER_TLS ->
          Wire.webSocket(server, obfuscated(Framing.INTERMEDIATE), trusting);
      case TLS -> Wire.tls(server, Transport.openPlain(Framing.INTERMEDIATE, RANDOM), trusting);
      case HTTP -> Wire.http(server);
    };
  }

  private static Transport.Opened obfuscated(Framing framing) {
    return Transport.openObfuscated(framing, null, 2, RANDOM);
  }

  @ParameterizedTest
  @EnumSource
  void peopleSignUpLogInAndTalk(Way way) {
    Invite invite = town.server().invite();
    try (Handset phone = Handset.connect(open(way), server)) {
      LoginFlow flow = LoginFlow.start(phone, _ -> {}, invite.number());
      assertThat(flow.code(invite.code())).isInstanceOf(LoginFlow.Outcome.SignUpNeeded.class);
      long ann = flow.signUp("Ann", "").id();
      talk(phone, ann, invite.number(), "from the first device");

      try (Handset second = Handset.connect(open(way), server)) {
        LoginFlow again = LoginFlow.start(second, _ -> {}, invite.number());
        String code = town.server().control("code", invite.number()).getFirst();
        assertThat(again.code(code)).isInstanceOf(LoginFlow.Outcome.LoggedIn.class);
        talk(second, ann, invite.number(), "from the second device");
        phone.awaitPushed(updates -> updates.toString().contains("from the second device"));
      }
    }
  }

  private void talk(Handset phone, long ann, String number, String text) {
    InputPhoneContact contact =
        InputPhoneContact.builder()
            .clientId(1)
            .phone(bob.number())
            .firstName("Bob")
            .lastName("")
            .build();
    User known = (User) phone.call(new ImportContacts(List.of(contact))).users().getFirst();
    Long hash = known.accessHash();
    var _ =
        phone.call(
            SendMessage.builder()
                .peer(new InputPeerUser(known.id(), hash == null ? 0 : hash))
                .message(text)
                .randomId(RANDOM.nextLong())
                .build());
    bob.seen().awaitText(text);
    bob.meet(number);
    bob.send(ann, "answer to " + text);
    phone.awaitPushed(updates -> updates.toString().contains("answer to " + text));
  }

  @Test
  void aWrongSaltIsCorrectedAndTheCallGoesThroughOnce() {
    Invite invite = town.server().invite();
    try (Handset phone = Handset.connect(open(Way.OBFUSCATED_ABRIDGED), server)) {
      phone.useSalt(42);
      LoginFlow flow = LoginFlow.start(phone, _ -> {}, invite.number());
      assertThat(phone.notices(BadServerSalt.class)).hasSize(1);
      assertThat(flow.code(invite.code())).isInstanceOf(LoginFlow.Outcome.SignUpNeeded.class);
      long ann = flow.signUp("Ann", "").id();
      phone.useSalt(43);
      talk(phone, ann, invite.number(), "with a wrong salt");
      assertThat(phone.notices(BadServerSalt.class)).hasSize(2);
      assertThat(bob.history(ann).values())
          .containsExactly("with a wrong salt", "answer to with a wrong salt");

      long asked = phone.serve(new GetFutureSalts(4));
      FutureSalts salts = phone.awaitNotice(FutureSalts.class, it -> it.reqMsgId() == asked);
      assertThat(salts.salts()).hasSize(4);
      phone.useSalt(salts.salts().getFirst().salt());
      talk(phone, ann, invite.number(), "with a salt of the list");
      assertThat(phone.notices(BadServerSalt.class)).hasSize(2);
    }
  }

  @Test
  void aSessionIsNewOnceAndOnceMoreAfterTheServerWasStartedAgain() {
    Invite invite = town.server().invite();
    try (Handset phone = Handset.connect(open(Way.OBFUSCATED_ABRIDGED), server)) {
      LoginFlow flow = LoginFlow.start(phone, _ -> {}, invite.number());
      assertThat(flow.code(invite.code())).isInstanceOf(LoginFlow.Outcome.SignUpNeeded.class);
      long ann = flow.signUp("Ann", "").id();
      phone.moveTo(open(Way.OBFUSCATED_ABRIDGED));
      talk(phone, ann, invite.number(), "over another connection");
      assertThat(phone.notices(NewSessionCreated.class)).hasSize(1);

      town.server().restart();
      phone.moveTo(open(Way.WEB_SOCKET));
      talk(phone, ann, invite.number(), "after the restart");
      assertThat(phone.notices(NewSessionCreated.class))
          .hasSize(2)
          .extracting(NewSessionCreated::uniqueId)
          .doesNotHaveDuplicates();
    }
  }
}
