package heliograph.mtproto.server;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.MessageSeal;
import heliograph.mtproto.crypto.Sender;
import heliograph.mtproto.message.BadMsg;
import heliograph.mtproto.message.InvalidContainerException;
import heliograph.mtproto.message.Message;
import heliograph.mtproto.message.MsgIds;
import heliograph.mtproto.message.PacketHeader;
import heliograph.mtproto.message.PacketWriter;
import heliograph.mtproto.message.SeqNo;
import heliograph.mtproto.message.ServiceMessages;
import heliograph.mtproto.message.Unpacker;
import heliograph.mtproto.server.Effect.Close;
import heliograph.mtproto.server.Effect.Reason;
import heliograph.mtproto.server.Effect.Send;
import heliograph.mtproto.server.Effect.TransportError;
import heliograph.tl.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One connection's end of the message layer: packets come in, are checked and go to their sessions; what the sessions have to say
/// goes out, everything at hand in one packet. Used on the connection's event loop only.
///
/// A packet that was not sealed with its key gets no answer at all. One that was, and has a wrong salt or time, is refused with a
/// notification and makes no session.
/// Reference: mtproto/security_guidelines, "MTProto Encrypted Messages".
public final class ServerConnection {

  /// How old a message may be that is taken.
  static final int PAST_SECONDS = 300;

  private static final int FUTURE_SECONDS = 30;
  private static final int ACK_MILLIS = 500;
  private static final int HOLD_MILLIS = 25_000;

  private record Attached(ServerSession session, AuthKey key) {}

  private final MessageServer server;
  private final Link link;
  private final RandomGenerator padding;
  private final boolean http;
  private final SaltSchedule.Cache salts;
  private final AtomicBoolean woken = new AtomicBoolean();
  private List<Attached> attached = List.of();
  private List<Long> destroyed = List.of();
  private int holdMillis = HOLD_MILLIS;
  private boolean acksTimed;

  /// HTTP only: the session whose request waits for its response.
  private volatile @Nullable ServerSession held;

  ServerConnection(MessageServer server, Link link, RandomGenerator padding, boolean http) {
    this.server = server;
    this.link = link;
    this.padding = padding;
    this.http = http;
    this.salts = new SaltSchedule.Cache(server.salts());
  }

  Link link() {
    return link;
  }

  /// Takes the packet in `[from, to)`, which is decrypted in place. `quickAck`: the transport asks for a quick acknowledgement.
  /// The caller calls [#flush] at the end of its turn.
  public List<Effect> received(
      StoredAuthKey key, byte[] packet, int from, int to, boolean quickAck) {
    long now = server.nowSeconds();
    if (key.expired(now)) {
      return List.of(new TransportError(TransportError.KEY_NOT_FOUND));
    }
    if (!MessageSeal.open(key.key(), Sender.CLIENT, packet, from, to)) {
      return List.of(new Close(Reason.BROKEN_SEAL));
    }
    PacketHeader header = PacketHeader.read(packet, from);
    if (!salts.accepts(key, header.salt(), now)) {
      long salt = salts.current(key.id(), now);
      return refuse(
          key, header, ServiceMessages.badServerSalt(header.msgId(), header.seqNo(), salt));
    }
    BadMsg wrong = wrongId(key.id(), header, now);
    if (wrong != null) {
      return refuse(key, header, wrong);
    }
    List<Effect> effects = new ArrayList<>(4);
    try {
      List<Message> messages = Unpacker.unpack(header.message(), server.limits().unpackedBytes());
      long salt = salts.current(key.id(), now);
      if (!deliver(new Reception(this, key, header, messages, salt, now, effects))) {
        effects.add(new Close(Reason.TOO_MANY_SESSIONS));
        return effects;
      }
    } catch (InvalidContainerException e) {
      return refuse(key, header, BadMsg.CONTAINER);
    } catch (ProtocolException e) {
      effects.add(new Close(Reason.BROKEN_MESSAGE));
      return effects;
    }
    if (quickAck) {
      effects.addFirst(
          new Effect.QuickAck(
              MessageSeal.quickAckToken(key.key(), Sender.CLIENT, packet, from, to)));
    }
    if (http) {
      effects.add(new Effect.Hold(holdMillis));
    }
    return effects;
  }

  /// What there is to send now, and until when acknowledgements may wait.
  public List<Effect> flush() {
    return flush(false);
  }

  /// Sends what there is, acknowledgements in any case: after [Effect.AckIn].
  public List<Effect> flushAcks() {
    acksTimed = false;
    return flush(true);
  }

  /// HTTP only: the held request has waited long enough, and gets what there is, or an empty packet.
  public List<Effect> holdEnded() {
    ServerSession session = held;
    if (session == null) {
      return List.of();
    }
    List<Effect> effects = flush(true);
    for (Attached one : attached) {
      if (effects.isEmpty() && one.session == session) {
        held = null;
        return List.of(new Send(session.emptyPacket(writer(one.key), salt(one.key))));
      }
    }
    return effects;
  }

