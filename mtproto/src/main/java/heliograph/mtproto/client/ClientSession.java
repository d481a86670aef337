package heliograph.mtproto.client;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.MessageSeal;
import heliograph.mtproto.crypto.Sender;
import heliograph.mtproto.message.Message;
import heliograph.mtproto.message.MsgIdList;
import heliograph.mtproto.message.MsgIds;
import heliograph.mtproto.message.Outgoing;
import heliograph.mtproto.message.Outgoing.Kind;
import heliograph.mtproto.message.PacketHeader;
import heliograph.mtproto.message.PacketWriter;
import heliograph.mtproto.message.SeqNo;
import heliograph.mtproto.message.ServiceMessages;
import heliograph.mtproto.message.Unpacker;
import heliograph.tl.Gzip;
import heliograph.tl.ProtocolException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A client's session with a server.
///
/// The owner writes what [#flush] gives until that is null, hands in every packet received, calls [#connected] when it has a new
/// connection, and looks again at [#nextTickMillis]. Everything called between two flushes goes in one packet. Not safe for
/// threads; small enough that one process can have tens of thousands.
public final class ClientSession {

  /// A call's bodies from this size on are packed.
  private static final int PACK_FROM_BYTES = 4096;

  private static final int UNPACKED_LIMIT = 16 << 20;
  private static final int ACK_MILLIS = 10_000;
  private static final int MAX_ACKS = 16;

  private final AuthKey key;
  private final RandomGenerator random;
  private final ServerClock clock;
  private final MsgIds msgIds;
  private final Calls calls = new Calls();
  private final MsgIdList acks = new MsgIdList();
  private SeqNo seqNos = new SeqNo();
  private Incoming incoming;
  private long sessionId;
  private long salt;
  private long lastCallId;
  private long ackAtMillis = Long.MAX_VALUE;

  /// @param salt the key exchange's, or the last that [ClientEvent.SaltChanged] told
  /// @param offsetMillis the server's time less this machine's, as far as known
  /// @param random draws session ids and padding: one that nobody can foretell
  public ClientSession(
      AuthKey key, long salt, long offsetMillis, InstantSource clock, RandomGenerator random) {
    this.key = key;
    this.salt = salt;
    this.random = random;
    this.clock = new ServerClock(clock, offsetMillis);
    this.msgIds = new MsgIds(this.clock);
    this.sessionId = random.nextLong();
    this.incoming = new Incoming(this, calls);
  }

  public long sessionId() {
    return sessionId;
  }

  public long salt() {
    return salt;
  }

  /// The server's time less this machine's.
  public long offsetMillis() {
    return clock.offsetMillis();
  }

  /// How many calls have no answer yet.
  public int unanswered() {
    return calls.unanswered();
  }

  /// Queues a call; the id that is returned is in the event which ends it.
  public long call(byte[] query) {
    byte[] packed = query.length < PACK_FROM_BYTES ? null : Gzip.pack(query);
    byte[] body = packed == null ? query : ServiceMessages.gzipPacked(packed);
    calls.add(new Outgoing(Kind.CALL, ++lastCallId, body, query.length));
    return lastCallId;
  }

  /// Gives up a call: no event will end it, and the server is asked not to answer.
  public void cancel(long callId) {
    Outgoing call = calls.cancel(callId);
    if (call != null && call.msgId() != 0) {
      serve(ServiceMessages.withLong(ServiceMessages.RPC_DROP_ANSWER, call.msgId()));
    }
  }

  /// Asks for a [ClientEvent.Pong].
  public void ping(long pingId) {
    serve(ServiceMessages.withLong(ServiceMessages.PING, pingId));
  }

  /// Asks for a [ClientEvent.Pong], and that the server close the connection unless it hears such a ping within the delay.
  public void pingDelayDisconnect(long pingId, int delaySeconds) {
    serve(ServiceMessages.pingDelayDisconnect(pingId, delaySeconds));
  }

