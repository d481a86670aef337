package heliograph.mtproto.server;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.crypto.MessageSeal;
import heliograph.mtproto.crypto.Sender;
import heliograph.mtproto.message.Message;
import heliograph.mtproto.message.MsgIds;
import heliograph.mtproto.message.PacketHeader;
import heliograph.mtproto.message.SeqNo;
import heliograph.mtproto.message.ServiceMessages;
import heliograph.mtproto.message.Unpacker;
import heliograph.tl.Bytes;
import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import heliograph.tl.mt.Mt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A client's end of one session that says what it is told to say and writes down what it hears. It acknowledges nothing of itself.
final class Talker implements Link {

  /// A request that no service message is.
  static final int REQUEST = 0x7e57ca11;

  private static final int UNPACKED = 1 << 20;

  /// Something that the server said.
  record Heard(Message message) {

    long msgId() {
      return message.msgId();
    }

    int id() {
      return message.reader().peekInt();
    }

    /// A service message.
    TlObject notice() {
      return Mt.readObject(message.reader());
    }

    /// What an `rpc_result` is about; 0 if it is none.
    long about() {
      TlReader in = message.reader();
      return in.readInt() == ServiceMessages.RPC_RESULT ? in.readLong() : 0;
    }

    /// What an `rpc_result` holds.
    TlReader result() {
      TlReader in = message.reader();
      in.skip(12);
      return in;
    }
  }

  private final MessageServer server;
  private final StoredAuthKey key;
  private final ManualClock clock;
  private final Random random = new Random(5);
  private final MsgIds msgIds;
  private final SeqNo seqNos = new SeqNo();
  private final long sessionId;
  private final boolean http;
  private ServerConnection connection;
  private boolean wanted;
  private boolean told;

  /// Everything that the server said, oldest first.
  final List<Heard> heard = new ArrayList<>();

  /// Everything that the server's edge was told to do, but for sending.
  final List<Effect> effects = new ArrayList<>();

  /// How many packets came.
  int packets;

  Talker(MessageServer server, StoredAuthKey key, ManualClock clock, long sessionId, boolean http) {
    this.server = server;
    this.key = key;
    this.clock = clock;
    this.sessionId = sessionId;
    this.http = http;
    this.msgIds = new MsgIds(clock);
    this.connection = open();
  }

  private ServerConnection open() {
    return http ? server.connectHttp(this, random) : server.connect(this, random);
  }

  @Override
  public void wake() {
    wanted = true;
  }

  @Override
  public void close() {
    told = true;
  }

  /// Whether the server wants to send something of its own accord.
  boolean woken() {
    return wanted;
  }

  /// Whether the server wants the connection closed.
  boolean closed() {
    return told;
  }

  /// Leaves the connection.
  void leave() {
    connection.closed();
  }

  /// Leaves the connection and begins another.
  void comeBack() {
    leave();
    connection = open();
  }

  /// Asks for something; the request's id.
  long request() {
    byte[] body = new byte[8];
    Bytes.putInt(body, 0, REQUEST);
    return say(true, body);
  }

  /// Says a service message; its id.
  long say(TlObject message) {
    return say(false, message.toBytes(ServiceMessages.LAYER));
  }

  /// Says something under an id and number of its own, as the last thing of a turn; its id.
  long say(boolean contentRelated, byte[] body) {
    long msgId = msgIds.next(MsgIds.CLIENT);
    say(msgId, seqNos.next(contentRelated), body);
    return msgId;
  }

  /// Says something under a given id and number, as the last thing of a turn.
  void say(long msgId, int seqNo, byte[] body) {
    int plain = MessageSeal.HEADER + body.length;
    byte[] packet = new byte[MessageSeal.sealedLength(plain)];
    int at = MessageSeal.OVERHEAD;
    Bytes.putLong(packet, at, server.salts().salt(key.id(), SaltSchedule.period(clock.seconds())));
    Bytes.putLong(packet, at + 8, sessionId);
    Bytes.putLong(packet, at + 16, msgId);
    Bytes.putInt(packet, at + 24, seqNo);
    Bytes.putInt(packet, at + 28, body.length);
    System.arraycopy(body, 0, packet, at + MessageSeal.HEADER, body.length);
    MessageSeal.seal(key.key(), Sender.CLIENT, packet, 0, plain, random);
    carryOut(connection.received(key, packet, 0, packet.length, false));
    listen();
  }

  /// Takes what the server has to say now.
  void listen() {
    wanted = false;
    carryOut(connection.flush());
  }

  /// HTTP: the time for which the request was held is over.
  void waitedLongEnough() {
    carryOut(connection.holdEnded());
  }

  /// The session at the server.
  ServerSession session() {
    for (ServerSession session : server.sessions().ofKey(key.id())) {
      if (session.sessionId() == sessionId) {
        return session;
      }
    }
    throw new AssertionError("the server does not know the session");
  }

  /// The requests that the server was handed.
  List<Long> requests() {
    return effects.stream()
        .filter(Effect.Request.class::isInstance)
        .map(effect -> ((Effect.Request) effect).msgId())
        .toList();
  }

  /// The service messages of a kind that were heard.
  <N extends TlObject> List<N> notices(Class<N> type, int id) {
    return heard.stream().filter(one -> one.id() == id).map(Heard::notice).map(type::cast).toList();
  }

  /// The results about a request.
  List<Heard> results(long msgId) {
    return heard.stream().filter(one -> one.about() == msgId).toList();
  }

  /// How often the server said what has this id.
  long timesHeard(long msgId) {
    return heard.stream().filter(one -> one.msgId() == msgId).count();
  }

  private void carryOut(List<Effect> all) {
    for (Effect effect : all) {
      if (effect instanceof Effect.Send send) {
        hear(send.packet());
      } else {
        effects.add(effect);
      }
    }
  }

  private void hear(byte[] packet) {
    packets++;
    assertThat(MessageSeal.open(key.key(), Sender.SERVER, packet, 0, packet.length)).isTrue();
    PacketHeader header = PacketHeader.read(packet, 0);
    assertThat(header.sessionId()).isEqualTo(sessionId);
    for (Message message : Unpacker.unpack(header.message(), UNPACKED)) {
      heard.add(new Heard(message));
    }
  }
}
