package heliograph.mtproto.server;

import heliograph.mtproto.message.MsgIdList;
import heliograph.mtproto.message.Outgoing;
import heliograph.mtproto.message.PacketWriter;
import heliograph.mtproto.message.SeqNo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a session has to say: messages waiting to be sent, messages sent and not yet acknowledged, and acknowledgements owed.
///
/// Both lists hold what was numbered in the order of its numbers, so that a client which takes messages in order never
/// sees an older one after a newer one has pushed it out of its memory. Guarded by the session's lock.
final class Outbox {

  private static final List<Outgoing> NONE = List.of();

  private final SessionLimits limits;
  private final RetainedBytes total;
  private final SeqNo seqNos = new SeqNo();
  private final MsgIdList acks = new MsgIdList();
  private List<Outgoing> waiting = NONE;
  private List<Outgoing> sent = NONE;
  private int bytes;
  private boolean gap;

  Outbox(SessionLimits limits, RetainedBytes total) {
    this.limits = limits;
    this.total = total;
  }

  SeqNo seqNos() {
    return seqNos;
  }

  MsgIdList acks() {
    return acks;
  }

  /// Whether there is more to send than acknowledgements.
  boolean hasMessages() {
    return !waiting.isEmpty();
  }

  void add(Outgoing message) {
    waiting = growable(waiting);
    waiting.add(message);
    count(message, 1);
    trim();
  }

  /// Puts a message before all others.
  void addFirst(Outgoing message) {
    waiting = growable(waiting);
    waiting.addFirst(message);
    count(message, 1);
  }

  /// What goes into the next packet, in order; content-related messages are kept until they are acknowledged.
  List<Outgoing> take() {
    List<Outgoing> batch;
    int fitting = PacketWriter.fitting(waiting);
    if (fitting == waiting.size()) {
      batch = waiting;
      waiting = NONE;
    } else {
      batch = new ArrayList<>(waiting.subList(0, fitting));
      waiting.subList(0, fitting).clear();
    }
    for (int i = 0; i < batch.size(); i++) {
      Outgoing message = batch.get(i);
      if (message.contentRelated()) {
        sent = growable(sent);
        sent.add(message);
      } else {
        count(message, -1);
      }
    }
    return batch;
  }

  /// The client has a message.
  void acknowledged(long msgId) {
    for (int i = 0; i < sent.size(); i++) {
      if (sent.get(i).msgId() == msgId) {
        count(sent.remove(i), -1);
        shrink();
        return;
      }
    }
    for (int i = 0; i < waiting.size(); i++) {
      if (waiting.get(i).msgId() == msgId) {
        count(waiting.remove(i), -1);
        return;
      }
    }
  }

  /// Everything unacknowledged is to be sent again, before what was never sent.
  void resendAll() {
    if (!sent.isEmpty()) {
      sent.sort(Comparator.comparingLong(Outgoing::msgId));
      sent.addAll(waiting);
      waiting = sent;
      sent = NONE;
    }
  }

  /// A message is to be sent again; false if it is not kept.
  boolean resend(long msgId) {
    for (int i = 0; i < sent.size(); i++) {
      if (sent.get(i).msgId() == msgId) {
        again(i);
        return true;
      }
    }
    return waitingFor(msgId);
  }

  /// The answer to a request is to be sent again; false if it is not kept.
  boolean resendAnswer(long requestId) {
    for (int i = 0; i < sent.size(); i++) {
      if (answers(sent.get(i), requestId)) {
        again(i);
        return true;
      }
    }
    for (Outgoing message : waiting) {
      if (answers(message, requestId)) {
        return true;
      }
    }
    return false;
  }

  /// Forgets the answer to a request; null if it is not kept.
  @Nullable Outgoing dropAnswer(long requestId) {
    for (List<Outgoing> list : List.of(waiting, sent)) {
      for (int i = 0; i < list.size(); i++) {
        if (answers(list.get(i), requestId)) {
          Outgoing answer = list.remove(i);
          count(answer, -1);
          return answer;
        }
      }
    }
    return null;
  }

  /// Whether something was forgotten that the client never acknowledged; asking forgets it.
  boolean takeGap() {
    boolean had = gap;
    gap = false;
    return had;
  }

  /// Forgets everything.
  void clear() {
    total.add(-bytes);
    bytes = 0;
    waiting = NONE;
    sent = NONE;
    acks.clear();
  }

  private boolean waitingFor(long msgId) {
    for (int i = 0; i < waiting.size(); i++) {
      if (waiting.get(i).msgId() == msgId) {
        return true;
      }
    }
    return false;
  }

  /// Moves a sent message to its place among those that wait: behind what has lower numbers.
  private void again(int sentIndex) {
    Outgoing message = sent.remove(sentIndex);
    shrink();
    int at = 0;
    while (at < waiting.size()
        && waiting.get(at).msgId() != 0
        && waiting.get(at).msgId() < message.msgId()) {
      at++;
    }
    waiting = growable(waiting);
    waiting.add(at, message);
  }

  private static boolean answers(Outgoing message, long requestId) {
    return message.kind() == Outgoing.Kind.ANSWER && message.about() == requestId;
  }

  private void count(Outgoing message, int sign) {
    int delta = sign * (message.length() + Outgoing.OVERHEAD);
    bytes += delta;
    total.add(delta);
  }

  /// Forgets the oldest of what is too much; to be called too when others have filled what all may keep together. The last that there
  /// is goes only then: many sessions with one large message each would hold any amount.
  void trim() {
    while (tooMuch() && (waiting.size() + sent.size() > 1 || scarce())) {
      Outgoing oldest = removeOldest();
      count(oldest, -1);
      gap |= oldest.contentRelated();
    }
    shrink();
  }

  /// Takes out the oldest message, but leaves news of the session at the head of a list: they are what tells the client that
  /// something was forgotten.
  private Outgoing removeOldest() {
    for (List<Outgoing> list : List.of(sent, waiting)) {
      int at = !list.isEmpty() && list.getFirst().kind() == Outgoing.Kind.NOTICE ? 1 : 0;
      if (at < list.size()) {
        return list.remove(at);
      }
    }
    return sent.isEmpty() ? waiting.removeFirst() : sent.removeFirst();
  }

  private boolean tooMuch() {
    return waiting.size() + sent.size() > limits.unackedMessages()
        || bytes > limits.unackedBytes()
        || scarce();
  }

  private boolean scarce() {
    return bytes > limits.scarceBytes() && total.exceeded();
  }

  private void shrink() {
    if (sent.isEmpty()) {
      sent = NONE;
    }
  }

  /// Empty lists are shared until something comes into them.
  private static List<Outgoing> growable(List<Outgoing> list) {
    return list.isEmpty() ? new ArrayList<>(2) : list;
  }
}
