package heliograph.mtproto.server;

import heliograph.mtproto.message.Message;
import heliograph.mtproto.message.MsgIdList;
import heliograph.mtproto.message.Outgoing;
import heliograph.mtproto.message.Outgoing.Kind;
import heliograph.mtproto.message.PacketHeader;
import heliograph.mtproto.message.PacketWriter;
import heliograph.mtproto.message.ReceivedWindow;
import heliograph.mtproto.message.SeqNo;
import heliograph.mtproto.message.ServiceMessages;
import heliograph.tl.Gzip;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A session of a client: one auth key and one session id, over as many connections as come and go.
///
/// It remembers what it received, so that nothing runs twice, and keeps what it sent until the client has it. What is
/// unacknowledged when a connection ends goes out again on the next one. Safe for threads; one lock for each session.
public final class ServerSession {

  /// The time of leaving of a session that has a connection.
  static final long ATTACHED = Long.MAX_VALUE;

  private static final ServerConnection[] NO_CONNECTIONS = {};

  /// Answers from this size on are packed.
  private static final int PACK_FROM_BYTES = 4096;

  private final MessageServer server;
  private final long keyId;
  private final long sessionId;
  private final ReceivedWindow received;
  private final MsgIdList running = new MsgIdList();
  private final Outbox outbox;
  private ServerConnection[] connections = NO_CONNECTIONS;
  private long firstMsgId;
  private long uniqueId;
  private boolean begun;
  private boolean ended;
  private volatile long leftAtSeconds;
  private volatile @Nullable Object attachment;

  /// @param before up to which id messages may have been taken by a session of this name that was given up
  ServerSession(MessageServer server, long keyId, long sessionId, long before) {
    this.server = server;
    this.received = new ReceivedWindow(before);
    this.keyId = keyId;
    this.sessionId = sessionId;
    this.outbox = new Outbox(server.limits(), server.retained());
    this.leftAtSeconds = server.nowSeconds();
  }

  /// The id of the key that the session's packets are sealed with.
  public long keyId() {
    return keyId;
  }

  public long sessionId() {
    return sessionId;
  }

  /// What the edge keeps with the session.
  public @Nullable Object attachment() {
    return attachment;
  }

  public void attachment(@Nullable Object newAttachment) {
    attachment = newAttachment;
  }

  /// The link of the connection that was used last; null while there is none.
  public synchronized @Nullable Link link() {
    return connections.length == 0 ? null : connections[connections.length - 1].link();
  }

  /// Answers a request with a boxed result. An answer that nobody waits for any more is forgotten.
  public void answer(long msgId, byte[] boxedResult) {
    byte[] packed = boxedResult.length < PACK_FROM_BYTES ? null : Gzip.pack(boxedResult);
    byte[] body = packed == null ? boxedResult : ServiceMessages.gzipPacked(packed);
    int kept = body.length + Outgoing.OVERHEAD;
    if (kept > server.limits().scarceBytes() && !server.retained().hasRoomFor(kept)) {
      // It would be forgotten before it is sent; so the client hears that it may ask again.
      fail(msgId, 420, "FLOOD_WAIT_1");
      return;
    }
    ServerConnection wake = null;
    synchronized (this) {
      if (!ended && running.remove(msgId)) {
        outbox.acks().remove(msgId);
        wake = add(new Outgoing(Kind.ANSWER, msgId, body, boxedResult.length));
      }
    }
    wake(wake);
  }

  /// Answers a request with an `rpc_error`.
  public void fail(long msgId, int code, String message) {
    answer(msgId, ServiceMessages.rpcError(code, message));
  }

  /// Sends updates, which the client is to acknowledge.
  public void push(byte[] updates) {
    byte[] packed = updates.length < PACK_FROM_BYTES ? null : Gzip.pack(updates);
    byte[] body = packed == null ? updates : ServiceMessages.gzipPacked(packed);
    send(new Outgoing(Kind.PUSH, 0, body, updates.length));
  }

  /// Says what became of [Effect.DestroyKey].
  public void keyDestroyed(boolean existed) {
    reply(
        ServiceMessages.bare(
            existed ? ServiceMessages.DESTROY_AUTH_KEY_OK : ServiceMessages.DESTROY_AUTH_KEY_NONE));
  }

  /// Closes the session's connections; the client may come back.
  public void disconnect() {
    ServerConnection[] all;
    synchronized (this) {
      all = connections;
    }
    for (ServerConnection connection : all) {
      connection.link().close();
    }
  }

  /// When the last connection left; [#ATTACHED] while there is one.
  long leftAtSeconds() {
    return leftAtSeconds;
  }

  /// Takes a packet's messages; false if the session has ended, and another is to be made.
  synchronized boolean receive(Reception reception) {
    if (ended) {
      return false;
    }
    boolean returned = attach(reception.connection());
    PacketHeader header = reception.header();
    long lowest = header.msgId();
    for (Message message : reception.messages()) {
      lowest = Math.min(lowest, message.msgId());
    }
    if (!begun) {
      begun = true;
      uniqueId = server.randomId();
      reception.effects().add(new Effect.SessionOpened(this));
      announce(lowest, reception.salt());
    } else if (returned && outbox.takeGap()) {
      uniqueId = server.randomId();
      announce(Math.min(lowest, firstMsgId), reception.salt());
    } else if (lowest < firstMsgId) {
      announce(lowest, reception.salt());
    }
    new Receiver(this, server, received, running, outbox, reception).receive();
    return true;
  }