  /// The connection is gone. Its sessions stay.
  public void closed() {
    for (Attached one : attached) {
      one.session.detach(this);
    }
    attached = List.of();
    held = null;
  }

  /// Asks the edge to flush, once until it does. Any thread.
  void wake() {
    if (woken.compareAndSet(false, true)) {
      link.wake();
    }
  }

  /// Whether a packet of the session could be sent now. Any thread.
  boolean canSend(ServerSession session) {
    return !http || held == session;
  }

  void holdFor(int millis) {
    holdMillis = Math.clamp(millis, 0, HOLD_MILLIS);
  }

  /// Notes another session of the key that is to be destroyed: not here, where this session's lock is held.
  void destroy(long sessionId) {
    if (destroyed.isEmpty()) {
      destroyed = new ArrayList<>(1);
    }
    destroyed.add(sessionId);
  }

  private @Nullable BadMsg wrongId(long keyId, PacketHeader header, long now) {
    long msgId = header.msgId();
    if (MsgIds.mark(msgId) != MsgIds.CLIENT) {
      return BadMsg.ID_MARK;
    }
    long unknown = server.sessions().unknownSeconds(keyId, header.sessionId());
    if (MsgIds.seconds(msgId) < now - PAST_SECONDS || MsgIds.seconds(msgId) <= unknown) {
      return BadMsg.ID_TOO_LOW;
    }
    return MsgIds.seconds(msgId) > now + FUTURE_SECONDS ? BadMsg.ID_TOO_HIGH : null;
  }

  /// False if the connection may not use one more session.
  private boolean deliver(Reception reception) {
    long keyId = reception.key().id();
    long sessionId = reception.header().sessionId();
    List<ServerSession> ended = new ArrayList<>(0);
    ServerSession session;
    do {
      session = server.sessions().findOrOpen(keyId, sessionId, ended);
      if (!use(session, reception.key().key())) {
        return false;
      }
      // Whoever asked for an answer gets it here, so this must be known before the session looks
      // for a connection.
      holdMillis = HOLD_MILLIS;
      held = http ? session : null;
    } while (!session.receive(reception));
    for (long other : destroyed) {
      ServerSession found = other == sessionId ? null : server.sessions().find(keyId, other);
      boolean existed = found != null && server.sessions().end(found);
      if (existed) {
        ended.add(found);
      }
      session.destroyed(other, existed);
    }
    destroyed = List.of();
    for (ServerSession gone : ended) {
      reception.effects().add(new Effect.SessionClosed(gone));
    }
    return true;
  }

  private boolean use(ServerSession session, AuthKey key) {
    for (Attached one : attached) {
      if (one.session == session) {
        return true;
      }
    }
    List<Attached> all = new ArrayList<>(attached.size() + 1);
    for (Attached one : attached) {
      if (!one.session.isEnded()) {
        all.add(one);
      }
    }
    if (all.size() >= server.limits().sessionsPerConnection()) {
      return false;
    }
    all.add(new Attached(session, key));
    attached = all;
    return true;
  }

  private List<Effect> flush(boolean acksToo) {
    woken.set(false);
    List<Effect> effects = List.of();
    for (Attached one : attached) {
      PacketWriter writer = writer(one.key);
      while (canSend(one.session)) {
        byte[] packet = one.session.nextPacket(this, writer, salt(one.key), acksToo);
        if (packet == null) {
          break;
        }
        if (effects.isEmpty()) {
          effects = new ArrayList<>(2);
        }
        effects.add(new Send(packet));
        if (http) {
          held = null;
          one.session.wakeIfWaiting();
        }
      }
      if (!http && !acksTimed && one.session.owesAcks()) {
        if (effects.isEmpty()) {
          effects = new ArrayList<>(1);
        }
        effects.add(new Effect.AckIn(ACK_MILLIS));
        acksTimed = true;
      }
    }
    return effects;
  }

  private List<Effect> refuse(StoredAuthKey key, PacketHeader header, BadMsg why) {
    return refuse(
        key, header, ServiceMessages.badMsgNotification(header.msgId(), header.seqNo(), why));
  }

  private List<Effect> refuse(StoredAuthKey key, PacketHeader header, byte[] body) {
    PacketWriter writer = writer(key.key());
    long salt = salt(key.key());
    ServerSession session = server.sessions().find(key.id(), header.sessionId());
    if (session != null && session.hasReceived(header.msgId())) {
      // A late copy of what was taken: a refusal would make the client say it again, and it would
      // run twice.
      return List.of();
    }
    byte[] packet =
        session == null
            ? ServerSession.refusal(writer, salt, header.sessionId(), new SeqNo(), body)
            : session.refusal(writer, salt, body);
    return List.of(new Send(packet));
  }

  private long salt(AuthKey key) {
    return salts.current(key.id(), server.nowSeconds());
  }

  private PacketWriter writer(AuthKey key) {
    return new PacketWriter(key, Sender.SERVER, server.msgIds(), padding);
  }
}
