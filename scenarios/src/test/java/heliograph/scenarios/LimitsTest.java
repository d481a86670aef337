package heliograph.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.client.Client;
import heliograph.client.LoginFlow;
import heliograph.client.RpcException;
import heliograph.client.ServerAddress;
import heliograph.mtproto.handshake.ClientKeyExchange.Request;
import heliograph.mtproto.transport.Framing;
import heliograph.mtproto.transport.Transport;
import heliograph.testkit.Device;
import heliograph.testkit.Handset;
import heliograph.testkit.Invite;
import heliograph.testkit.Watcher;
import heliograph.testkit.Wire;
import heliograph.testkit.WireRefusedException;
import heliograph.tl.TlMethod;
import heliograph.tl.api.InputPeerSelf;
import heliograph.tl.api.contacts.ResolveUsername;
import heliograph.tl.api.messages.SaveDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A server as its owner runs it, with all limits on: whoever asks too often is told how long to wait, and it is true; and
/// nobody else has to.
@ExtendWith(Watcher.class)
@Timeout(120)
class LimitsTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_EXCHANGES = 30;
  private static final int LOOKUPS = 40;
  private static final int CHANGES = 120;

  @TempDir private Path folder;
  private Town town;
  private Device bob;

  @BeforeEach
  void somebodyIsThere() throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("settings"), "limits.handshakes.network = " + KEY_EXCHANGES + "\n");
    town = new Town(TestServer.startWithLimits(folder.resolve("data"), settings));
    bob = town.signUp("Bob");
  }

  @AfterEach
  void everybodyLeaves() {
    town.close();
  }

  @Test
  void whoeverTriesWrongCodesWaitsAndStillGetsIn() throws InterruptedException {
    Invite invite = town.server().invite();
    String wrong = invite.code().equals("11111") ? "22222" : "11111";
    try (Client client = Client.connect(town.fresh(), town.loops())) {
      LoginFlow flow = client.logIn(invite.number());
      Duration wait = null;
      int free = 0;
      while (wait == null) {
        wait = refusal(() -> assertWrong(flow.code(wrong)));
        free += wait == null ? 1 : 0;
      }
      assertThat(free).as("tries that cost nothing").isBetween(3, 12);
      assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
      assertThat(refusal(() -> flow.code(invite.code())))
          .as("the right code meanwhile")
          .isNotNull();

      TimeUnit.MILLISECONDS.sleep(wait.toMillis());
      assertThat(flow.code(invite.code())).isInstanceOf(LoginFlow.Outcome.SignUpNeeded.class);
    }
  }

  private static void assertWrong(LoginFlow.Outcome outcome) {
    assertThat(outcome).isInstanceOf(LoginFlow.Outcome.WrongCode.class);
  }

  @Test
  void whoeverLooksUpManyNamesWaitsAndMayGoOnTalking() {
    int found = 0;
    Duration wait = null;
    while (wait == null) {
      String name = "nobody_" + found++;
      wait = refusal(() -> assertUnknown(name));
    }
    assertThat(found).as("names looked up").isBetween(LOOKUPS / 2, LOOKUPS + 5);
    assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));

    Device carol = town.signUp("Carol");
    carol.meet(bob);
    carol.send(bob, "hello");
    bob.seen().awaitText("hello");
    bob.send(carol, "hello to you");
    carol.seen().awaitText("hello to you");
  }

  private void assertUnknown(String name) {
    try {
      var _ = bob.call(ResolveUsername.builder().username(name).build());
      throw new AssertionError(name + " is known");
    } catch (RpcException refused) {
      if (!refused.is("USERNAME_NOT_OCCUPIED")) {
        throw refused;
      }
    }
  }

  @Test
  void aFloodOfCallsIsToldToWaitAndOnlyTheOneWhoSentIt() throws InterruptedException {
    Device carol = town.signUp("Carol");
    carol.meet(bob);
    List<CompletableFuture<?>> flood = new ArrayList<>();
    for (int i = 0; i < 3 * CHANGES; i++) {
      flood.add(bob.client().callAsync(draft("draft " + i)));
    }
    List<Duration> waits = new ArrayList<>();
    for (CompletableFuture<?> each : flood) {
      Duration wait = refusal(each::join);
      if (wait != null) {
        waits.add(wait);
      }
    }
    assertThat(waits).as("calls of the flood that were refused").isNotEmpty();
    assertThat(waits).allSatisfy(wait -> assertThat(wait.toSeconds()).isBetween(1L, 5L));
    carol.send(bob, "meanwhile");
    bob.seen().awaitText("meanwhile");

    TimeUnit.MILLISECONDS.sleep(waits.getLast().toMillis());
    assertThat(bob.call(draft("after the wait"))).isTrue();
  }

  private static TlMethod<Boolean> draft(String text) {
    return SaveDraft.builder().peer(new InputPeerSelf()).message(text).build();
  }

  @Test
  void aNetworkThatMakesKeysWithoutEndIsShutOutAndItsPeopleAreNot() {
    Device carol = town.signUp("Carol");
    carol.meet(bob);
    ServerAddress server = town.server().address();
    int made = 0;
    boolean shut = false;
    while (!shut) {
      try (Wire stranger = Wire.tcp(server, Transport.openPlain(Framing.INTERMEDIATE, RANDOM))) {
        var _ = Handset.makeKey(stranger, server.key(), Request.permanent(2));
        assertThat(++made).isLessThan(2 * KEY_EXCHANGES);
      } catch (UncheckedIOException refused) {
        assertThat(refused.getCause())
            .isInstanceOfSatisfying(
                WireRefusedException.class, e -> assertThat(e.code()).isEqualTo(-429));
        shut = true;
      }
    }
    assertThat(made).isGreaterThan(KEY_EXCHANGES / 3);
    carol.client().reconnect();
    carol.send(bob, "still here");
    bob.seen().awaitText("still here");
  }

  /// How long the caller is told to wait; null if the call was not refused.
  private static @Nullable Duration refusal(Runnable call) {
    try {
      call.run();
      return null;
    } catch (CompletionException wrapped) {
      if (wrapped.getCause() instanceof RpcException refused) {
        return wait(refused);
      }
      throw wrapped;
    } catch (RpcException refused) {
      return wait(refused);
    }
  }

  private static Duration wait(RpcException refused) {
    Duration wait = refused.retryAfter();
    if (wait == null) {
      throw refused;
    }
    return wait;
  }
}
