package heliograph.mtproto.server;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.message.MsgIds;
import heliograph.mtproto.message.ServiceMessages;
import heliograph.tl.TlReader;
import heliograph.tl.mt.DestroySession;
import heliograph.tl.mt.DestroySessionNone;
import heliograph.tl.mt.DestroySessionOk;
import heliograph.tl.mt.FutureSalt;
import heliograph.tl.mt.FutureSalts;
import heliograph.tl.mt.GetFutureSalts;
import heliograph.tl.mt.MsgResendReq;
import heliograph.tl.mt.MsgsAck;
import heliograph.tl.mt.MsgsAllInfo;
import heliograph.tl.mt.MsgsStateInfo;
import heliograph.tl.mt.MsgsStateReq;
import heliograph.tl.mt.NewSessionCreated;
import heliograph.tl.mt.Ping;
import heliograph.tl.mt.PingDelayDisconnect;
import heliograph.tl.mt.Pong;
import heliograph.tl.mt.RpcAnswerDropped;
import heliograph.tl.mt.RpcDropAnswer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the server answers to the service messages of a client (mtproto/service_messages and
/// mtproto/service_messages_about_messages).
class ServiceMessagesTest {

  private static final byte[] ANSWER = {0x11, 0x22, 0x33, 0x44, 1, 2, 3, 4};
  private static final byte[] PUSH = {0x55, 0x66, 0x77, 0x08, 5, 6, 7, 8};

  private final Random random = new Random(7);
  private final ManualClock clock = new ManualClock();
  private final SaltSchedule salts = new SaltSchedule(new byte[32], 0);
  private final MessageServer server =
      new MessageServer(clock, salts, SessionLimits.DEFAULT, random);
  private final StoredAuthKey key =
      new StoredAuthKey(AuthKey.of(bytes()), clock.seconds(), 0, 1, 2, 0);
  private final Talker talker = new Talker(server, key, clock, 77, false);

  @Test
  void statesSayWhatBecameOfEachMessage() {
    long ping = talker.say(new Ping(1));
    clock.advance(1000);
    long running = talker.request();
    long answered = talker.request();
    talker.session().answer(answered, ANSWER);
    long done = talker.request();
    talker.session().answer(done, ANSWER);
    talker.listen();
    long answerToDone = talker.results(done).getFirst().msgId();
    talker.say(new MsgsAck(List.of(answerToDone)));
    long never = ping + 4;
    long ahead = MsgIds.atMillis(clock.millis() + 20_000);
    long serversOwn = answerToDone;
    int before = talker.results(answered).size();

    long asked =
        talker.say(
            new MsgsStateReq(List.of(ping, running, answered, done, never, ahead, serversOwn)));

    MsgsStateInfo info = states(asked);
    assertThat(info.info())
        .containsExactly(
            4 | 16, // received, and asks for no acknowledgement
            4 | 32, // received, and being answered
            4 | 32 | 64, // received, and the answer has gone out
            1, // answered so long ago that nothing is known
            2, // not received
            3, // not received, and above all that were
            1);
    assertThat(talker.results(answered)).as("kept answers go out again").hasSize(before + 1);
    assertThat(talker.results(answered))
        .extracting(Talker.Heard::msgId)
        .as("under the same id")
        .containsOnly(talker.results(answered).getFirst().msgId());
    assertThat(talker.results(done)).hasSize(1);
  }

  private MsgsStateInfo states(long asked) {
    return talker.notices(MsgsStateInfo.class, ServiceMessages.MSGS_STATE_INFO).stream()
        .filter(info -> info.reqMsgId() == asked)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aMessageIsSentAgainUntilItIsAcknowledged() {
    long request = talker.request();
    talker.session().answer(request, ANSWER);
    talker.listen();
    long answer = talker.results(request).getFirst().msgId();
    talker.say(new MsgResendReq(List.of(answer)));
    assertThat(talker.timesHeard(answer)).isEqualTo(2);

    talker.say(new MsgsAck(List.of(answer)));
    long asked = talker.say(new MsgResendReq(List.of(answer)));
    assertThat(talker.timesHeard(answer)).isEqualTo(2);
    assertThat(states(asked).info()).as("what is said instead").hasSize(1);
  }

  @Test
  void whatTheClientSaysOfTheServersMessagesIsBelieved() {
    long request = talker.request();
    talker.session().push(PUSH);
    talker.session().push(PUSH);
    talker.listen();
    List<Long> pushes =
        talker.heard.stream()
            .filter(one -> one.id() == 0x08776655)
            .map(Talker.Heard::msgId)
            .toList();
    assertThat(pushes).hasSize(2);
    talker.say(new MsgsAllInfo(pushes, new byte[] {4, 2}));
    assertThat(talker.timesHeard(pushes.getFirst())).as("received").isEqualTo(1);
    assertThat(talker.timesHeard(pushes.getLast())).as("not received").isEqualTo(2);
    talker.comeBack();
    talker.say(new Ping(1));
    assertThat(talker.timesHeard(pushes.getFirst())).as("received for good").isEqualTo(1);
    assertThat(talker.timesHeard(pushes.getLast())).isEqualTo(3);
    assertThat(talker.requests()).containsExactly(request);
  }

  @Test
  void anAnswerThatIsNotWantedIsDropped() {
    long running = talker.request();
    long sent = talker.request();
    talker.session().answer(sent, ANSWER);
    talker.listen();
    Talker.Heard answer = talker.results(sent).getFirst();

    long dropRunning = talker.say(new RpcDropAnswer(running));
    assertThat(bare(dropRunning)).isEqualTo(ServiceMessages.RPC_ANSWER_DROPPED_RUNNING);
    assertThat(bare(running)).isEqualTo(ServiceMessages.RPC_ANSWER_DROPPED_RUNNING);
    assertThat(talker.effects).contains(new Effect.Dropped(talker.session(), running));
    talker.session().answer(running, ANSWER);
    talker.listen();
    assertThat(talker.results(running)).as("nothing comes after that").hasSize(1);

    long dropSent = talker.say(new RpcDropAnswer(sent));
    TlReader dropped = talker.results(dropSent).getFirst().result();
    assertThat(dropped.readInt()).isEqualTo(ServiceMessages.RPC_ANSWER_DROPPED);
    RpcAnswerDropped what =
        new RpcAnswerDropped(dropped.readLong(), dropped.readInt(), dropped.readInt());
    assertThat(what.msgId()).isEqualTo(answer.msgId());
    assertThat(what.seqNo()).isEqualTo(answer.message().seqNo());
    assertThat(what.bytes()).isEqualTo(12 + ANSWER.length);
    talker.comeBack();
    talker.say(new Ping(1));
    assertThat(talker.results(sent)).as("not sent again").hasSize(1);

    long dropUnknown = talker.say(new RpcDropAnswer(12_345));
    assertThat(bare(dropUnknown)).isEqualTo(ServiceMessages.RPC_ANSWER_UNKNOWN);
  }

  private int bare(long request) {
    return talker.results(request).getFirst().result().readInt();
  }

  @Test
  void futureSaltsFollowOneAnotherAndAreTakenInTheirTime() {
    long asked = talker.say(new GetFutureSalts(3));
    FutureSalts told = talker.notices(FutureSalts.class, ServiceMessages.FUTURE_SALTS).getFirst();
    assertThat(told.reqMsgId()).isEqualTo(asked);
    assertThat(told.now()).isEqualTo(clock.seconds());
    assertThat(told.salts()).hasSize(3);
    assertThat(told.salts()).extracting(FutureSalt::salt).doesNotHaveDuplicates();
    assertThat(told.salts().getFirst().validSince()).isLessThanOrEqualTo(clock.seconds());
    SaltSchedule.Cache taken = new SaltSchedule.Cache(salts);
    for (FutureSalt salt : told.salts()) {
      assertThat(taken.accepts(key, salt.salt(), salt.validSince())).isTrue();
      assertThat(taken.accepts(key, salt.salt(), salt.validUntil() - 1)).isTrue();
      assertThat(taken.accepts(key, salt.salt(), salt.validUntil())).isFalse();
      assertThat(taken.accepts(key, salt.salt(), salt.validSince() - 61)).isFalse();
    }
    for (int i = 1; i < 3; i++) {
      assertThat(told.salts().get(i).validSince())
          .as("before the one before it ends")
          .isLessThan(told.salts().get(i - 1).validUntil());
    }

    for (int wanted : new int[] {-1, 0, 65, Integer.MAX_VALUE}) {
      talker.say(new GetFutureSalts(wanted));
    }
    assertThat(talker.notices(FutureSalts.class, ServiceMessages.FUTURE_SALTS).subList(1, 5))
        .extracting(salts -> salts.salts().size())
        .containsExactly(1, 1, 64, 64);
  }

  @Test
  void aClientEndsItsOtherSessions() {
    Talker other = new Talker(server, key, clock, 88, false);
    other.request();
    ServerSession ended = other.session();
    talker.say(new DestroySession(88));
    talker.listen();
    assertThat(talker.notices(DestroySessionOk.class, ServiceMessages.DESTROY_SESSION_OK))
        .containsExactly(new DestroySessionOk(88));
    assertThat(talker.effects).contains(new Effect.SessionClosed(ended));
    assertThat(ended.isEnded()).isTrue();

    talker.say(new DestroySession(88));
    talker.listen();
    assertThat(talker.notices(DestroySessionNone.class, ServiceMessages.DESTROY_SESSION_NONE))
        .containsExactly(new DestroySessionNone(88));
    other.request();
    assertThat(other.notices(NewSessionCreated.class, ServiceMessages.NEW_SESSION_CREATED))
        .as("who goes on is told that everything is forgotten")
        .hasSize(2);
  }

  @Test
  void aSessionOfAnotherKeyIsOutOfReach() {
    StoredAuthKey others = new StoredAuthKey(AuthKey.of(bytes()), clock.seconds(), 0, 1, 2, 0);
    Talker stranger = new Talker(server, others, clock, 88, false);
    stranger.request();
    talker.say(new DestroySession(88));
    talker.listen();
    assertThat(talker.notices(DestroySessionNone.class, ServiceMessages.DESTROY_SESSION_NONE))
        .hasSize(1);
    assertThat(stranger.session().isEnded()).isFalse();
  }

  @Test
  void aPingIsAnsweredAndMaySetTheTimeToHangUp() {
    long ping = talker.say(new Ping(42));
    long delayed = talker.say(new PingDelayDisconnect(43, 75));
    long tooLong = talker.say(new PingDelayDisconnect(44, 60_000));
    long never = talker.say(new PingDelayDisconnect(45, -1));
    assertThat(talker.notices(Pong.class, ServiceMessages.PONG))
        .containsExactly(
            new Pong(ping, 42), new Pong(delayed, 43), new Pong(tooLong, 44), new Pong(never, 45));
    assertThat(talker.effects)
        .containsSubsequence(
            new Effect.DisconnectIn(75), new Effect.DisconnectIn(600), new Effect.DisconnectIn(1));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[AuthKey.LENGTH];
    random.nextBytes(bytes);
    return bytes;
  }
}
