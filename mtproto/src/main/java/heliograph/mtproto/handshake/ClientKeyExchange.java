package heliograph.mtproto.handshake;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.BigEndian;
import heliograph.mtproto.crypto.DhGroup;
import heliograph.mtproto.crypto.PqFactors;
import heliograph.mtproto.crypto.RsaEnvelope;
import heliograph.mtproto.crypto.ServerPublicKey;
import heliograph.mtproto.handshake.ClientStep.Failure;
import heliograph.mtproto.handshake.NonceKeys.Ending;
import heliograph.tl.Int128;
import heliograph.tl.Int256;
import heliograph.tl.ProtocolException;
import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import heliograph.tl.mt.ClientDHInnerData;
import heliograph.tl.mt.DhGenFail;
import heliograph.tl.mt.DhGenOk;
import heliograph.tl.mt.DhGenRetry;
import heliograph.tl.mt.Mt;
import heliograph.tl.mt.PQInnerDataDc;
import heliograph.tl.mt.PQInnerDataTempDc;
import heliograph.tl.mt.ReqDHParams;
import heliograph.tl.mt.ReqPqMulti;
import heliograph.tl.mt.ResPQ;
import heliograph.tl.mt.ServerDHInnerData;
import heliograph.tl.mt.ServerDHParamsFail;
import heliograph.tl.mt.ServerDHParamsOk;
import heliograph.tl.mt.SetClientDHParams;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The client's end of one key exchange: send what [#start] and each [ClientStep.Send] hold, and hand every answer to
/// [#receive], which takes some milliseconds.
///
/// Every check of the security guidelines is made, and the first that fails ends the exchange. Not safe for threads.
public final class ClientKeyExchange {

  private enum State {
    AWAITING_PQ,
    AWAITING_PARAMS,
    AWAITING_ENDING,
    OVER
  }

  /// How the inner data is encrypted to the server's key.
  public enum Envelope {
    RSA_PAD,
    /// The form before RSA_PAD, which servers still take.
    SHA1
  }

  /// What kind of key is asked for. `expiresIn` is its life in seconds, or 0 for a permanent key.
  public record Request(int dc, int expiresIn, Envelope envelope) {

    /// A permanent key.
    public static Request permanent(int dc) {
      return new Request(dc, 0, Envelope.RSA_PAD);
    }

    /// A temporary key, to be bound to a permanent one.
    public static Request temporary(int dc, int expiresIn) {
      return new Request(dc, expiresIn, Envelope.RSA_PAD);
    }
  }

  private static final int MAX_PQ_BYTES = 8;
  private static final int MAX_RETRIES = 5;

  private final ServerPublicKey serverKey;
  private final Request request;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Int128 nonce;
  private final Int256 newNonce;

  private State state = State.AWAITING_PQ;
  private Int128 serverNonce = new Int128(0, 0);
  private NonceKeys keys;
  private DhGroup group = DhGroup.KNOWN;
  private BigInteger serverValue = BigInteger.ZERO;
  private AuthKey key;
  private int timeOffset;
  private int expiresAt;
  private int retries;
  private long lastMsgId;

  public ClientKeyExchange(
      ServerPublicKey serverKey, Request request, SecureRandom random, InstantSource clock) {
    this.serverKey = serverKey;
    this.request = request;
    this.random = random;
    this.clock = clock;
    nonce = Int128.of(bytes(Int128.BYTES));
    newNonce = Int256.of(bytes(Int256.BYTES));
    keys = new NonceKeys(newNonce, serverNonce);
    key = AuthKey.of(BigInteger.ZERO);
  }

  /// The first packet to send.
  public byte[] start() {
    return packet(new ReqPqMulti(nonce));
  }

  /// Takes the unsealed packet in `[from, to)`.
  public ClientStep receive(byte[] packet, int from, int to) {
    ClientStep step;
    try {
      TlReader reader = UnsealedPacket.body(packet, from, to);
      TlObject answer = Mt.readObject(reader);
      step =
          switch (state) {
            case AWAITING_PQ ->
                answer instanceof ResPQ pq ? solve(pq) : failed(Failure.NOT_AN_ANSWER);
            case AWAITING_PARAMS -> params(answer);
            case AWAITING_ENDING -> ending(answer);
            case OVER -> failed(Failure.NOT_AN_ANSWER);
          };
    } catch (ProtocolException e) {
      step = failed(Failure.NOT_AN_ANSWER);
    }
    if (!(step instanceof ClientStep.Send)) {
      state = State.OVER;
    }
    return step;
  }

  private ClientStep solve(ResPQ answer) {
    if (!answer.nonce().equals(nonce)) {
      return failed(Failure.WRONG_NONCE);
    }
    if (!answer.serverPublicKeyFingerprints().contains(serverKey.fingerprint())) {
      return failed(Failure.UNKNOWN_KEY);
    }
    BigInteger pq = BigEndian.number(answer.pq());
    PqFactors factors =
        answer.pq().length <= MAX_PQ_BYTES && pq.bitLength() < Long.SIZE
            ? PqFactors.of(pq.longValue())
            : null;
    if (factors == null) {
      return failed(Failure.BAD_PQ);
    }
    serverNonce = answer.serverNonce();
    keys = new NonceKeys(newNonce, serverNonce);
    byte[] p = BigEndian.shortest(BigInteger.valueOf(factors.p()));
    byte[] q = BigEndian.shortest(BigInteger.valueOf(factors.q()));
    byte[] inner = inner(answer.pq(), p, q).toBytes(0);
    byte[] encrypted =
        switch (request.envelope) {
          case RSA_PAD -> RsaEnvelope.seal(serverKey, inner, random);
          case SHA1 -> RsaEnvelope.sealOld(serverKey, inner, random);
        };
    state = State.AWAITING_PARAMS;
    return send(new ReqDHParams(nonce, serverNonce, p, q, serverKey.fingerprint(), encrypted));
  }

