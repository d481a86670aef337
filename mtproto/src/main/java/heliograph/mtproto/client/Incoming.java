package heliograph.mtproto.client;

import heliograph.mtproto.client.ClientEvent.Failure;
import heliograph.mtproto.client.ClientEvent.NewSession;
import heliograph.mtproto.client.ClientEvent.Pong;
import heliograph.mtproto.client.ClientEvent.Result;
import heliograph.mtproto.client.ClientEvent.SaltChanged;
import heliograph.mtproto.client.ClientEvent.Update;
import heliograph.mtproto.message.BadMsg;
import heliograph.mtproto.message.Message;
import heliograph.mtproto.message.MsgIdList;
import heliograph.mtproto.message.Outgoing;
import heliograph.mtproto.message.PacketHeader;
import heliograph.mtproto.message.ReceivedWindow;
import heliograph.mtproto.message.ReceivedWindow.Verdict;
import heliograph.mtproto.message.ServiceMessages;
import heliograph.mtproto.message.Unpacker;
import heliograph.tl.Gzip;
import heliograph.tl.ProtocolException;
import heliograph.tl.TlReader;
import java.util.Arrays;
import java.util.List;

/// Takes the server's messages: each once, however often it comes.
///
/// The order of the server's sequence numbers is not checked: they begin anew whenever the server has forgotten the session.
/// References: mtproto/service_messages, mtproto/service_messages_about_messages.
final class Incoming {

  private static final int RECEIVED_IDS = 1024;
  private static final int UNPACKED_LIMIT = 16 << 20;
  private static final int NO_SEQ_NO = 0;

  private final ClientSession session;
  private final Calls calls;
  private final ReceivedWindow received = new ReceivedWindow();
  private boolean begun;

  Incoming(ClientSession session, Calls calls) {
    this.session = session;
    this.calls = calls;
  }

  void take(PacketHeader header, List<Message> messages, List<ClientEvent> events) {
    if (Unpacker.isContainer(header.message(), messages)) {
      add(header.msgId());
    }
    boolean refused = false;
    for (Message message : messages) {
      int id = message.reader().peekInt();
      refused |=
          id == ServiceMessages.BAD_SERVER_SALT || id == ServiceMessages.BAD_MSG_NOTIFICATION;
      Verdict verdict = add(message.msgId());
      if (verdict == Verdict.NEW) {
        // Acknowledged after it was handled: a notice may have begun another session.
        handle(id, message, header, events);
      }
      if (verdict != Verdict.TOO_OLD && message.contentRelated()) {
        session.acknowledge(message.msgId());
      }
    }
    if (!refused) {
      calls.confirm();
    }
  }

  /// Whether a packet of another time answers a call, which no copy of an old one can do: it was long on its way, or this end's
  /// clock is behind, and is set right.
  boolean provesTime(PacketHeader header, List<Message> messages) {
    for (Message message : messages) {
      TlReader in = message.reader();
      if (in.readInt() == ServiceMessages.RPC_RESULT && calls.awaits(in.readLong())) {
        session.clockIsBehind(header.msgId());
        return true;
      }
    }
    return false;
  }

  /// A packet of another time may be an old one, and is ignored, unless it answers what was sent and says that this end's time
  /// is wrong.
  void takeNoticesOfTime(List<Message> messages, List<ClientEvent> events) {
    for (Message message : messages) {
      int id = message.reader().peekInt();
      if (id == ServiceMessages.BAD_MSG_NOTIFICATION || id == ServiceMessages.BAD_SERVER_SALT) {
        TlReader in = message.reader();
        in.skip(16);
        int code = in.readInt();
        boolean aboutTime = code == BadMsg.ID_TOO_LOW.code || code == BadMsg.ID_TOO_HIGH.code;
        if ((aboutTime || code == BadMsg.SALT.code) && add(message.msgId()) == Verdict.NEW) {
          badMsg(message, id == ServiceMessages.BAD_SERVER_SALT, events);
        }
      }
    }
  }

  private Verdict add(long msgId) {
    return received.add(msgId, NO_SEQ_NO, session.clock().seconds(), RECEIVED_IDS);
  }

