package heliograph.mtproto.server;

import heliograph.mtproto.message.BadMsg;
import heliograph.mtproto.message.Message;
import heliograph.mtproto.message.MsgIdList;
import heliograph.mtproto.message.MsgIds;
import heliograph.mtproto.message.Outgoing;
import heliograph.mtproto.message.Outgoing.Kind;
import heliograph.mtproto.message.ReceivedWindow;
import heliograph.mtproto.message.ReceivedWindow.Verdict;
import heliograph.mtproto.message.ServiceMessages;
import heliograph.mtproto.message.Unpacker;
import heliograph.tl.ProtocolException;
import heliograph.tl.TlReader;
import heliograph.tl.TlWriter;
import java.util.Arrays;
import java.util.List;

/// Takes the messages of one packet into a session: each is checked, acknowledged, and either handled here, if it is a service
/// message, or handed up as a request. Works with the session's lock held.
///
/// References: mtproto/service_messages, mtproto/service_messages_about_messages.
final class Receiver {

  private static final int MAX_FUTURE_SALTS = 64;

  // The states of msgs_state_info.
  private static final int FORGOTTEN = 1;
  private static final int NOT_RECEIVED = 2;
  private static final int NOT_YET_RECEIVED = 3;
  private static final int RECEIVED = 4;
  private static final int NEEDS_NO_ACK = 16;
  private static final int BEING_ANSWERED = 32;
  private static final int ANSWERED = 64;

  private static final int STATE = 7;

  private final ServerSession session;
  private final MessageServer server;
  private final ReceivedWindow received;
  private final MsgIdList running;
  private final Outbox outbox;
  private final Reception reception;
  private long[] futureSalts = {};

  /// Ids that the packet's messages may still name: each may cost a look at everything that the session keeps.
  private int idsLeft = ServiceMessages.MAX_IDS;

  Receiver(
      ServerSession session,
      MessageServer server,
      ReceivedWindow received,
      MsgIdList running,
      Outbox outbox,
      Reception reception) {
    this.session = session;
    this.server = server;
    this.received = received;
    this.running = running;
    this.outbox = outbox;
    this.reception = reception;
  }

  void receive() {
    Message outer = reception.header().message();
    if (!Unpacker.isContainer(outer, reception.messages()) || takeContainer(outer)) {
      for (Message message : reception.messages()) {
        take(message);
      }
    }
  }

  /// A container that comes twice is a duplicate in all its parts, or an id used twice. Its sequence number binds nobody: it
  /// is remembered only where it fits among the others.
  private boolean takeContainer(Message container) {
    if (container.contentRelated()) {
      refuse(container, BadMsg.SEQ_NO_ODD);
      return false;
    }
    List<Message> messages = reception.messages();
    if (add(container) == Verdict.DUPLICATE
        && messages.stream().noneMatch(message -> received.contains(message.msgId()))) {
      refuse(container, BadMsg.CONTAINER_ID_REUSED);
      return false;
    }
    return true;
  }

  /// A request must have an odd sequence number. Acknowledgements may have one, against the documentation: clients in use
  /// number them like requests.
  private void take(Message message) {
    int id = message.reader().peekInt();
    if (isRequest(id) && !message.contentRelated()) {
      refuse(message, BadMsg.SEQ_NO_EVEN);
    } else {
      switch (add(message)) {
        case NEW -> {
          acknowledge(message);
          handle(id, message);
        }
        case DUPLICATE -> {
          if (!outbox.resendAnswer(message.msgId())) {
            acknowledge(message);
          }
        }
        case TOO_OLD -> {
          // Its id is forgotten; the request that it made perhaps not.
          if (running.contains(message.msgId())) {
            acknowledge(message);
          } else if (!outbox.resendAnswer(message.msgId())) {
            refuse(message, BadMsg.TOO_OLD);
          }
        }
        case SEQ_NO_TOO_LOW -> refuse(message, BadMsg.SEQ_NO_TOO_LOW);
        case SEQ_NO_TOO_HIGH -> refuse(message, BadMsg.SEQ_NO_TOO_HIGH);
      }
    }
  }

  private Verdict add(Message message) {
    return received.add(
        message.msgId(), message.seqNo(), reception.nowSeconds(), server.limits().receivedIds());
  }

