package heliograph.mtproto.handshake;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.BigEndian;
import heliograph.mtproto.crypto.DhGroup;
import heliograph.mtproto.crypto.Hashes;
import heliograph.mtproto.crypto.PqFactors;
import heliograph.mtproto.crypto.RsaEnvelope;
import heliograph.mtproto.handshake.NonceKeys.Ending;
import heliograph.mtproto.handshake.ServerStep.Refusal;
import heliograph.tl.Int128;
import heliograph.tl.Int256;
import heliograph.tl.ProtocolException;
import heliograph.tl.TlReader;
import heliograph.tl.mt.ClientDHInnerData;
import heliograph.tl.mt.DhGenFail;
import heliograph.tl.mt.DhGenOk;
import heliograph.tl.mt.DhGenRetry;
import heliograph.tl.mt.PQInnerData;
import heliograph.tl.mt.PQInnerDataDc;
import heliograph.tl.mt.PQInnerDataTemp;
import heliograph.tl.mt.PQInnerDataTempDc;
import heliograph.tl.mt.ReqDHParams;
import heliograph.tl.mt.ServerDHInnerData;
import heliograph.tl.mt.ServerDHParamsOk;
import heliograph.tl.mt.SetClientDHParams;
import heliograph.tl.mt.TypePQInnerData;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One exchange that has passed the puzzle. Its computations exclude each other, and each is done once.
final class Exchange {

  private enum State {
    /// The envelope has not been opened yet.
    ENTERED,
    /// The server's public value is out; waiting for the client's.
    OFFERED,
    /// A key was made, or there were too many tries.
    ENDED,
    /// A check failed. The entry stays to keep its server nonce from being used again.
    BROKEN
  }

  /// What a client said about the key it wants. `expiresIn` is 0 for a permanent key.
  private record Wanted(Claims claims, int dc, boolean temporary, int expiresIn) {}

  /// The part that all forms of the inner data share.
  private record Claims(
      BigInteger pq,
      BigInteger p,
      BigInteger q,
      Int128 nonce,
      Int128 serverNonce,
      Int256 newNonce) {}

  private static final ServerStep USED = new ServerStep.Refused(Refusal.SERVER_NONCE_USED);

  /// The data centre of clients that say none or one that makes no sense.
  static final int DEFAULT_DC = 2;

  private static final int MAX_DC = 1_000;
  private static final int TEST_DC = 10_000;

  /// The longest life of a temporary key: a week. Clients ask for a day.
  static final int MAX_EXPIRES_IN = 7 * 86_400;

  /// How often a client may try again after its key's id turned out to be taken.
  static final int MAX_TRIES = 5;

  private final ServerKeyExchange server;
  private final Int128 nonce;
  private final Int128 serverNonce;
  private final PqFactors factors;
  private final byte[] requestDigest;
  private final long since;

  private State state = State.ENTERED;
  private byte @Nullable [] envelope;
  private volatile @Nullable ServerStep offered;
  private @Nullable NonceKeys keys;
  private @Nullable BigInteger secret;
  private int dc;
  private int expiresAt;

  private int tries;
  private long retryId;
  private byte @Nullable [] answerDigest;
  private @Nullable ServerStep answered;

  Exchange(
      ServerKeyExchange server,
      ReqDHParams request,
      PqFactors factors,
      byte[] requestDigest,
      long since) {
    this.server = server;
    this.nonce = request.nonce();
    this.serverNonce = request.serverNonce();
    this.factors = factors;
    this.requestDigest = requestDigest;
    this.since = since;
    envelope = request.encryptedData();
  }

  long since() {
    return since;
  }

  /// Answers `req_DH_params`, at once if it was answered before.
  ServerStep offer(byte[] digest) {
    if (!Arrays.equals(digest, requestDigest)) {
      return USED;
    }
    ServerStep known = offered;
    return known == null ? new ServerStep.Work(this::computeOffer) : known;
  }

  private synchronized ServerStep computeOffer() {
    ServerStep known = offered;
    if (known != null) {
      return known;
    }
    byte[] sealed = envelope;
    if (state != State.ENTERED || sealed == null) {
      return USED;
    }
    envelope = null;
    Wanted wanted = open(sealed);
    ServerStep step;
    if (wanted == null) {
      step = broken(Refusal.BAD_INNER_DATA);
    } else if (wanted.temporary && (wanted.expiresIn <= 0 || wanted.expiresIn > MAX_EXPIRES_IN)) {
      step = broken(Refusal.BAD_EXPIRY);
    } else {
      step = offer(wanted);
    }
    offered = step;
    return step;
  }

  private ServerStep offer(Wanted wanted) {
    DhGroup group = DhGroup.KNOWN;
    NonceKeys nonceKeys = new NonceKeys(wanted.claims.newNonce, serverNonce);
    BigInteger exponent = group.secret(server.random());
    dc = sensible(wanted.dc);
    expiresAt = wanted.temporary ? server.nowSeconds() + wanted.expiresIn : 0;
    keys = nonceKeys;
    secret = exponent;
    state = State.OFFERED;
    ServerDHInnerData inner =
        ServerDHInnerData.builder()
            .nonce(nonce)
            .serverNonce(serverNonce)
            .g(group.g())
            .dhPrime(BigEndian.shortest(group.prime()))
            .gA(BigEndian.shortest(group.publicValue(exponent)))
            .serverTime(server.nowSeconds())
            .build();
    byte[] encrypted = nonceKeys.encrypt(inner, server.random());
    return new ServerStep.Answer(
        server.packet(new ServerDHParamsOk(nonce, serverNonce, encrypted)));
  }

