package heliograph.mtproto.server;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.message.ServiceMessages;
import heliograph.tl.TlReader;
import heliograph.tl.mt.HttpWait;
import heliograph.tl.mt.NewSessionCreated;
import heliograph.tl.mt.Ping;
import heliograph.tl.mt.Pong;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// How sessions live over connections, how long, and how many there may be.
class SessionLivesTest {

  private static final byte[] PUSH = {0x55, 0x66, 0x77, 0x08, 5, 6, 7, 8};
  private static final int PUSH_ID = 0x08776655;
  private static final SessionLimits LIMITS = SessionLimits.DEFAULT;

  private final Random random = new Random(7);
  private final ManualClock clock = new ManualClock();
  private final MessageServer server =
      new MessageServer(clock, new SaltSchedule(new byte[32], 0), LIMITS, random);
  private final StoredAuthKey key = key();

  @Test
  void ofSeveralConnectionsTheOneUsedLastIsSentOver() {
    Talker first = talker(1);
    first.request();
    Talker second = talker(1);
    long request = second.request();
    ServerSession session = second.session();
    assertThat(first.session()).isSameAs(session);

    session.push(PUSH);
    assertThat(second.woken()).isTrue();
    assertThat(first.woken()).isFalse();
    first.listen();
    second.listen();
    assertThat(pushes(first)).isZero();
    assertThat(pushes(second)).isEqualTo(1);

    first.say(new Ping(1));
    session.answer(request, PUSH);
    first.listen();
    second.listen();
    assertThat(first.results(request)).as("the answer goes over the other one").hasSize(1);
    assertThat(second.results(request)).isEmpty();
  }

  @Test
  void whatOneConnectionTookAlongTheOtherBrings() {
    Talker first = talker(1);
    first.request();
    Talker second = talker(1);
    second.request();
    second.session().push(PUSH);
    second.listen();
    second.leave();
    assertThat(first.woken()).isTrue();
    first.listen();
    assertThat(pushes(first)).isEqualTo(1);
    assertThat(first.heard.getLast().msgId())
        .as("a copy, under the same id")
        .isEqualTo(second.heard.getLast().msgId());
  }

  @Test
  void aSessionHasAFewConnectionsAndTheOldestGoes() {
    List<Talker> talkers = new ArrayList<>();
    for (int i = 0; i <= LIMITS.connectionsPerSession(); i++) {
      Talker talker = talker(1);
      talker.request();
      talkers.add(talker);
    }
    assertThat(talkers.getFirst().closed()).isTrue();
    assertThat(talkers.subList(1, talkers.size())).noneMatch(Talker::closed);
  }

  @Test
  void aSessionThatNobodyComesBackToIsGivenUp() {
    Talker present = talker(1);
    present.request();
    Talker away = talker(2);
    long request = away.request();
    ServerSession session = away.session();
    session.push(PUSH);
    away.leave();

    clock.advance((LIMITS.detachedSeconds() - 1) * 1000L);
    assertThat(server.expire()).isEmpty();
    away.comeBack();
    away.say(new Ping(1));
    assertThat(pushes(away)).as("what was kept for it").isEqualTo(1);
    assertThat(newSessions(away)).isEqualTo(1);

    away.leave();
    clock.advance(LIMITS.detachedSeconds() * 1000L);
    assertThat(server.expire()).containsExactly(session);
    assertThat(server.expire()).isEmpty();
    assertThat(server.sessions().size()).isEqualTo(1);
    session.answer(request, PUSH);
    away.comeBack();
    away.request();
    assertThat(newSessions(away)).as("it is told that all is forgotten").isEqualTo(2);
    assertThat(away.results(request)).isEmpty();
    assertThat(present.session().isEnded()).isFalse();
  }

  @Test
  void aKeyHasAFewSessionsAndTheOneLeftLongestGoes() {
    List<Talker> talkers = new ArrayList<>();
    for (int i = 0; i < LIMITS.sessionsPerKey(); i++) {
      Talker talker = talker(i);
      talker.request();
      talkers.add(talker);
    }
    talkers.get(7).leave();
    clock.advance(5000);
    talkers.get(3).leave();
    ServerSession leftLongest = talkers.get(7).session();

    Talker oneMore = talker(1000);
    oneMore.request();
    assertThat(oneMore.effects).contains(new Effect.SessionClosed(leftLongest));
    assertThat(server.sessions().ofKey(key.id())).hasSize(LIMITS.sessionsPerKey());
    assertThat(server.sessions().size()).isEqualTo(LIMITS.sessionsPerKey());
  }

