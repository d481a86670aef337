package heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.mtproto.transport.Framing;
import heliograph.tl.TlMethod;
import heliograph.tl.api.Message;
import heliograph.tl.api.NearestDc;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.Updates;
import heliograph.tl.api.User;
import heliograph.tl.api.help.GetNearestDc;
import heliograph.tl.api.updates.Difference;
import heliograph.tl.api.updates.GetDifference;
import heliograph.tl.api.updates.GetState;
import heliograph.tl.api.updates.State;
import heliograph.tl.api.users.GetUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The client against the real other end of the wire.
class ClientTest {
  private static final int DATE = 1_700_000_000;

  @TempDir Path folder;

  private final AtomicInteger asked = new AtomicInteger();
  private volatile @Nullable RpcException refusal;
  private volatile int pts = 1;
  private final LoopbackServer server = new LoopbackServer(this::answer);
  private final Loops loops = new Loops(1);

  @AfterEach
  void stop() {
    loops.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Framing.class)
  void callsOverEveryTransport(Framing framing) {
    try (Client client = connect(options().with(new Carrier(framing, false, null)))) {
      assertThat(client.call(new GetNearestDc()).country()).isEqualTo("1");
    }
    if (framing != Framing.FULL) {
      try (Client client = connect(options().with(new Carrier(framing, true, null)))) {
        assertThat(client.call(new GetNearestDc()).country()).isEqualTo("2");
      }
    }
  }

  @Test
  void aRefusalIsAnException() {
    refusal = new RpcException(420, "FLOOD_WAIT_7");
    try (Client client = connect(options())) {
      assertThatThrownBy(() -> client.call(new GetNearestDc()))
          .isInstanceOfSatisfying(
              RpcException.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    }
  }

  @Test
  void manyCallsAtOnceAreAllAnswered() {
    try (Client client = connect(options())) {
      List<CompletableFuture<NearestDc>> answers = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        answers.add(client.callAsync(new GetNearestDc()));
      }
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
      assertThat(asked.get()).isEqualTo(500);
    }
  }

  @Test
  void aCallOutlivesItsConnection() throws Exception {
    try (Client client = connect(options())) {
      assertThat(client.call(new GetNearestDc()).country()).isEqualTo("1");
      server.deaf(true);
      CompletableFuture<NearestDc> answer = client.callAsync(new GetNearestDc());
      server.awaitUnheard();
      server.restart();
      server.deaf(false);
      assertThat(answer.get(1, TimeUnit.MINUTES).country()).isEqualTo("2");
    }
  }

  @Test
  void aCallGoesOverAnotherConnectionIfNothingIsHeardOverTheFirst() throws Exception {
    try (Client client = connect(options().with(Duration.ofSeconds(6)))) {
      assertThat(client.call(new GetNearestDc()).country()).isEqualTo("1");
      server.abandon();
      CompletableFuture<NearestDc> answer = client.callAsync(new GetNearestDc());
      assertThat(answer.get(1, TimeUnit.MINUTES).country()).isEqualTo("2");
    }
  }

  @Test
  void keepsItsKeyInTheSessionFile() {
    SessionFile file = new SessionFile(folder.resolve("me.session"));
    try (Client client = connect(options().with(file))) {
      var _ = client.call(new GetNearestDc());
    }
    try (Client client = connect(options().with(file))) {
      var _ = client.call(new GetNearestDc());
    }
    assertThat(server.keysMade()).isEqualTo(1);
  }

  @Test
  void aForgottenKeyEndsTheLogIn() throws InterruptedException {
    SavedSession saved = SavedSession.inMemory();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (Client client = connect(options().with(saved))) {
      assertThat(client.self().id()).isEqualTo(5);
      assertThat(client.loggedIn()).isTrue();
      client.follow(
          new UpdateListener() {
            @Override
            public void update(TypeUpdate update) {}

            @Override
            public void loggedOut() {
              heard.add("logged out");
            }
          });
      var _ = client.call(new GetNearestDc());
      server.forgetKeys();
      assertThat(heard.poll(1, TimeUnit.MINUTES)).isEqualTo("logged out");
      assertThat(client.loggedIn()).isFalse();
    }
  }

  @Test
  void seesPushesAndWhatItMissedOnceAndInOrder() throws InterruptedException {
    BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
    try (Client client = connect(options())) {
      client.follow(update -> {
        if (update instanceof UpdateNewMessage m && m.message() instanceof Message message) {
          seen.add(message.id());
        }
      });
      var _ = client.call(new GetNearestDc());
      awaitStateAsked();
      pushNext();
      assertThat(seen.poll(1, TimeUnit.MINUTES)).isEqualTo(2);
      pts = 5; // three more that are never pushed
      server.restart();
      for (int expected = 3; expected <= 5; expected++) {
        assertThat(seen.poll(1, TimeUnit.MINUTES)).isEqualTo(expected);
      }
      pushNext();
      assertThat(seen.poll(1, TimeUnit.MINUTES)).isEqualTo(6);
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void givesUpWhenNobodyAnswers() {
    server.close();
    assertThatThrownBy(() -> connect(options().with(Duration.ofMillis(300))))
        .isInstanceOf(ConnectionLostException.class)
        .hasMessageContaining("cannot be reached");
  }

  private ClientOptions options() {
    return ClientOptions.of(server.address());
  }

  private Client connect(ClientOptions options) {
    return Client.connect(options, loops);
  }

  private void pushNext() {
    int next = pts + 1;
    pts = next;
    server.push(
        new Updates(
            List.of(new UpdateNewMessage(message(next), next, 1)), List.of(), List.of(), DATE, 0));
  }

  private volatile boolean stateAsked;

  private void awaitStateAsked() throws InterruptedException {
    while (!stateAsked) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private Object answer(TlMethod<?> method) {
    RpcException refused = refusal;
    if (refused != null) {
      throw refused;
    }
    return switch (method) {
      case GetNearestDc _ -> new NearestDc(String.valueOf(asked.incrementAndGet()), 2, 2);
      case GetUsers _ -> List.of(User.builder().id(5).self(true).build());
      case GetState _ -> {
        stateAsked = true;
        yield new State(pts, 1, DATE, 0, 0);
      }
      case GetDifference question -> {
        List<heliograph.tl.api.TypeMessage> missed = new ArrayList<>();
        for (int id = question.pts() + 1; id <= pts; id++) {
          missed.add(message(id));
        }
        yield new Difference(
            missed, List.of(), List.of(), List.of(), List.of(), new State(pts, 1, DATE, 0, 0));
      }
      default -> throw new RpcException(400, "METHOD_NOT_IMPLEMENTED");
    };
  }

  private static Message message(int id) {
    return Message.builder()
        .id(id)
        .peerId(new PeerUser(7))
        .date(DATE)
        .message("message " + id)
        .build();
  }
}
