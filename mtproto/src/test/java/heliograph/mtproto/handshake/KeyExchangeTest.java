package heliograph.mtproto.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.ServerKey;
import heliograph.mtproto.handshake.ClientKeyExchange.Envelope;
import heliograph.mtproto.handshake.ClientKeyExchange.Request;
import heliograph.mtproto.handshake.ServerStep.Refusal;
import heliograph.tl.Bytes;
import heliograph.tl.Int128;
import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import heliograph.tl.mt.DhGenOk;
import heliograph.tl.mt.DhGenRetry;
import heliograph.tl.mt.Mt;
import heliograph.tl.mt.ReqDHParams;
import heliograph.tl.mt.ReqPq;
import heliograph.tl.mt.ReqPqMulti;
import heliograph.tl.mt.ResPQ;
import heliograph.tl.mt.SetClientDHParams;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Both ends against each other, and the server against what a client must not do.
class KeyExchangeTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ServerKey KEY = ServerKey.generate(RANDOM);

  private Instant now = Instant.ofEpochSecond(1_800_000_000);
  private final InstantSource clock = () -> now;
  private LongPredicate taken = id -> false;
  private final ServerKeyExchange server = server(100);

  @ParameterizedTest
  @CsvSource({
    "2, 0, RSA_PAD, 2", "2, 86400, RSA_PAD, 2", "4, 0, SHA1, 4", "5, 86400, SHA1, 5",
    "0, 0, RSA_PAD, 2", "-3, 0, RSA_PAD, 3", "10002, 60, RSA_PAD, 2", "-10004, 60, SHA1, 4",
    "-2147483648, 0, RSA_PAD, 2", "77777, 0, RSA_PAD, 2"
  })
  void bothEndsMakeTheSameKey(int dc, int expiresIn, Envelope envelope, int storedDc) {
    Outcome outcome = exchange(server, client(new Request(dc, expiresIn, envelope)));
    assertThat(outcome.client.key().key()).isEqualTo(outcome.server.key());
    assertThat(outcome.client.key().salt()).isEqualTo(outcome.server.salt());
    assertThat(outcome.server.dc()).isEqualTo(storedDc);
    assertThat(outcome.server.temporary()).isEqualTo(expiresIn != 0);
    assertThat(outcome.server.expiresAt())
        .isEqualTo(expiresIn == 0 ? 0 : 1_800_000_000 + expiresIn);
    assertThat(outcome.client.key().expiresAt()).isEqualTo(outcome.server.expiresAt());
    assertThat(outcome.client.timeOffsetSeconds()).isZero();
  }

  /// One secret in 256 has a leading zero byte; both ends must keep it.
  @Test
  void keysWithLeadingZerosAreTheSameOnBothEnds() {
    for (int i = 0; i < 5_000; i++) {
      if (exchange(server, client(Request.permanent(2))).server.key().bytes()[0] == 0) {
        return;
      }
      now = now.plusSeconds(5);
    }
    throw new AssertionError("no key began with a zero byte");
  }

  @Test
  void theOlderFirstQueryIsAnsweredToo() {
    Int128 nonce = new Int128(1, 2);
    ResPQ answer = (ResPQ) answer(server.receive(packet(new ReqPq(nonce)), 0, 40));
    assertThat(answer.nonce()).isEqualTo(nonce);
    assertThat(answer.serverPublicKeyFingerprints()).containsExactly(KEY.publicKey().fingerprint());
  }

  @Test
  void aRepeatedNonceGetsAFreshServerNonceAndNothingIsRemembered() {
    byte[] query = packet(new ReqPqMulti(new Int128(1, 2)));
    ResPQ first = (ResPQ) answer(receive(query));
    ResPQ second = (ResPQ) answer(receive(query));
    assertThat(first.serverNonce()).isNotEqualTo(second.serverNonce());
    assertThat(server.remembered()).isZero();
  }

  @Test
  void severalExchangesRunSideBySide() {
    ClientKeyExchange one = client(Request.permanent(2));
    ClientKeyExchange two = client(Request.temporary(2, 3_600));
    byte[] paramsOfOne = sent(one, answerPacket(receive(one.start())));
    byte[] paramsOfTwo = sent(two, answerPacket(receive(two.start())));
    byte[] endOfTwo = sent(two, answerPacket(run(receive(paramsOfTwo))));
    byte[] endOfOne = sent(one, answerPacket(run(receive(paramsOfOne))));
    assertThat(run(receive(endOfOne))).isInstanceOf(ServerStep.Agreed.class);
    assertThat(run(receive(endOfTwo))).isInstanceOf(ServerStep.Agreed.class);
  }

  @Test
  void anIdenticalQueryGetsTheIdenticalAnswer() {
    ClientKeyExchange client = client(Request.permanent(2));
    byte[] params = sent(client, answerPacket(receive(client.start())));
    byte[] offer = answerPacket(run(receive(params)));
    assertThat(answerPacket(run(receive(params)))).isEqualTo(offer);
    byte[] end = sent(client, offer);
    ServerStep agreed = run(receive(end));
    assertThat(run(receive(end))).isEqualTo(agreed);
    assertThat(reason(run(receive(params)))).isEqualTo(Refusal.SERVER_NONCE_USED);
  }

  @Test
  void aServerNonceIsTakenOnce() {
    ClientKeyExchange client = client(Request.permanent(2));
    ReqDHParams params = (ReqDHParams) query(sent(client, answerPacket(receive(client.start()))));
    assertThat(run(receive(packet(params)))).isInstanceOf(ServerStep.Answer.class);
    byte[] other = params.encryptedData().clone();
    other[200] ^= 1;
    assertThat(reason(receive(packet(params.toBuilder().encryptedData(other).build()))))
        .isEqualTo(Refusal.SERVER_NONCE_USED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p", "q", "swapped", "one", "long", "nonce", "serverNonce"})
  void theWrongSolutionCostsNothingAndIsForgotten(String wrong) {
    ClientKeyExchange client = client(Request.permanent(2));
    ReqDHParams right = (ReqDHParams) query(sent(client, answerPacket(receive(client.start()))));
    ReqDHParams.Builder params = right.toBuilder();
    switch (wrong) {
      case "p" -> params.p(new byte[] {1, 2, 3, 5});
      case "q" -> params.q(new byte[] {0x7f, 2, 3, 5});
      case "swapped" -> params.p(right.q()).q(right.p());
      case "one" -> params.p(new byte[] {1}).q(new byte[8]);
      case "long" -> params.p(new byte[200]);
      case "nonce" -> params.nonce(new Int128(1, 1));
      default -> params.serverNonce(new Int128(1, 1));
    }
    assertThat(reason(receive(packet(params.build()))))
        .isEqualTo(Refusal.STALE_OR_FORGED_SERVER_NONCE);
    assertThat(server.remembered()).isZero();
  }

  @Test
  void aServerNonceGrowsStaleWithinAMinute() {
    ClientKeyExchange client = client(Request.permanent(2));
    byte[] params = sent(client, answerPacket(receive(client.start())));
    now = now.plusSeconds(61);
    assertThat(reason(receive(params))).isEqualTo(Refusal.STALE_OR_FORGED_SERVER_NONCE);
  }

  @Test
  void anExchangeIsForgottenAfterAboutAMinute() {
    ClientKeyExchange client = client(Request.permanent(2));
    byte[] params = sent(client, answerPacket(receive(client.start())));
    byte[] end = sent(client, answerPacket(run(receive(params))));
    now = now.plusSeconds(66);
    assertThat(reason(receive(end))).isEqualTo(Refusal.UNKNOWN_EXCHANGE);
    exchange(server, client(Request.permanent(2)));
    assertThat(server.remembered()).isEqualTo(1);
  }

  @Test
  void theTableIsBounded() {
    ServerKeyExchange small = server(3);
    for (int i = 0; i < 3; i++) {
      exchange(small, client(Request.permanent(2)));
    }
    ClientKeyExchange client = client(Request.permanent(2));
    byte[] start = client.start();
    byte[] params = sent(client, answerPacket(small.receive(start, 0, start.length)));
    assertThat(reason(small.receive(params, 0, params.length))).isEqualTo(Refusal.TABLE_FULL);
    now = now.plusSeconds(70);
    exchange(small, client(Request.permanent(2)));
    assertThat(small.remembered()).isEqualTo(1);
  }

  @Test
  void anotherServersKeyIsRefusedBeforeRsa() {
    ClientKeyExchange client = client(Request.permanent(2));
    ReqDHParams params = (ReqDHParams) query(sent(client, answerPacket(receive(client.start()))));
    assertThat(reason(receive(packet(params.toBuilder().publicKeyFingerprint(5).build()))))
        .isEqualTo(Refusal.UNKNOWN_KEY);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, 7 * 86_400 + 1, Integer.MAX_VALUE})
  void temporaryKeysLiveForAWeekAtMost(int expiresIn) {
    ClientKeyExchange client = client(Request.temporary(2, expiresIn));
    byte[] params = sent(client, answerPacket(receive(client.start())));
    assertThat(reason(run(receive(params)))).isEqualTo(Refusal.BAD_EXPIRY);
  }

  @Test
  void aKeyWhoseIdIsTakenIsMadeAgainUntilItIsFree() {
    int[] asked = {0};
    taken = id -> ++asked[0] < 4;
    Outcome outcome = exchange(server, client(Request.permanent(2)));
    assertThat(asked[0]).isEqualTo(4);
    assertThat(outcome.client.key().key()).isEqualTo(outcome.server.key());
  }

  @Test
  void afterFiveTakenIdsTheExchangeFails() {
    taken = id -> true;
    ClientKeyExchange client = client(Request.permanent(2));
    byte[] packet = client.start();
    int retries = 0;
    while (true) {
      byte[] answer = answerPacket(run(receive(packet)));
      retries += query(answer) instanceof DhGenRetry ? 1 : 0;
      ClientStep step = client.receive(answer, 0, answer.length);
      if (!(step instanceof ClientStep.Send(byte[] next))) {
        assertThat(step).isEqualTo(new ClientStep.Failed(ClientStep.Failure.REFUSED));
        assertThat(retries).isEqualTo(4);
        return;
      }
      packet = next;
    }
  }

  @Test
  void damagedClientDataEndsTheExchange() {
    ClientKeyExchange client = client(Request.permanent(2));
    byte[] params = sent(client, answerPacket(receive(client.start())));
    SetClientDHParams end =
        (SetClientDHParams) query(sent(client, answerPacket(run(receive(params)))));
    byte[] damaged = end.encryptedData().clone();
    damaged[50] ^= 1;
    byte[] wrong = packet(new SetClientDHParams(end.nonce(), end.serverNonce(), damaged));
    assertThat(reason(run(receive(wrong)))).isEqualTo(Refusal.BAD_CLIENT_DATA);
    assertThat(reason(run(receive(packet(end))))).isEqualTo(Refusal.UNKNOWN_EXCHANGE);
  }

  @Test
  void whatIsNoQueryIsRefused() {
    List<byte[]> wrong =
        List.of(
            new byte[0],
            new byte[40],
            packet(new DhGenOk(new Int128(0, 0), new Int128(0, 0), new Int128(0, 0))),
            new byte[5_000],
            Bytes.concat(packet(new ReqPqMulti(new Int128(0, 0))), new byte[4]));
    for (byte[] packet : wrong) {
      assertThat(reason(receive(packet))).isEqualTo(Refusal.NOT_A_QUERY);
    }
  }

  @Test
  void answersCarryGrowingMessageIdsOfTheRightKind() {
    long last = 0;
    for (int i = 0; i < 100; i++) {
      byte[] packet = answerPacket(receive(packet(new ReqPqMulti(new Int128(1, i)))));
      long msgId = Bytes.getLong(packet, 8);
      assertThat(msgId & 3).isEqualTo(1);
      assertThat(msgId).isGreaterThan(last);
      assertThat(msgId >>> 32).isEqualTo(now.getEpochSecond());
      last = msgId;
    }
  }

  record Outcome(ClientStep.Done client, NewAuthKey server) {}

  private static Outcome exchange(ServerKeyExchange server, ClientKeyExchange client) {
    byte[] packet = client.start();
    NewAuthKey agreed = new NewAuthKey(AuthKey.of(new byte[256]), 0, 0, 0);
    while (true) {
      ServerStep step = run(server.receive(packet, 0, packet.length));
      if (step instanceof ServerStep.Agreed(NewAuthKey key, byte[] last)) {
        agreed = key;
      }
      byte[] answer = answerPacket(step);
      switch (client.receive(answer, 0, answer.length)) {
        case ClientStep.Send(byte[] next) -> packet = next;
        case ClientStep.Done done -> {
          return new Outcome(done, agreed);
        }
        case ClientStep.Failed(ClientStep.Failure reason) ->
            throw new AssertionError("client: " + reason);
      }
    }
  }

  private ServerStep receive(byte[] packet) {
    return server.receive(packet, 0, packet.length);
  }

  private static ServerStep run(ServerStep step) {
    return step instanceof ServerStep.Work(var task) ? task.get() : step;
  }

  private static byte[] answerPacket(ServerStep step) {
    return switch (step) {
      case ServerStep.Answer(byte[] packet) -> packet;
      case ServerStep.Agreed(NewAuthKey key, byte[] packet) -> packet;
      case ServerStep.Work work -> throw new AssertionError("not run: " + work);
      case ServerStep.Refused(Refusal reason) -> throw new AssertionError("server: " + reason);
    };
  }

  private static TlObject answer(ServerStep step) {
    return query(answerPacket(step));
  }

  private static Refusal reason(ServerStep step) {
    return step instanceof ServerStep.Refused(Refusal reason) ? reason : fail(step);
  }

  private static Refusal fail(ServerStep step) {
    throw new AssertionError("not refused: " + step);
  }

  private static byte[] sent(ClientKeyExchange client, byte[] answer) {
    if (client.receive(answer, 0, answer.length) instanceof ClientStep.Send(byte[] packet)) {
      return packet;
    }
    throw new AssertionError("the client sends nothing");
  }

  private static TlObject query(byte[] packet) {
    int id = Bytes.getInt(packet, UnsealedPacket.HEADER);
    TlReader reader = UnsealedPacket.body(packet, 0, packet.length);
    return id == ReqDHParams.ID || id == SetClientDHParams.ID
        ? Mt.readMethod(reader)
        : Mt.readObject(reader);
  }

  private static byte[] packet(TlObject body) {
    return UnsealedPacket.of(4, body);
  }

  private ClientKeyExchange client(Request request) {
    return new ClientKeyExchange(KEY.publicKey(), request, RANDOM, clock);
  }

  private ServerKeyExchange server(int capacity) {
    return new ServerKeyExchange(KEY, id -> taken.test(id), RANDOM, clock, capacity);
  }
}