  private void acknowledge(Message message) {
    if (message.contentRelated()) {
      outbox.acks().add(message.msgId());
    }
  }

  private void refuse(Message message, BadMsg why) {
    reply(ServiceMessages.badMsgNotification(message.msgId(), message.seqNo(), why));
  }

  private void reply(byte[] body) {
    outbox.add(new Outgoing(Kind.REPLY, 0, body));
  }

  /// Replies to a message at once, which acknowledges it too.
  private void respond(Message message, byte[] body) {
    outbox.acks().remove(message.msgId());
    reply(body);
  }

  private void answer(Message request, byte[] result) {
    outbox.acks().remove(request.msgId());
    outbox.add(new Outgoing(Kind.ANSWER, request.msgId(), result));
  }

  private static boolean isRequest(int id) {
    return switch (id) {
      case ServiceMessages.MSGS_ACK,
          ServiceMessages.PING,
          ServiceMessages.PING_DELAY_DISCONNECT,
          ServiceMessages.PONG,
          ServiceMessages.GET_FUTURE_SALTS,
          ServiceMessages.MSGS_STATE_REQ,
          ServiceMessages.MSG_RESEND_REQ,
          ServiceMessages.MSG_RESEND_ANS_REQ,
          ServiceMessages.MSGS_ALL_INFO,
          ServiceMessages.MSGS_STATE_INFO,
          ServiceMessages.MSG_DETAILED_INFO,
          ServiceMessages.MSG_NEW_DETAILED_INFO,
          ServiceMessages.RPC_DROP_ANSWER,
          ServiceMessages.DESTROY_SESSION,
          ServiceMessages.DESTROY_AUTH_KEY,
          ServiceMessages.HTTP_WAIT ->
          false;
      default -> true;
    };
  }

  private void handle(int id, Message message) {
    if (isRequest(id)) {
      request(message);
      return;
    }
    TlReader in = message.reader();
    in.skip(4);
    switch (id) {
      case ServiceMessages.MSGS_ACK -> acknowledged(in);
      case ServiceMessages.PING ->
          respond(message, ServiceMessages.pong(message.msgId(), in.readLong()));
      case ServiceMessages.PING_DELAY_DISCONNECT -> pingDelayDisconnect(message, in);
      case ServiceMessages.GET_FUTURE_SALTS -> futureSalts(message, in.readInt());
      case ServiceMessages.MSGS_STATE_REQ -> states(message, ids(in));
      case ServiceMessages.MSG_RESEND_REQ -> resend(message, ids(in));
      case ServiceMessages.MSG_RESEND_ANS_REQ -> resendAnswers(ids(in));
      case ServiceMessages.MSGS_ALL_INFO -> allInfo(in);
      case ServiceMessages.RPC_DROP_ANSWER -> dropAnswer(message, in.readLong());
      case ServiceMessages.DESTROY_SESSION -> reception.connection().destroy(in.readLong());
      case ServiceMessages.DESTROY_AUTH_KEY ->
          reception.effects().add(new Effect.DestroyKey(session));
      case ServiceMessages.HTTP_WAIT -> httpWait(in);
      default -> {
        // Informs of what only matters to an end that asked: this one never asks.
      }
    }
  }

  private void request(Message message) {
    if (running.size() >= server.limits().requestsInFlight()) {
      answer(message, ServiceMessages.rpcError(420, "FLOOD_WAIT_1"));
      return;
    }
    running.add(message.msgId());
    reception.effects().add(new Effect.Request(session, message.msgId(), message.body()));
  }

  private void acknowledged(TlReader in) {
    for (long msgId : ids(in)) {
      outbox.acknowledged(msgId);
    }
  }

  private void pingDelayDisconnect(Message message, TlReader in) {
    respond(message, ServiceMessages.pong(message.msgId(), in.readLong()));
    int seconds = Math.clamp(in.readInt(), 1, server.limits().disconnectSeconds());
    reception.effects().add(new Effect.DisconnectIn(seconds));
  }

