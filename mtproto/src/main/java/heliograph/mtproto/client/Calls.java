package heliograph.mtproto.client;

import heliograph.mtproto.message.Outgoing;
import heliograph.mtproto.message.PacketWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a client session has to say: the calls that have no answer yet, of which some still wait to be sent, and the service
/// messages beside them.
final class Calls {

  /// Service messages of the newest packets, kept until the server is known not to have refused those.
  private static final int MAX_UNCONFIRMED = 8;

  private static final List<Outgoing> NONE = List.of();

  /// In the order of their ids, with what has none yet at the end.
  private static final Comparator<Outgoing> BY_AGE =
      Comparator.comparingLong(message -> message.msgId() == 0 ? Long.MAX_VALUE : message.msgId());

  private List<Outgoing> unanswered = NONE;
  private List<Outgoing> waiting = NONE;
  private List<Outgoing> unconfirmed = NONE;

  int unanswered() {
    return unanswered.size();
  }

  boolean hasWaiting() {
    return !waiting.isEmpty();
  }

  void add(Outgoing message) {
    if (message.kind() == Outgoing.Kind.CALL) {
      unanswered = growable(unanswered);
      unanswered.add(message);
    }
    waiting = growable(waiting);
    waiting.add(message);
  }

  /// Puts a service message before all others.
  void addFirst(Outgoing service) {
    waiting = growable(waiting);
    waiting.addFirst(service);
  }

  /// What goes into the next packet.
  List<Outgoing> take() {
    int fitting = PacketWriter.fitting(waiting);
    List<Outgoing> batch = waiting;
    if (fitting == waiting.size()) {
      waiting = NONE;
    } else {
      batch = new ArrayList<>(waiting.subList(0, fitting));
      waiting.subList(0, fitting).clear();
    }
    for (Outgoing message : batch) {
      if (message.kind() == Outgoing.Kind.SERVICE) {
        unconfirmed = growable(unconfirmed);
        if (unconfirmed.size() == MAX_UNCONFIRMED) {
          unconfirmed.removeFirst();
        }
        unconfirmed.add(message);
      }
    }
    return batch;
  }

  /// Whether a call that was sent with this id has no answer yet.
  boolean awaits(long msgId) {
    for (Outgoing call : unanswered) {
      if (call.msgId() == msgId && msgId != 0) {
        return true;
      }
    }
    return false;
  }

  /// The call that was sent with this id, taken out as it is answered; null if there is none.
  @Nullable Outgoing answered(long msgId) {
    return msgId == 0 ? null : takeOut(call -> call.msgId() == msgId);
  }

  /// A call, taken out as nobody waits for its answer any more; null if there is none.
  @Nullable Outgoing cancel(long callId) {
    return takeOut(call -> call.about() == callId);
  }

  /// A packet was not refused: what it carried beside calls has arrived.
  void confirm() {
    unconfirmed = NONE;
  }

  /// The connection is new: every call goes out again, as the message that it was, the older ones first.
  void resendAll() {
    waiting = NONE;
    unconfirmed = NONE;
    if (!unanswered.isEmpty()) {
      waiting = new ArrayList<>(unanswered);
      waiting.sort(BY_AGE);
    }
  }

  /// The server ignored the message or container with this id: what it carried goes out again. False if this end knows of no such
  /// message.
  ///
  /// Messages keep their ids, in another container: an earlier packet may have brought them before this one was ignored,
  /// and under another id they would run twice.
  boolean ignored(long msgId) {
    return again(message -> message.msgId() == msgId || message.sentIn() == msgId);
  }

  /// The server cannot tell any more whether it has had this message: it goes out as another one.
  boolean tooOld(long msgId) {
    boolean found = again(message -> message.msgId() == msgId);
    renew(message -> message.msgId() == msgId);
    return found;
  }

  /// The server has had nothing below this id.
  void forgottenBelow(long msgId) {
    again(message -> message.msgId() < msgId);
  }

  /// No server can have taken what has a higher id than this: it goes out under another.
  void renewAbove(long msgId) {
    renew(message -> message.msgId() > msgId);
  }

  /// The session is a new one: all go out as new messages.
  void renewAll() {
    again(_ -> true);
    renew(_ -> true);
  }

  private boolean again(Predicate<Outgoing> which) {
    boolean any = false;
    for (List<Outgoing> list : List.of(unconfirmed, unanswered)) {
      for (Outgoing message : list) {
        if (message.msgId() != 0 && which.test(message)) {
          any = true;
          message.unsent();
          if (!waiting.contains(message)) {
            waiting = growable(waiting);
            waiting.add(message);
          }
        }
      }
    }
    if (!unconfirmed.isEmpty()) {
      unconfirmed.removeAll(waiting);
    }
    if (any) {
      waiting.sort(BY_AGE);
    }
    return any;
  }

  private void renew(Predicate<Outgoing> which) {
    for (List<Outgoing> list : List.of(waiting, unanswered)) {
      for (Outgoing message : list) {
        if (message.msgId() != 0 && which.test(message)) {
          message.renew();
        }
      }
    }
  }

  private @Nullable Outgoing takeOut(Predicate<Outgoing> which) {
    for (int i = 0; i < unanswered.size(); i++) {
      if (which.test(unanswered.get(i))) {
        Outgoing call = unanswered.remove(i);
        if (unanswered.isEmpty()) {
          unanswered = NONE;
        }
        if (!waiting.isEmpty()) {
          waiting.remove(call);
        }
        return call;
      }
    }
    return null;
  }

  private static List<Outgoing> growable(List<Outgoing> list) {
    return list.isEmpty() ? new ArrayList<>(2) : list;
  }
}
