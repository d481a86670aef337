package heliograph.mtproto.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.BigEndian;
import heliograph.mtproto.crypto.DhGroup;
import heliograph.mtproto.crypto.PqFactors;
import heliograph.mtproto.crypto.RsaEnvelope;
import heliograph.mtproto.crypto.ServerKey;
import heliograph.mtproto.handshake.NonceKeys.Ending;
import heliograph.tl.Int128;
import heliograph.tl.Int256;
import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import heliograph.tl.mt.ClientDHInnerData;
import heliograph.tl.mt.DhGenFail;
import heliograph.tl.mt.DhGenOk;
import heliograph.tl.mt.Mt;
import heliograph.tl.mt.PQInnerDataDc;
import heliograph.tl.mt.Pong;
import heliograph.tl.mt.ReqDHParams;
import heliograph.tl.mt.ReqPqMulti;
import heliograph.tl.mt.ResPQ;
import heliograph.tl.mt.ServerDHInnerData;
import heliograph.tl.mt.ServerDHParamsFail;
import heliograph.tl.mt.ServerDHParamsOk;
import heliograph.tl.mt.SetClientDHParams;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// The client against a server that is honest but for the one point that `vectors/client-checks.tsv` names.
class ClientChecksTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ServerKey KEY = ServerKey.generate(RANDOM);
  private static final Int128 OTHER = new Int128(1, 2);
  private static final BigInteger PRIME = DhGroup.KNOWN.prime();
  private static final BigInteger MARGIN = BigInteger.TWO.pow(1984);

  private final InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000));
  private final Int128 serverNonce = new Int128(RANDOM.nextLong(), RANDOM.nextLong());
  private final BigInteger secret = DhGroup.KNOWN.secret(RANDOM);
  private NonceKeys keys = new NonceKeys(new Int256(0, 0, 0, 0), OTHER);

  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(resources = "/vectors/client-checks.tsv", delimiter = '\t')
  void eachCheckIsMade(String deviation, String outcome) {
    var request = ClientKeyExchange.Request.permanent(2);
    ClientKeyExchange client = new ClientKeyExchange(KEY.publicKey(), request, RANDOM, clock);
    byte[] packet = client.start();
    while (true) {
      byte[] answer =
          UnsealedPacket.of(
              1, answer(Mt.readMethod(UnsealedPacket.body(packet, 0, packet.length)), deviation));
      ClientStep step = client.receive(answer, 0, answer.length);
      if (!(step instanceof ClientStep.Send(byte[] next))) {
        assertThat(name(step)).isEqualTo(outcome);
        assertThat(client.receive(answer, 0, answer.length)).isInstanceOf(ClientStep.Failed.class);
        return;
      }
      packet = next;
    }
  }

  private static String name(ClientStep step) {
    return step instanceof ClientStep.Failed(ClientStep.Failure reason)
        ? reason.name()
        : step.getClass().getSimpleName();
  }

  private TlObject answer(TlObject query, String deviation) {
    return switch (query) {
      case ReqPqMulti(Int128 nonce) -> pq(nonce, deviation);
      case ReqDHParams request -> params(request, deviation);
      case SetClientDHParams request -> ending(request, deviation);
      default -> throw new AssertionError(query);
    };
  }

  private TlObject pq(Int128 nonce, String deviation) {
    byte[] pq = BigEndian.shortest(BigInteger.valueOf(PqFactors.random(RANDOM).product()));
    List<Long> known = List.of(7L, KEY.publicKey().fingerprint());
    return switch (deviation) {
      case "resPQ with another nonce" -> new ResPQ(OTHER, serverNonce, pq, known);
      case "resPQ without a known key" -> new ResPQ(nonce, serverNonce, pq, List.of(7L));
      case "resPQ with a prime pq" ->
          new ResPQ(
              nonce, serverNonce, BigEndian.shortest(BigInteger.probablePrime(40, RANDOM)), known);
      case "resPQ with a pq of nine bytes" ->
          new ResPQ(nonce, serverNonce, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 1}, known);
      case "resPQ answered by something else" -> new Pong(1, 2);
      default -> new ResPQ(nonce, serverNonce, pq, known);
    };
  }

  private TlObject params(ReqDHParams request, String deviation) {
    RsaEnvelope.Opened opened = RsaEnvelope.open(KEY, request.encryptedData());
    TlReader reader = new TlReader(opened.data(), 0);
    PQInnerDataDc inner = (PQInnerDataDc) Mt.readObject(reader);
    assertThat(opened.holds(reader.position())).isTrue();
    keys = new NonceKeys(inner.newNonce(), serverNonce);
    Int128 nonce = request.nonce();
    byte[] encrypted = keys.encrypt(group(nonce, deviation), RANDOM);
    Int128 refusal = keys.refusalProof();
    return switch (deviation) {
      case "params with another nonce" -> new ServerDHParamsOk(OTHER, serverNonce, encrypted);
      case "params with another server_nonce" -> new ServerDHParamsOk(nonce, OTHER, encrypted);
      case "params refused with a proof" -> new ServerDHParamsFail(nonce, serverNonce, refusal);
      case "params refused without a proof" -> new ServerDHParamsFail(nonce, serverNonce, OTHER);
      case "params encrypted under another new_nonce" -> {
        NonceKeys wrong = new NonceKeys(new Int256(1, 2, 3, 4), serverNonce);
        yield new ServerDHParamsOk(
            nonce, serverNonce, wrong.encrypt(group(nonce, deviation), RANDOM));
      }
      case "params with a damaged block" -> {
        encrypted[100] ^= 1;
        yield new ServerDHParamsOk(nonce, serverNonce, encrypted);
      }
      case "params with a part of a block" ->
          new ServerDHParamsOk(nonce, serverNonce, Arrays.copyOf(encrypted, encrypted.length - 4));
      default -> new ServerDHParamsOk(nonce, serverNonce, encrypted);
    };
  }

  private ServerDHInnerData group(Int128 nonce, String deviation) {
    ServerDHInnerData.Builder inner =
        ServerDHInnerData.builder()
            .nonce(nonce)
            .serverNonce(serverNonce)
            .g(3)
            .dhPrime(BigEndian.shortest(PRIME))
            .gA(BigEndian.shortest(DhGroup.KNOWN.publicValue(secret)))
            .serverTime(1_800_000_000);
    switch (deviation) {
      case "inner params with another nonce" -> inner.nonce(OTHER);
      case "inner params with another server_nonce" -> inner.serverNonce(OTHER);
      case "prime that is not safe" ->
          inner.g(4).dhPrime(BigEndian.shortest(BigInteger.TWO.pow(2047).nextProbablePrime()));
      case "prime that is composite" ->
          inner.g(4).dhPrime(BigEndian.shortest(PRIME.subtract(BigInteger.TWO)));
      case "prime that is short" -> inner.g(4).dhPrime(BigEndian.shortest(PRIME.shiftRight(1)));
      case "g that is no residue" -> inner.g(2);
      case "g_a that is 1" -> inner.gA(new byte[] {1});
      case "g_a that is prime - 1" -> inner.gA(BigEndian.shortest(PRIME.subtract(BigInteger.ONE)));
      case "g_a below 2^1984" -> inner.gA(BigEndian.shortest(MARGIN.subtract(BigInteger.ONE)));
      case "g_a above prime - 2^1984" ->
          inner.gA(BigEndian.shortest(PRIME.subtract(MARGIN).add(BigInteger.ONE)));
      default -> {}
    }
    return inner.build();
  }

  private TlObject ending(SetClientDHParams request, String deviation) {
    ClientDHInnerData inner = keys.decrypt(request.encryptedData(), ClientDHInnerData::read);
    AuthKey key = DhGroup.KNOWN.agree(secret, BigEndian.number(inner.gB()));
    Int128 nonce = request.nonce();
    Int128 ok = keys.proof(Ending.OK, key.auxHash());
    Int128 fail = keys.proof(Ending.FAIL, key.auxHash());
    return switch (deviation) {
      case "ending with another nonce" -> new DhGenOk(OTHER, serverNonce, ok);
      case "ending with another server_nonce" -> new DhGenOk(nonce, OTHER, ok);
      case "ending with a wrong hash" -> new DhGenOk(nonce, serverNonce, OTHER);
      case "ending with the hash of another ending" -> new DhGenOk(nonce, serverNonce, fail);
      case "ending that fails with a proof" -> new DhGenFail(nonce, serverNonce, fail);
      default -> new DhGenOk(nonce, serverNonce, ok);
    };
  }
}