  private void futureSalts(Message message, int wanted) {
    int count = Math.clamp(wanted, 1, MAX_FUTURE_SALTS);
    long period = SaltSchedule.period(reception.nowSeconds());
    TlWriter out = new TlWriter(ServiceMessages.LAYER, 20 + 16 * count);
    out.writeInt(ServiceMessages.FUTURE_SALTS);
    out.writeLong(message.msgId());
    out.writeInt((int) reception.nowSeconds());
    out.writeInt(count);
    makeSalts(period, count);
    for (int i = 0; i < count; i++) {
      long p = period + i;
      out.writeInt((int) (p * SaltSchedule.PERIOD_SECONDS));
      out.writeInt((int) ((p + 2) * SaltSchedule.PERIOD_SECONDS));
      out.writeLong(futureSalts[i]);
    }
    respond(message, out.toByteArray());
  }

  /// Each salt is computed once for all messages of a packet that ask for it.
  private void makeSalts(long period, int count) {
    int made = futureSalts.length;
    if (made < count) {
      futureSalts = Arrays.copyOf(futureSalts, count);
      for (int i = made; i < count; i++) {
        futureSalts[i] = server.salts().salt(session.keyId(), period + i);
      }
    }
  }

  private long[] ids(TlReader in) {
    long[] ids = ServiceMessages.readIds(in);
    idsLeft -= ids.length;
    if (idsLeft < 0) {
      throw new ProtocolException("more ids than one packet may name");
    }
    return ids;
  }

  /// Answers that are still kept go out again before the states, which then say that they were sent.
  private void states(Message message, long[] msgIds) {
    byte[] info = new byte[msgIds.length];
    for (int i = 0; i < msgIds.length; i++) {
      info[i] = (byte) state(msgIds[i]);
    }
    respond(message, ServiceMessages.msgsStateInfo(message.msgId(), info));
  }

  private int state(long msgId) {
    if (running.contains(msgId)) {
      return RECEIVED | BEING_ANSWERED;
    }
    if (outbox.resendAnswer(msgId)) {
      return RECEIVED | BEING_ANSWERED | ANSWERED;
    }
    if (received.contains(msgId)) {
      // A request without an answer to send again: whoever still asks must repeat it.
      boolean asksForAnswer = (received.seqNo(msgId) & 1) != 0;
      return asksForAnswer ? FORGOTTEN : RECEIVED | NEEDS_NO_ACK;
    }
    if (received.mayHaveForgotten(msgId) || MsgIds.mark(msgId) != MsgIds.CLIENT) {
      return FORGOTTEN;
    }
    return msgId > received.highest() ? NOT_YET_RECEIVED : NOT_RECEIVED;
  }

  private void resend(Message message, long[] msgIds) {
    boolean all = true;
    for (long msgId : msgIds) {
      all &= outbox.resend(msgId);
    }
    if (!all) {
      states(message, msgIds);
    }
  }

  private void resendAnswers(long[] requestIds) {
    for (long requestId : requestIds) {
      outbox.resendAnswer(requestId);
    }
  }

  private void allInfo(TlReader in) {
    long[] msgIds = ids(in);
    byte[] info = in.readBytes();
    for (int i = 0; i < Math.min(info.length, msgIds.length); i++) {
      switch (info[i] & STATE) {
        case RECEIVED -> outbox.acknowledged(msgIds[i]);
        case NOT_RECEIVED, NOT_YET_RECEIVED -> outbox.resend(msgIds[i]);
        default -> {
          // Forgotten by the client too.
        }
      }
    }
  }

  private void dropAnswer(Message message, long requestId) {
    if (running.remove(requestId)) {
      reception.effects().add(new Effect.Dropped(session, requestId));
      byte[] dropped = ServiceMessages.bare(ServiceMessages.RPC_ANSWER_DROPPED_RUNNING);
      outbox.acks().remove(requestId);
      outbox.add(new Outgoing(Kind.ANSWER, requestId, dropped));
      answer(message, dropped);
      return;
    }
    Outgoing answer = outbox.dropAnswer(requestId);
    answer(
        message,
        answer == null
            ? ServiceMessages.bare(ServiceMessages.RPC_ANSWER_UNKNOWN)
            : ServiceMessages.rpcAnswerDropped(answer.msgId(), answer.seqNo(), answer.length()));
  }

  private void httpWait(TlReader in) {
    in.skip(8);
    reception.connection().holdFor(in.readInt());
  }
}
