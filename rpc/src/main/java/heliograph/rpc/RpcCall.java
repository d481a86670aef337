package heliograph.rpc;

import heliograph.tl.TlMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request on its way through a session. Its flags belong to the session's lock.
final class RpcCall {
  final long msgId;
  final Envelope envelope;
  final Answer answer;

  /// The method, known at once unless it came compressed.
  @Nullable TlMethod<?> method;

  /// Calls that have to succeed before this one runs.
  List<RpcCall> dependencies = List.of();

  /// The place in the order in which the session's calls came.
  long arrival;

  /// The length of its body, if that is counted while the call waits.
  int heldBytes;

  boolean done;
  boolean succeeded;

  /// The client wants no answer any more.
  volatile boolean dropped;

  RpcCall(long msgId, Envelope envelope, Answer answer) {
    this.msgId = msgId;
    this.envelope = envelope;
    this.answer = answer;
  }
}
