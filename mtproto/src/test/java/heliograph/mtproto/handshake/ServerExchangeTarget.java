package heliograph.mtproto.handshake;

import heliograph.mtproto.crypto.BigEndian;
import heliograph.mtproto.crypto.PqFactors;
import heliograph.mtproto.crypto.RsaEnvelope;
import heliograph.mtproto.crypto.ServerKey;
import heliograph.tl.Bytes;
import heliograph.tl.Int128;
import heliograph.tl.TlObject;
import heliograph.tl.mt.Mt;
import heliograph.tl.mt.ReqDHParams;
import heliograph.tl.mt.ReqPqMulti;
import heliograph.tl.mt.ResPQ;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/// Whatever a stranger sends, alone or well sealed within a query whose puzzle is solved, no key comes of it.
public final class ServerExchangeTarget {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000));
  private static final ServerKey KEY = ServerKey.generate(RANDOM);
  private static final ServerKeyExchange SERVER =
      new ServerKeyExchange(KEY, id -> false, RANDOM, CLOCK);
  private static final Int128 NONCE = new Int128(1, 2);

  /// Takes what a fuzzer made up.
  public void take(byte[] body) {
    receive(SERVER, body);
    byte[] packet = Bytes.concat(new byte[UnsealedPacket.HEADER], body);
    Bytes.putInt(packet, UnsealedPacket.HEADER - Integer.BYTES, body.length);
    receive(SERVER, packet);
    if (body.length > 0 && (body[0] & 0xff) < 4) { // RSA takes its time
      // An exchange is remembered for a while: more of them than one server has room for are made
      // up.
      ServerKeyExchange server = new ServerKeyExchange(KEY, id -> false, RANDOM, CLOCK);
      receive(server, UnsealedPacket.of(4, sealed(server, body)));
    }
  }

  private static ReqDHParams sealed(ServerKeyExchange server, byte[] inner) {
    byte[] question = UnsealedPacket.of(4, new ReqPqMulti(NONCE));
    if (!(server.receive(question, 0, question.length) instanceof ServerStep.Answer(byte[] told))) {
      throw new AssertionError("no puzzle");
    }
    TlObject answer = Mt.readObject(UnsealedPacket.body(told, 0, told.length));
    if (!(answer instanceof ResPQ puzzle)) {
      throw new AssertionError("no puzzle");
    }
    PqFactors factors = PqFactors.of(BigEndian.number(puzzle.pq()).longValueExact());
    if (factors == null) {
      throw new AssertionError("a puzzle without solution");
    }
    byte[] data = Arrays.copyOfRange(inner, 1, Math.min(inner.length, RsaEnvelope.MAX_DATA));
    byte[] envelope =
        (inner[0] & 1) == 0
            ? RsaEnvelope.seal(KEY.publicKey(), data, RANDOM)
            : RsaEnvelope.sealOld(KEY.publicKey(), data, RANDOM);
    return new ReqDHParams(
        NONCE,
        puzzle.serverNonce(),
        BigEndian.shortest(BigInteger.valueOf(factors.p())),
        BigEndian.shortest(BigInteger.valueOf(factors.q())),
        KEY.publicKey().fingerprint(),
        envelope);
  }

  private static void receive(ServerKeyExchange server, byte[] packet) {
    ServerStep step = server.receive(packet, 0, packet.length);
    if (step instanceof ServerStep.Work(var task)) {
      step = task.get();
    }
    if (step instanceof ServerStep.Agreed) {
      throw new AssertionError("a key out of nothing");
    }
  }
}
