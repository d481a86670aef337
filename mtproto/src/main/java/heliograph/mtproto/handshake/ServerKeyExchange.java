package heliograph.mtproto.handshake;

import heliograph.mtproto.crypto.BigEndian;
import heliograph.mtproto.crypto.Hashes;
import heliograph.mtproto.crypto.PqFactors;
import heliograph.mtproto.crypto.ServerKey;
import heliograph.mtproto.handshake.ServerStep.Refusal;
import heliograph.tl.Int128;
import heliograph.tl.ProtocolException;
import heliograph.tl.TlMethod;
import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import heliograph.tl.mt.Mt;
import heliograph.tl.mt.ReqDHParams;
import heliograph.tl.mt.ReqPq;
import heliograph.tl.mt.ReqPqMulti;
import heliograph.tl.mt.ResPQ;
import heliograph.tl.mt.SetClientDHParams;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/// The server's end of all key exchanges. One object serves every connection, from any thread: a client may run several
/// exchanges side by side on one connection, or go on with one on another connection.
///
/// [#receive] never takes long. It answers the first query itself, remembering nothing, and checks p and q of the second;
/// only who has solved the puzzle gets a place in the table and makes the server compute RSA and Diffie-Hellman, which come
/// back as [ServerStep.Work] for the caller to run where it cannot starve anybody. An identical query gets an identical
/// answer; a server nonce is taken once. References: mtproto/auth_key and mtproto/security_guidelines.
public final class ServerKeyExchange {

  /// How many exchanges are remembered at once. With a minute for each this admits a thousand a second, which is more
  /// than two processors compute.
  public static final int MAX_EXCHANGES = 1 << 16;

  /// The longest packet of a key exchange.
  public static final int MAX_PACKET = 1024;

  private static final int MAX_FACTOR_BYTES = 4;

  private final ServerKey key;
  private final LongPredicate taken;
  private final SecureRandom random;
  private final InstantSource clock;
  private final ServerNonces nonces;
  private final Exchanges exchanges;
  private final AtomicLong lastMsgId = new AtomicLong();

  /// @param taken whether an authorization key with this id exists already; asked within [ServerStep.Work]
  public ServerKeyExchange(
      ServerKey key, LongPredicate taken, SecureRandom random, InstantSource clock) {
    this(key, taken, random, clock, MAX_EXCHANGES);
  }

  ServerKeyExchange(
      ServerKey key, LongPredicate taken, SecureRandom random, InstantSource clock, int capacity) {
    this.key = key;
    this.taken = taken;
    this.random = random;
    this.clock = clock;
    nonces = new ServerNonces(random, clock);
    exchanges = new Exchanges(capacity, clock);
  }

  /// Takes the unsealed packet in `[from, to)`. What follows the query is padding: TDLib counts it into the length.
  public ServerStep receive(byte[] packet, int from, int to) {
    if (to - from > MAX_PACKET) {
      return new ServerStep.Refused(Refusal.NOT_A_QUERY);
    }
    try {
      TlReader reader = UnsealedPacket.body(packet, from, to);
      TlMethod<?> query = Mt.readMethod(reader);
      return switch (query) {
        case ReqPq(Int128 nonce) -> ask(nonce);
        case ReqPqMulti(Int128 nonce) -> ask(nonce);
        case ReqDHParams request -> offer(request);
        case SetClientDHParams answer -> agree(answer);
        default -> new ServerStep.Refused(Refusal.NOT_A_QUERY);
      };
    } catch (ProtocolException e) {
      return new ServerStep.Refused(Refusal.NOT_A_QUERY);
    }
  }

  /// Forgets the exchanges whose time is over; to be called now and then.
  public void sweep() {
    exchanges.forgetOld();
  }

  /// How many exchanges are remembered.
  public int remembered() {
    return exchanges.size();
  }

  private ServerStep ask(Int128 nonce) {
    long pq = PqFactors.random(random).product();
    byte[] number = BigEndian.shortest(BigInteger.valueOf(pq));
    List<Long> fingerprints = List.of(key.publicKey().fingerprint());
    return new ServerStep.Answer(
        packet(new ResPQ(nonce, nonces.make(nonce, pq), number, fingerprints)));
  }

  private ServerStep offer(ReqDHParams request) {
    long p = factor(request.p());
    long q = factor(request.q());
    // Neither is 1: pq has 62 bits, and each factor here 32 at most.
    if (p >= q || !nonces.made(request.serverNonce(), request.nonce(), p * q)) {
      return new ServerStep.Refused(Refusal.STALE_OR_FORGED_SERVER_NONCE);
    }
    if (request.publicKeyFingerprint() != key.publicKey().fingerprint()) {
      return new ServerStep.Refused(Refusal.UNKNOWN_KEY);
    }
    byte[] digest = Hashes.sha256(request.toBytes(0));
    Exchange fresh = new Exchange(this, request, new PqFactors(p, q), digest, clock.millis());
    Exchange exchange = exchanges.enter(request.serverNonce(), fresh);
    if (exchange == null) {
      return new ServerStep.Refused(Refusal.TABLE_FULL);
    }
    return exchange.offer(digest);
  }

  private ServerStep agree(SetClientDHParams answer) {
    Exchange exchange = exchanges.find(answer.serverNonce());
    if (exchange == null) {
      return new ServerStep.Refused(Refusal.UNKNOWN_EXCHANGE);
    }
    return new ServerStep.Work(() -> exchange.agree(answer));
  }

  private static long factor(byte[] bytes) {
    if (bytes.length > MAX_FACTOR_BYTES) {
      return Long.MAX_VALUE;
    }
    return BigEndian.number(bytes).longValueExact();
  }

  ServerKey key() {
    return key;
  }

  SecureRandom random() {
    return random;
  }

  boolean isTaken(long keyId) {
    return taken.test(keyId);
  }

  int nowSeconds() {
    return (int) clock.instant().getEpochSecond();
  }

  /// A packet with the next msg_id: the time in seconds times 2^32, and 1 modulo 4, as an answer's must be.
  byte[] packet(TlObject answer) {
    Instant now = clock.instant();
    long fraction = ((long) now.getNano() << 32) / 1_000_000_000L;
    long byClock = (((now.getEpochSecond() << 32) | fraction) & ~3L) | 1L;
    long msgId = lastMsgId.updateAndGet(last -> Math.max(byClock, last + 4));
    return UnsealedPacket.of(msgId, answer);
  }
}