  private TlObject inner(byte[] pq, byte[] p, byte[] q) {
    if (request.expiresIn == 0) {
      return new PQInnerDataDc(pq, p, q, nonce, serverNonce, newNonce, request.dc);
    }
    expiresAt = (int) clock.instant().getEpochSecond() + request.expiresIn;
    return new PQInnerDataTempDc(
        pq, p, q, nonce, serverNonce, newNonce, request.dc, request.expiresIn);
  }

  private ClientStep params(TlObject answer) {
    return switch (answer) {
      case ServerDHParamsOk(Int128 sameNonce, Int128 sameServerNonce, byte[] encrypted) ->
          isOurs(sameNonce, sameServerNonce) ? params(encrypted) : notOurs(sameNonce);
      case ServerDHParamsFail(Int128 sameNonce, Int128 sameServerNonce, Int128 proof) ->
          isOurs(sameNonce, sameServerNonce)
              ? failed(proof.equals(keys.refusalProof()) ? Failure.REFUSED : Failure.WRONG_PROOF)
              : notOurs(sameNonce);
      default -> failed(Failure.NOT_AN_ANSWER);
    };
  }

  private ClientStep params(byte[] encrypted) {
    ServerDHInnerData inner;
    try {
      inner = keys.decrypt(encrypted, ServerDHInnerData::read);
    } catch (ProtocolException e) {
      return failed(Failure.BAD_ENCRYPTED_ANSWER);
    }
    if (!isOurs(inner.nonce(), inner.serverNonce())) {
      return notOurs(inner.nonce());
    }
    group = new DhGroup(BigEndian.number(inner.dhPrime()), inner.g());
    if (inner.dhPrime().length != DhGroup.LENGTH || !group.isSound()) {
      return failed(Failure.BAD_GROUP);
    }
    serverValue = BigEndian.number(inner.gA());
    if (!group.accepts(serverValue)) {
      return failed(Failure.BAD_PUBLIC_VALUE);
    }
    timeOffset = inner.serverTime() - (int) clock.instant().getEpochSecond();
    if (request.expiresIn != 0) {
      // The server counts the key's life on its own clock.
      expiresAt = inner.serverTime() + request.expiresIn;
    }
    return answer(0);
  }

  private ClientStep answer(long retryId) {
    BigInteger secret;
    BigInteger publicValue;
    do {
      secret = group.secret(random);
      publicValue = group.publicValue(secret);
    } while (!group.accepts(publicValue));
    key = group.agree(secret, serverValue);
    state = State.AWAITING_ENDING;
    ClientDHInnerData inner =
        new ClientDHInnerData(nonce, serverNonce, retryId, BigEndian.shortest(publicValue));
    return send(new SetClientDHParams(nonce, serverNonce, keys.encrypt(inner, random)));
  }

  private ClientStep ending(TlObject answer) {
    return switch (answer) {
      case DhGenOk(Int128 sameNonce, Int128 sameServerNonce, Int128 proof) ->
          proven(sameNonce, sameServerNonce, Ending.OK, proof);
      case DhGenRetry(Int128 sameNonce, Int128 sameServerNonce, Int128 proof) ->
          proven(sameNonce, sameServerNonce, Ending.RETRY, proof);
      case DhGenFail(Int128 sameNonce, Int128 sameServerNonce, Int128 proof) ->
          proven(sameNonce, sameServerNonce, Ending.FAIL, proof);
      default -> failed(Failure.NOT_AN_ANSWER);
    };
  }

  private ClientStep proven(Int128 sameNonce, Int128 sameServerNonce, Ending ending, Int128 proof) {
    if (!isOurs(sameNonce, sameServerNonce)) {
      return notOurs(sameNonce);
    }
    if (!proof.equals(keys.proof(ending, key.auxHash()))) {
      return failed(Failure.WRONG_PROOF);
    }
    return switch (ending) {
      case OK ->
          new ClientStep.Done(new NewAuthKey(key, keys.salt(), request.dc, expiresAt), timeOffset);
      case RETRY -> ++retries > MAX_RETRIES ? failed(Failure.REFUSED) : answer(key.auxHash());
      case FAIL -> failed(Failure.REFUSED);
    };
  }

  private boolean isOurs(Int128 sameNonce, Int128 sameServerNonce) {
    return sameNonce.equals(nonce) && sameServerNonce.equals(serverNonce);
  }

  private ClientStep notOurs(Int128 sameNonce) {
    return failed(sameNonce.equals(nonce) ? Failure.WRONG_SERVER_NONCE : Failure.WRONG_NONCE);
  }

  private static ClientStep failed(Failure reason) {
    return new ClientStep.Failed(reason);
  }

  private ClientStep send(TlObject query) {
    return new ClientStep.Send(packet(query));
  }

  /// A packet with the next msg_id: the time in seconds times 2^32, and divisible by 4.
  private byte[] packet(TlObject query) {
    lastMsgId = Math.max(clock.instant().getEpochSecond() << 32, lastMsgId + 4);
    return UnsealedPacket.of(lastMsgId, query);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