  private @Nullable Wanted open(byte[] sealed) {
    RsaEnvelope.Opened opened = RsaEnvelope.open(server.key(), sealed);
    try {
      TlReader reader = new TlReader(opened.data(), 0);
      Wanted wanted = wanted(TypePQInnerData.read(reader));
      return opened.holds(reader.position()) && isOurs(wanted.claims) ? wanted : null;
    } catch (ProtocolException e) {
      return null;
    }
  }

  private static Wanted wanted(TypePQInnerData inner) {
    return switch (inner) {
      case PQInnerData(var pq, var p, var q, var nonce, var serverNonce, var newNonce) ->
          new Wanted(claims(pq, p, q, nonce, serverNonce, newNonce), 0, false, 0);
      case PQInnerDataDc(var pq, var p, var q, var nonce, var serverNonce, var newNonce, int dc) ->
          new Wanted(claims(pq, p, q, nonce, serverNonce, newNonce), dc, false, 0);
      case PQInnerDataTemp(
              var pq,
              var p,
              var q,
              var nonce,
              var serverNonce,
              var newNonce,
              int expiresIn) ->
          new Wanted(claims(pq, p, q, nonce, serverNonce, newNonce), 0, true, expiresIn);
      case PQInnerDataTempDc(
              var pq,
              var p,
              var q,
              var nonce,
              var serverNonce,
              var newNonce,
              int dc,
              int expiresIn) ->
          new Wanted(claims(pq, p, q, nonce, serverNonce, newNonce), dc, true, expiresIn);
    };
  }

  private static Claims claims(
      byte[] pq, byte[] p, byte[] q, Int128 nonce, Int128 serverNonce, Int256 newNonce) {
    return new Claims(
        BigEndian.number(pq),
        BigEndian.number(p),
        BigEndian.number(q),
        nonce,
        serverNonce,
        newNonce);
  }

  private boolean isOurs(Claims claims) {
    return claims.nonce.equals(nonce)
        && claims.serverNonce.equals(serverNonce)
        && claims.p.equals(BigInteger.valueOf(factors.p()))
        && claims.q.equals(BigInteger.valueOf(factors.q()))
        && claims.pq.equals(BigInteger.valueOf(factors.product()));
  }

  private static int sensible(int said) {
    long number = Math.abs((long) said);
    long withoutTest = number > TEST_DC ? number - TEST_DC : number;
    return withoutTest > 0 && withoutTest < MAX_DC ? (int) withoutTest : DEFAULT_DC;
  }

  /// Answers `set_client_DH_params`: the same answer for the same query, a second one only after dh_gen_retry.
  synchronized ServerStep agree(SetClientDHParams query) {
    byte[] digest = Hashes.sha256(query.toBytes(0));
    if (answered != null && Arrays.equals(digest, answerDigest)) {
      return answered;
    }
    NonceKeys nonceKeys = keys;
    BigInteger exponent = secret;
    if (state != State.OFFERED
        || nonceKeys == null
        || exponent == null
        || !query.nonce().equals(nonce)) {
      return new ServerStep.Refused(Refusal.UNKNOWN_EXCHANGE);
    }
    ServerStep step = agree(query.encryptedData(), nonceKeys, exponent);
    answerDigest = digest;
    answered = step;
    return step;
  }

  private ServerStep agree(byte[] encrypted, NonceKeys nonceKeys, BigInteger exponent) {
    ClientDHInnerData inner;
    try {
      inner = nonceKeys.decrypt(encrypted, ClientDHInnerData::read);
    } catch (ProtocolException e) {
      return broken(Refusal.BAD_CLIENT_DATA);
    }
    if (!inner.nonce().equals(nonce)
        || !inner.serverNonce().equals(serverNonce)
        || inner.retryId() != retryId) {
      return broken(Refusal.BAD_CLIENT_DATA);
    }
    BigInteger clientValue = BigEndian.number(inner.gB());
    if (inner.gB().length > DhGroup.LENGTH || !DhGroup.KNOWN.accepts(clientValue)) {
      return broken(Refusal.BAD_PUBLIC_VALUE);
    }
    AuthKey key = DhGroup.KNOWN.agree(exponent, clientValue);
    if (!server.isTaken(key.id())) {
      end(State.ENDED);
      Int128 proof = nonceKeys.proof(Ending.OK, key.auxHash());
      NewAuthKey agreed = new NewAuthKey(key, nonceKeys.salt(), dc, expiresAt);
      return new ServerStep.Agreed(agreed, server.packet(new DhGenOk(nonce, serverNonce, proof)));
    }
    tries++;
    if (tries < MAX_TRIES) {
      retryId = key.auxHash();
      Int128 proof = nonceKeys.proof(Ending.RETRY, key.auxHash());
      return new ServerStep.Answer(server.packet(new DhGenRetry(nonce, serverNonce, proof)));
    }
    end(State.ENDED);
    Int128 proof = nonceKeys.proof(Ending.FAIL, key.auxHash());
    return new ServerStep.Answer(server.packet(new DhGenFail(nonce, serverNonce, proof)));
  }

  private ServerStep broken(Refusal reason) {
    end(State.BROKEN);
    return new ServerStep.Refused(reason);
  }

  /// Lets go of the secrets and of the long first answer; what stays keeps the server nonce from being used again.
  private void end(State last) {
    state = last;
    keys = null;
    secret = null;
    offered = USED;
  }
}