  private void handle(int id, Message message, PacketHeader header, List<ClientEvent> events) {
    TlReader in = message.reader();
    in.skip(4);
    switch (id) {
      case ServiceMessages.RPC_RESULT -> result(in, header, events);
      case ServiceMessages.BAD_SERVER_SALT -> badMsg(message, true, events);
      case ServiceMessages.BAD_MSG_NOTIFICATION -> badMsg(message, false, events);
      case ServiceMessages.NEW_SESSION_CREATED -> newSession(in, events);
      case ServiceMessages.PONG -> {
        in.skip(8);
        events.add(new Pong(in.readLong()));
      }
      case ServiceMessages.MSG_DETAILED_INFO -> {
        in.skip(8);
        fetch(in.readLong());
      }
      case ServiceMessages.MSG_NEW_DETAILED_INFO -> fetch(in.readLong());
      case ServiceMessages.MSGS_ACK,
          ServiceMessages.FUTURE_SALTS,
          ServiceMessages.MSGS_STATE_INFO,
          ServiceMessages.MSGS_ALL_INFO,
          ServiceMessages.DESTROY_SESSION_OK,
          ServiceMessages.DESTROY_SESSION_NONE -> {
        // Nothing that this end needs: it waits for answers, and sends again on a new connection.
      }
      default -> events.add(new Update(message.body()));
    }
  }

  private void result(TlReader in, PacketHeader header, List<ClientEvent> events) {
    Outgoing call = calls.answered(in.readLong());
    if (call == null) {
      return;
    }
    adopt(header.salt(), events);
    TlReader body = in;
    if (in.peekInt() == ServiceMessages.GZIP_PACKED) {
      in.skip(4);
      body = new TlReader(Gzip.unpack(in.readBytes(), UNPACKED_LIMIT), ServiceMessages.LAYER);
    }
    if (body.peekInt() == ServiceMessages.RPC_ERROR) {
      body.skip(4);
      events.add(new Failure(call.about(), body.readInt(), body.readString()));
    } else {
      int from = body.position();
      events.add(
          new Result(
              call.about(), Arrays.copyOfRange(body.array(), from, from + body.remaining())));
    }
  }

  private void badMsg(Message message, boolean withSalt, List<ClientEvent> events) {
    TlReader in = message.reader();
    in.skip(4);
    long badMsgId = in.readLong();
    in.skip(4);
    int code = in.readInt();
    if (!(code == BadMsg.TOO_OLD.code ? calls.tooOld(badMsgId) : calls.ignored(badMsgId))) {
      return;
    }
    if (withSalt) {
      adopt(in.readLong(), events);
    } else if (code == BadMsg.ID_TOO_LOW.code) {
      session.clockIsBehind(message.msgId());
    } else if (code == BadMsg.ID_TOO_HIGH.code) {
      session.clockIsAhead(message.msgId());
    } else if (code == BadMsg.SEQ_NO_TOO_LOW.code || code == BadMsg.SEQ_NO_TOO_HIGH.code) {
      session.renew();
      events.add(new NewSession(0, false));
    } else if (code != BadMsg.TOO_OLD.code && code != BadMsg.CONTAINER_ID_REUSED.code) {
      throw new ProtocolException("the server refused a message with code " + code);
    }
  }

  private void newSession(TlReader in, List<ClientEvent> events) {
    calls.forgottenBelow(in.readLong());
    long uniqueId = in.readLong();
    adopt(in.readLong(), events);
    events.add(new NewSession(uniqueId, !begun));
    begun = true;
  }

  private void adopt(long salt, List<ClientEvent> events) {
    if (session.adopt(salt)) {
      events.add(new SaltChanged(salt));
    }
  }

  /// Asks for a message that the server only tells of.
  private void fetch(long msgId) {
    if (received.contains(msgId)) {
      session.acknowledge(msgId);
    } else {
      MsgIdList wanted = new MsgIdList();
      wanted.add(msgId);
      session.serve(ServiceMessages.withIds(ServiceMessages.MSG_RESEND_REQ, wanted));
    }
  }
}
