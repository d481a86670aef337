package heliograph.mtproto.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.crypto.BigEndian;
import heliograph.mtproto.crypto.DhGroup;
import heliograph.mtproto.crypto.PqFactors;
import heliograph.mtproto.crypto.RsaEnvelope;
import heliograph.mtproto.crypto.ServerKey;
import heliograph.mtproto.handshake.ClientKeyExchange.Envelope;
import heliograph.tl.Bytes;
import heliograph.tl.Int128;
import heliograph.tl.Int256;
import heliograph.tl.TlObject;
import heliograph.tl.mt.ClientDHInnerData;
import heliograph.tl.mt.Mt;
import heliograph.tl.mt.PQInnerDataDc;
import heliograph.tl.mt.PQInnerDataTempDc;
import heliograph.tl.mt.Pong;
import heliograph.tl.mt.ReqDHParams;
import heliograph.tl.mt.ReqPqMulti;
import heliograph.tl.mt.ResPQ;
import heliograph.tl.mt.ServerDHInnerData;
import heliograph.tl.mt.ServerDHParamsOk;
import heliograph.tl.mt.SetClientDHParams;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// The server against a client that has solved the puzzle and is honest but for the one point that `vectors/server-checks.tsv`
/// names; in both forms of the envelope.
class ServerChecksTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ServerKey KEY = ServerKey.generate(RANDOM);
  private static final Int128 OTHER = new Int128(1, 2);
  private static final BigInteger PRIME = DhGroup.KNOWN.prime();
  private static final BigInteger MARGIN = BigInteger.TWO.pow(1984);
  private static final byte[] NUMBER = {2, 3, 5, 7};
  private static final int WEEK = 7 * 86_400;

  private final InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000));
  private final ServerKeyExchange server =
      new ServerKeyExchange(KEY, id -> false, RANDOM, clock, 100);
  private final Int128 nonce = new Int128(RANDOM.nextLong(), RANDOM.nextLong());
  private final Int256 newNonce =
      new Int256(RANDOM.nextLong(), RANDOM.nextLong(), RANDOM.nextLong(), RANDOM.nextLong());

  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(resources = "/vectors/server-checks.tsv", delimiter = '\t')
  void eachCheckIsMade(String deviation, String outcome) {
    for (Envelope envelope : Envelope.values()) {
      ResPQ pq = (ResPQ) answer(ask(new ReqPqMulti(nonce)));
      ServerStep offer = ask(params(pq, envelope, deviation));
      ServerStep last = offer;
      if (offer instanceof ServerStep.Answer) {
        last = ask(ending((ServerDHParamsOk) answer(offer), deviation));
      }
      assertThat(name(last)).as("%s", envelope).isEqualTo(outcome);
      if (outcome.startsWith("BAD_")) {
        assertThat(ask(params(pq, envelope, "")))
            .as("an honest query after it")
            .isInstanceOf(ServerStep.Refused.class);
      }
    }
  }

  private static String name(ServerStep step) {
    return step instanceof ServerStep.Refused(ServerStep.Refusal reason)
        ? reason.name()
        : step.getClass().getSimpleName();
  }

  private ReqDHParams params(ResPQ answer, Envelope envelope, String deviation) {
    PqFactors factors = PqFactors.of(BigEndian.number(answer.pq()).longValueExact());
    assertThat(factors).isNotNull();
    byte[] p = BigEndian.shortest(BigInteger.valueOf(factors.p()));
    byte[] q = BigEndian.shortest(BigInteger.valueOf(factors.q()));
    byte[] inner = inner(answer, p, q, deviation);
    byte[] sealed =
        switch (envelope) {
          case RSA_PAD -> RsaEnvelope.seal(KEY.publicKey(), inner, RANDOM);
          case SHA1 -> RsaEnvelope.sealOld(KEY.publicKey(), inner, RANDOM);
        };
    return new ReqDHParams(
        nonce,
        answer.serverNonce(),
        p,
        q,
        KEY.publicKey().fingerprint(),
        deviating(sealed, deviation));
  }

  private static byte[] deviating(byte[] sealed, String deviation) {
    switch (deviation) {
      case "envelope damaged" -> sealed[77] ^= 1;
      case "envelope of zeros" -> Arrays.fill(sealed, (byte) 0);
      case "envelope above the modulus" -> Arrays.fill(sealed, (byte) 0xff);
      case "envelope a byte short" -> {
        return Arrays.copyOf(sealed, sealed.length - 1);
      }
      case "envelope a byte long" -> {
        return Bytes.concat(sealed, new byte[1]);
      }
      default -> {}
    }
    return sealed;
  }

  private byte[] inner(ResPQ answer, byte[] p, byte[] q, String deviation) {
    PQInnerDataDc.Builder inner =
        PQInnerDataDc.builder()
            .pq(answer.pq())
            .p(p)
            .q(q)
            .nonce(nonce)
            .serverNonce(answer.serverNonce())
            .newNonce(newNonce)
            .dc(2);
    switch (deviation) {
      case "inner data of another type" -> {
        return new Pong(1, 2).toBytes(0);
      }
      case "inner data cut short" -> {
        byte[] whole = inner.build().toBytes(0);
        return Arrays.copyOf(whole, 40);
      }
      case "inner data with another pq" -> inner.pq(NUMBER);
      case "inner data with another p" -> inner.p(NUMBER);
      case "inner data with another q" -> inner.q(NUMBER);
      case "inner data with p and q swapped" -> inner.p(q).q(p);
      case "inner data with another nonce" -> inner.nonce(OTHER);
      case "inner data with another server_nonce" -> inner.serverNonce(OTHER);
      case "temporary key for no time" -> {
        return temporary(inner.build(), 0);
      }
      case "temporary key for a negative time" -> {
        return temporary(inner.build(), -1);
      }
      case "temporary key for more than a week" -> {
        return temporary(inner.build(), WEEK + 1);
      }
      default -> {}
    }
    return inner.build().toBytes(0);
  }

  private static byte[] temporary(PQInnerDataDc said, int expiresIn) {
    return new PQInnerDataTempDc(
            said.pq(),
            said.p(),
            said.q(),
            said.nonce(),
            said.serverNonce(),
            said.newNonce(),
            said.dc(),
            expiresIn)
        .toBytes(0);
  }

  private SetClientDHParams ending(ServerDHParamsOk offer, String deviation) {
    NonceKeys keys = new NonceKeys(newNonce, offer.serverNonce());
    ServerDHInnerData group = keys.decrypt(offer.encryptedAnswer(), ServerDHInnerData::read);
    assertThat(BigEndian.number(group.dhPrime())).isEqualTo(PRIME);
    TlObject inner =
        deviation.equals("inner answer of another type")
            ? new Pong(1, 2)
            : inner(offer.serverNonce(), deviation);
    byte[] encrypted = keys.encrypt(inner, RANDOM);
    return switch (deviation) {
      case "answer with another nonce" ->
          new SetClientDHParams(OTHER, offer.serverNonce(), encrypted);
      case "answer with another server_nonce" -> new SetClientDHParams(nonce, OTHER, encrypted);
      case "answer of nothing" -> ending(offer, new byte[0]);
      case "answer with a part of a block" ->
          ending(offer, Arrays.copyOf(encrypted, encrypted.length - 4));
      case "answer with a damaged block" -> {
        encrypted[50] ^= 1;
        yield ending(offer, encrypted);
      }
      case "answer with a block too many" -> ending(offer, Bytes.concat(encrypted, new byte[16]));
      case "answer under another new_nonce" -> {
        NonceKeys others = new NonceKeys(new Int256(1, 2, 3, 4), offer.serverNonce());
        yield ending(offer, others.encrypt(inner, RANDOM));
      }
      default -> ending(offer, encrypted);
    };
  }

  private SetClientDHParams ending(ServerDHParamsOk offer, byte[] encrypted) {
    return new SetClientDHParams(nonce, offer.serverNonce(), encrypted);
  }

  private ClientDHInnerData inner(Int128 serverNonce, String deviation) {
    return switch (deviation) {
      case "inner answer with another nonce" ->
          new ClientDHInnerData(OTHER, serverNonce, 0, publicValue(deviation));
      case "inner answer with another server_nonce" ->
          new ClientDHInnerData(nonce, OTHER, 0, publicValue(deviation));
      case "inner answer with a retry_id that nobody gave" ->
          new ClientDHInnerData(nonce, serverNonce, 7, publicValue(deviation));
      default -> new ClientDHInnerData(nonce, serverNonce, 0, publicValue(deviation));
    };
  }

  private static byte[] publicValue(String deviation) {
    BigInteger sound = DhGroup.KNOWN.publicValue(DhGroup.KNOWN.secret(RANDOM));
    return switch (deviation) {
      case "g_b that is 0" -> new byte[1];
      case "g_b that is 1" -> new byte[] {1};
      case "g_b below 2^1984" -> BigEndian.shortest(MARGIN.subtract(BigInteger.ONE));
      case "g_b above prime - 2^1984" ->
          BigEndian.shortest(PRIME.subtract(MARGIN).add(BigInteger.ONE));
      case "g_b that is prime - 1" -> BigEndian.shortest(PRIME.subtract(BigInteger.ONE));
      case "g_b that is the prime" -> BigEndian.shortest(PRIME);
      case "g_b above the prime" -> BigEndian.shortest(PRIME.add(BigInteger.TWO));
      case "g_b of 257 bytes" -> Bytes.concat(new byte[1], BigEndian.padded(sound, DhGroup.LENGTH));
      default -> BigEndian.shortest(sound);
    };
  }

  private ServerStep ask(TlObject query) {
    byte[] packet = UnsealedPacket.of(4, query);
    ServerStep step = server.receive(packet, 0, packet.length);
    return step instanceof ServerStep.Work(var task) ? task.get() : step;
  }

  private static TlObject answer(ServerStep step) {
    if (step instanceof ServerStep.Answer(byte[] packet)) {
      return Mt.readObject(UnsealedPacket.body(packet, 0, packet.length));
    }
    throw new AssertionError("no answer: " + step);
  }
}
