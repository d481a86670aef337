package heliograph.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.client.LoginFlow;
import heliograph.client.RpcException;
import heliograph.client.ServerAddress;
import heliograph.mtproto.handshake.ClientKeyExchange.Request;
import heliograph.mtproto.handshake.NewAuthKey;
import heliograph.mtproto.transport.Framing;
import heliograph.mtproto.transport.Transport;
import heliograph.testkit.Device;
import heliograph.testkit.Handset;
import heliograph.testkit.Invite;
import heliograph.testkit.Watcher;
import heliograph.testkit.Wire;
import heliograph.testkit.WireRefusedException;
import heliograph.tl.api.InputUserSelf;
import heliograph.tl.api.User;
import heliograph.tl.api.account.GetAuthorizations;
import heliograph.tl.api.auth.DropTempAuthKeys;
import heliograph.tl.api.help.GetConfig;
import heliograph.tl.api.users.GetUsers;
import heliograph.tl.mt.DestroyAuthKey;
import heliograph.tl.mt.DestroyAuthKeyOk;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A person whose client never speaks with its permanent key: it makes a temporary one, binds it, and makes another when that
/// one's time is over. Who takes the server's memory later cannot read what was said before.
@ExtendWith(Watcher.class)
@Timeout(120)
class TemporaryKeysTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int DAY = 86_400;

  @TempDir private Path folder;
  private Town town;
  private ServerAddress server;
  private NewAuthKey permanent;

  @BeforeEach
  void makeThePermanentKey() {
    town = new Town(TestServer.start(folder.resolve("data")));
    server = town.server().address();
    permanent = key(Request.permanent(2));
  }

  @AfterEach
  void everybodyLeaves() {
    town.close();
  }

  @Test
  void anUnboundKeyIsNobodysAndABoundOneIsThePersons() {
    try (Handset handset = handset(key(Request.temporary(2, DAY)))) {
      assertThatThrownBy(() -> self(handset))
          .isInstanceOfSatisfying(
              RpcException.class, e -> assertThat(e.type()).isEqualTo("AUTH_KEY_PERM_EMPTY"));
      assertThat(handset.bindTo(permanent)).isTrue();
      long ann = signUp(handset, "Ann");

      assertThat(self(handset).id()).isEqualTo(ann);
      try (Handset bare = handset(permanent)) {
        assertThat(self(bare).id()).as("who holds the permanent key").isEqualTo(ann);
      }
    }
  }

  @Test
  void aKeyIsBoundOnlyByWhoHoldsThePermanentOne() {
    NewAuthKey stolenId = new NewAuthKey(key(Request.permanent(2)).key(), 0, 2, 0);
    try (Handset handset = handset(key(Request.temporary(2, DAY)))) {
      assertThat(handset.bindTo(permanent)).isTrue();
      assertThatThrownBy(() -> handset.bindTo(stolenId))
          .as("a key that belongs to another already")
          .isInstanceOf(RpcException.class);
    }
    try (Handset handset = handset(permanent)) {
      assertThatThrownBy(() -> handset.bindTo(stolenId))
          .as("a permanent key cannot be bound")
          .isInstanceOf(RpcException.class);
    }
  }

  @Test
  void messagesReachThePersonUnderOneKeyAfterTheOther() {
    Device bob = town.signUp("Bob");
    NewAuthKey first = key(Request.temporary(2, DAY));
    Handset handset = handset(first);
    assertThat(handset.bindTo(permanent)).isTrue();
    Invite invite = town.server().invite();
    long ann = signUp(handset, "Ann", invite);
    bob.meet(invite.number());
    bob.send(ann, "under the first key");
    handset.awaitPushed(updates -> updates.toString().contains("under the first key"));

    town.server().restart();
    NewAuthKey second = key(Request.temporary(2, DAY));
    Handset renewed = handset(second);
    assertThat(renewed.bindTo(permanent)).isTrue();
    assertThat(self(renewed).id()).isEqualTo(ann);
    handset.moveTo(wire());
    assertThat(self(handset).id()).as("the first key after the restart").isEqualTo(ann);
    bob.send(ann, "under both keys");
    renewed.awaitPushed(updates -> updates.toString().contains("under both keys"));
    handset.awaitPushed(updates -> updates.toString().contains("under both keys"));

    assertThat(renewed.call(new DropTempAuthKeys(List.of(second.key().id())))).isTrue();
    handset.moveTo(wire());
    assertRefused(handset);
    bob.send(ann, "under the second key");
    renewed.awaitPushed(updates -> updates.toString().contains("under the second key"));
    handset.close();
    renewed.close();
  }

  @Test
  void aKeyWhoseTimeIsOverIsUnknownAndTheNextOneGoesOn() {
    long ann;
    try (Handset bare = handset(permanent)) {
      ann = signUp(bare, "Ann");
    }
    NewAuthKey brief = key(Request.temporary(2, 4));
    Handset handset = handset(brief);
    assertThat(handset.bindTo(permanent)).isTrue();
    assertThat(self(handset).id()).isEqualTo(ann);
    try {
      while (true) {
        long asked = System.currentTimeMillis() / 1000;
        var _ = handset.call(new GetConfig());
        assertThat(asked)
            .as("when what was answered was asked")
            .isLessThanOrEqualTo(brief.expiresAt() + 1L);
      }
    } catch (UncheckedIOException over) {
      assertThat(over.getCause())
          .isInstanceOfSatisfying(
              WireRefusedException.class, e -> assertThat(e.code()).isEqualTo(-404));
    }
    handset.close();

    try (Handset next = handset(key(Request.temporary(2, DAY)))) {
      assertThat(next.bindTo(permanent)).isTrue();
      assertThat(self(next).id()).isEqualTo(ann);
    }
  }

  @Test
  void aKeyThatItsClientDestroysIsUnknownAndTakesItsLogInAlong() {
    Invite invite = town.server().invite();
    Handset leaving = handset(permanent);
    long ann = signUp(leaving, "Ann", invite);

    var _ = leaving.serve(new DestroyAuthKey());
    leaving.awaitNotice(DestroyAuthKeyOk.class, _ -> true);
    leaving.moveTo(wire());
    assertRefused(leaving);
    leaving.close();

    String code = town.server().control("code", invite.number()).getFirst();
    try (Handset back = handset(key(Request.permanent(2)))) {
      LoginFlow flow = LoginFlow.start(back, _ -> {}, invite.number());
      assertThat(flow.code(code))
          .isInstanceOfSatisfying(
              LoginFlow.Outcome.LoggedIn.class, in -> assertThat(in.self().id()).isEqualTo(ann));
      assertThat(back.call(new GetAuthorizations()).authorizations()).hasSize(1);
    }
  }

  private static void assertRefused(Handset handset) {
    assertThatThrownBy(() -> handset.call(new GetConfig()))
        .hasCauseInstanceOf(WireRefusedException.class);
  }

  private static User self(Handset handset) {
    return (User) handset.call(new GetUsers(List.of(new InputUserSelf()))).getFirst();
  }

  private long signUp(Handset handset, String name) {
    return signUp(handset, name, town.server().invite());
  }

  private static long signUp(Handset handset, String name, Invite invite) {
    LoginFlow flow = LoginFlow.start(handset, _ -> {}, invite.number());
    assertThat(flow.code(invite.code())).isInstanceOf(LoginFlow.Outcome.SignUpNeeded.class);
    return flow.signUp(name, "").id();
  }

  private Wire wire() {
    return Wire.tcp(server, Transport.openPlain(Framing.INTERMEDIATE, RANDOM));
  }

  private Handset handset(NewAuthKey key) {
    return new Handset(wire(), key);
  }

  private NewAuthKey key(Request request) {
    try (Wire wire = wire()) {
      return Handset.makeKey(wire, server.key(), request);
    }
  }
}