  /// There is a new connection: what has no answer goes out again.
  public void connected() {
    calls.resendAll();
  }

  /// Whether the next packet says more than that something was received, so that the server will say something too.
  public boolean asks() {
    return calls.hasWaiting();
  }

  /// The next packet to send; null if there is none now.
  public byte @Nullable [] flush() {
    boolean acksDue = acks.size() >= MAX_ACKS || clock.millis() >= ackAtMillis;
    if (!calls.hasWaiting() && !acksDue) {
      return null;
    }
    if (!acks.isEmpty()) {
      byte[] body = ServiceMessages.withIds(ServiceMessages.MSGS_ACK, acks);
      calls.addFirst(new Outgoing(Kind.SERVICE, 0, body));
      acks.clear();
      ackAtMillis = Long.MAX_VALUE;
    }
    PacketWriter writer = new PacketWriter(key, Sender.CLIENT, msgIds, random);
    return writer.write(salt, sessionId, seqNos, calls.take());
  }

  /// When to call [#flush] although nothing happens, by this machine's clock; the highest number there is if never.
  public long nextTickMillis() {
    return ackAtMillis == Long.MAX_VALUE ? Long.MAX_VALUE : ackAtMillis - clock.offsetMillis();
  }

  /// Takes the packet in `[from, to)`, which is decrypted in place.
  ///
  /// @throws ProtocolException if it is not what the server of this session sends: the connection is to be closed
  public List<ClientEvent> received(byte[] packet, int from, int to) {
    if (!MessageSeal.open(key, Sender.SERVER, packet, from, to)) {
      throw new ProtocolException("a packet that the server did not seal");
    }
    PacketHeader header = PacketHeader.read(packet, from);
    if (header.sessionId() != sessionId) {
      throw new ProtocolException("a packet of another session");
    }
    if ((MsgIds.mark(header.msgId()) & 1) == 0) {
      throw new ProtocolException("a packet whose id is not a server's");
    }
    Message outer = header.message();
    List<Message> messages = Unpacker.unpack(outer, UNPACKED_LIMIT);
    List<ClientEvent> events = new ArrayList<>(2);
    if (clock.timely(header.msgId()) || incoming.provesTime(header, messages)) {
      incoming.take(header, messages, events);
    } else {
      incoming.takeNoticesOfTime(messages, events);
    }
    return events;
  }

  /// The server's time.
  ServerClock clock() {
    return clock;
  }

  /// A message that the server wants to be acknowledged.
  void acknowledge(long msgId) {
    acks.add(msgId);
    if (ackAtMillis == Long.MAX_VALUE) {
      ackAtMillis = clock.millis() + ACK_MILLIS;
    }
  }

  /// Queues a service message.
  void serve(byte[] body) {
    calls.add(new Outgoing(Kind.SERVICE, 0, body));
  }

  /// Uses another salt from now on; true if it is another.
  boolean adopt(long newSalt) {
    boolean other = newSalt != salt;
    salt = newSalt;
    return other;
  }

  /// The server's time is at least that of this id.
  void clockIsBehind(long serverMsgId) {
    if (clock.isBehind(serverMsgId)) {
      clock.follow(serverMsgId);
    }
  }

  /// The server refused what is from its future, at the time of this id. An id above the highest it can have taken goes; those
  /// below may have been taken, so new ones stay above them.
  void clockIsAhead(long serverMsgId) {
    if (!clock.isBehind(serverMsgId)) {
      clock.follow(serverMsgId);
      long highest = clock.latestTimely(serverMsgId);
      msgIds.goBackTo(highest);
      calls.renewAbove(highest);
    }
  }

  /// Leaves the session for a new one, with the calls that have no answer.
  void renew() {
    sessionId = random.nextLong();
    seqNos = new SeqNo();
    acks.clear();
    ackAtMillis = Long.MAX_VALUE;
    calls.renewAll();
    incoming = new Incoming(this, calls);
  }
}