  /// The next packet to send over a connection; null if there is none. Acknowledgements alone make a packet only if `acksToo`.
  synchronized byte @Nullable [] nextPacket(
      ServerConnection connection, PacketWriter writer, long salt, boolean acksToo) {
    if (ended || sender() != connection || !(outbox.hasMessages() || (acksToo && owesAcks()))) {
      return null;
    }
    if (owesAcks()) {
      MsgIdList acks = outbox.acks();
      outbox.addFirst(
          new Outgoing(Kind.REPLY, 0, ServiceMessages.withIds(ServiceMessages.MSGS_ACK, acks)));
      acks.clear();
    }
    return writer.write(salt, sessionId, outbox.seqNos(), outbox.take());
  }

  /// A packet with nothing in it: the answer to an HTTP request when there is nothing to say.
  synchronized byte[] emptyPacket(PacketWriter writer, long salt) {
    return writer.write(salt, sessionId, outbox.seqNos(), List.of());
  }

  /// A packet with one message that is sent at once and not kept: why the packet just received was ignored.
  synchronized byte[] refusal(PacketWriter writer, long salt, byte[] body) {
    return refusal(writer, salt, sessionId, outbox.seqNos(), body);
  }

  /// The same for a session that does not exist.
  static byte[] refusal(PacketWriter writer, long salt, long sessionId, SeqNo seqNos, byte[] body) {
    return writer.write(salt, sessionId, seqNos, List.of(new Outgoing(Kind.REPLY, 0, body)));
  }

  /// Says what became of `destroy_session`.
  void destroyed(long other, boolean existed) {
    reply(
        ServiceMessages.withLong(
            existed ? ServiceMessages.DESTROY_SESSION_OK : ServiceMessages.DESTROY_SESSION_NONE,
            other));
  }

  /// Wakes a connection if there are messages left for it.
  void wakeIfWaiting() {
    ServerConnection wake;
    synchronized (this) {
      wake = outbox.hasMessages() ? sender() : null;
    }
    wake(wake);
  }

  /// The highest id received; the lowest number if there is none.
  synchronized long highestReceived() {
    return received.highest();
  }

  synchronized boolean hasReceived(long msgId) {
    return received.contains(msgId);
  }

  /// Keeps no more than there is room for now.
  synchronized void trim() {
    outbox.trim();
  }

  synchronized boolean isEnded() {
    return ended;
  }

  synchronized boolean owesAcks() {
    return !outbox.acks().isEmpty();
  }

  /// A connection is gone, or the session no longer uses it.
  void detach(ServerConnection gone) {
    ServerConnection wake = null;
    synchronized (this) {
      int before = connections.length;
      connections =
          Arrays.stream(connections).filter(c -> c != gone).toArray(ServerConnection[]::new);
      if (connections.length < before) {
        outbox.resendAll();
        if (connections.length == 0) {
          leftAtSeconds = server.nowSeconds();
        } else if (outbox.hasMessages()) {
          wake = sender();
        }
      }
    }
    wake(wake);
  }

  /// Forgets everything; false if that was done before.
  synchronized boolean end() {
    if (ended) {
      return false;
    }
    ended = true;
    outbox.clear();
    running.clear();
    return true;
  }

  private void reply(byte[] body) {
    send(new Outgoing(Kind.REPLY, 0, body));
  }

  private void send(Outgoing message) {
    ServerConnection wake = null;
    synchronized (this) {
      if (!ended) {
        wake = add(message);
      }
    }
    wake(wake);
  }

  private @Nullable ServerConnection add(Outgoing message) {
    outbox.add(message);
    return sender();
  }

  /// The connection that was used last of those that can take a packet now.
  private @Nullable ServerConnection sender() {
    for (int i = connections.length - 1; i >= 0; i--) {
      if (connections[i].canSend(this)) {
        return connections[i];
      }
    }
    return null;
  }

  private static void wake(@Nullable ServerConnection connection) {
    if (connection != null) {
      connection.wake();
    }
  }

  private void announce(long lowest, long salt) {
    firstMsgId = lowest;
    outbox.addFirst(
        new Outgoing(
            Kind.NOTICE, 0, ServiceMessages.newSessionCreated(firstMsgId, uniqueId, salt)));
  }

  private boolean isNewest(ServerConnection connection) {
    return connections.length > 0 && connections[connections.length - 1] == connection;
  }

  /// Makes the connection the one that is sent over; true if it is new to the session.
  private boolean attach(ServerConnection connection) {
    if (isNewest(connection)) {
      return false;
    }
    leftAtSeconds = ATTACHED;
    int before = connections.length;
    ServerConnection[] others =
        Arrays.stream(connections).filter(c -> c != connection).toArray(ServerConnection[]::new);
    boolean fresh = others.length == before;
    int from = Math.max(0, others.length + 1 - server.limits().connectionsPerSession());
    for (int i = 0; i < from; i++) {
      others[i].link().close();
    }
    connections = Arrays.copyOfRange(others, from, others.length + 1);
    connections[connections.length - 1] = connection;
    if (fresh) {
      outbox.resendAll();
    }
    return fresh;
  }
}