  @Test
  void moreSessionsThanTheServerWantsLiveOnlyWhileSomebodyIsThere() {
    SessionLimits few =
        new SessionLimits(
            2, 100, 32, 900, 8, 32, 512, 1024, 1024, 2 << 20, 128L << 20, 1 << 20, 600);
    MessageServer small = new MessageServer(clock, new SaltSchedule(new byte[32], 0), few, random);
    List<Talker> talkers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Talker talker = new Talker(small, key(), clock, i, false);
      talker.request();
      talkers.add(talker);
      clock.advance(1000);
    }
    assertThat(small.expire()).as("while all are there").isEmpty();
    List<ServerSession> sessions = talkers.stream().map(Talker::session).toList();
    for (int i : new int[] {2, 0, 3}) {
      talkers.get(i).leave();
      clock.advance(1000);
    }
    assertThat(small.expire())
        .as("those left longest")
        .containsExactly(sessions.get(2), sessions.get(0));
    assertThat(small.sessions().size()).isEqualTo(2);
  }

  @Test
  void aRevokedKeysSessionsEndWithTheirConnections() {
    Talker one = talker(1);
    Talker other = talker(2);
    one.request();
    other.request();
    assertThat(server.sessions().closeKey(key.id())).hasSize(2);
    assertThat(one.closed()).isTrue();
    assertThat(other.closed()).isTrue();
    assertThat(server.sessions().ofKey(key.id())).isEmpty();
    assertThat(server.sessions().closeKey(key.id())).isEmpty();
  }

  @Test
  void moreRequestsThanMayRunAtOnceAreToldToWait() {
    Talker talker = talker(1);
    long last = 0;
    for (int i = 0; i <= LIMITS.requestsInFlight(); i++) {
      last = talker.request();
    }
    assertThat(talker.requests()).hasSize(LIMITS.requestsInFlight()).doesNotContain(last);
    TlReader refusal = talker.results(last).getFirst().result();
    assertThat(refusal.readInt()).isEqualTo(ServiceMessages.RPC_ERROR);
    assertThat(refusal.readInt()).isEqualTo(420);
    assertThat(refusal.readString()).isEqualTo("FLOOD_WAIT_1");
  }

  @Test
  void manySessionsWithOneLongAnswerEachHoldNoMoreThanAllMayTogether() {
    int longest = 100_000;
    SessionLimits limits =
        new SessionLimits(
            200, 100, 32, 900, 8, 32, 512, 1024, 1024, 2 << 20, 3L * longest, 1 << 20, 600);
    MessageServer small =
        new MessageServer(clock, new SaltSchedule(new byte[32], 0), limits, random);
    byte[] answer = new byte[longest];
    random.nextBytes(answer);
    List<Talker> talkers = new ArrayList<>();
    List<Long> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Talker talker = new Talker(small, key(), clock, i, false);
      requests.add(talker.request());
      talker.session().answer(requests.getLast(), answer);
      talker.listen();
      talkers.add(talker);
    }

    TlReader last = talkers.getLast().results(requests.getLast()).getFirst().result();
    assertThat(last.readInt()).isEqualTo(ServiceMessages.RPC_ERROR);
    assertThat(last.readInt()).isEqualTo(420);
    talkers.forEach(talker -> talker.session().push(answer));
    assertThat(small.retained().bytes()).isLessThan(4L * longest);
  }

  @Test
  void whoeverMissesMoreThanIsKeptIsToldSo() {
    Talker talker = talker(1);
    talker.request();
    talker.leave();
    for (int i = 0; i < LIMITS.unackedMessages() + 10; i++) {
      talker.session().push(PUSH);
    }
    talker.comeBack();
    talker.say(new Ping(1));
    assertThat(newSessions(talker)).isEqualTo(2);
    assertThat(pushes(talker)).isBetween(1L, (long) LIMITS.unackedMessages());
  }

  @Test
  void overHttpARequestIsHeldUntilThereIsSomethingToSay() {
    Talker talker = new Talker(server, key, clock, 1, true);
    long request = talker.request();
    assertThat(talker.effects).contains(new Effect.Hold(25_000));
    assertThat(newSessions(talker)).as("what there is to say goes at once").isEqualTo(1);
    assertThat(talker.packets).isEqualTo(1);
    talker.session().answer(request, PUSH);
    assertThat(talker.woken()).as("nobody asks: nothing may be sent").isFalse();
    talker.listen();
    assertThat(talker.packets).isEqualTo(1);

    talker.say(new HttpWait(0, 0, 3000));
    assertThat(talker.effects).contains(new Effect.Hold(3000));
    assertThat(talker.results(request)).hasSize(1);
    assertThat(talker.packets).isEqualTo(2);

    talker.say(new HttpWait(0, 0, 3_000_000));
    assertThat(talker.effects.getLast())
        .as("no longer than that")
        .isEqualTo(new Effect.Hold(25_000));
    assertThat(talker.packets).as("nothing to say").isEqualTo(2);
    talker.session().push(PUSH);
    assertThat(talker.woken()).isTrue();
    talker.listen();
    assertThat(pushes(talker)).isEqualTo(1);
    assertThat(talker.packets).isEqualTo(3);
    talker.session().push(PUSH);
    talker.listen();
    assertThat(talker.packets).as("one response to one request").isEqualTo(3);
  }

  @Test
  void overHttpAHeldRequestIsAnsweredWithNothingInTheEnd() {
    Talker talker = new Talker(server, key, clock, 1, true);
    talker.say(new Ping(1));
    assertThat(talker.notices(Pong.class, ServiceMessages.PONG)).hasSize(1);
    int before = talker.heard.size();
    talker.say(new HttpWait(0, 0, 1000));
    assertThat(talker.packets).isEqualTo(1);
    talker.waitedLongEnough();
    assertThat(talker.packets).isEqualTo(2);
    assertThat(talker.heard).hasSize(before);
    talker.waitedLongEnough();
    assertThat(talker.packets).as("only once").isEqualTo(2);
  }

  private long pushes(Talker talker) {
    return talker.heard.stream().filter(one -> one.id() == PUSH_ID).count();
  }

  private static int newSessions(Talker talker) {
    return (int)
        talker.notices(NewSessionCreated.class, ServiceMessages.NEW_SESSION_CREATED).stream()
            .map(NewSessionCreated::uniqueId)
            .distinct()
            .count();
  }

  private Talker talker(long sessionId) {
    return new Talker(server, key, clock, sessionId, false);
  }

  private StoredAuthKey key() {
    byte[] bytes = new byte[AuthKey.LENGTH];
    random.nextBytes(bytes);
    return new StoredAuthKey(AuthKey.of(bytes), clock.seconds(), 0, 1, 2, 0);
  }
}
