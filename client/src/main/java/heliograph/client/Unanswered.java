package heliograph.client;

import heliograph.mtproto.client.ClientSession;
import heliograph.tl.Layer;
import heliograph.tl.ProtocolException;
import heliograph.tl.TlMethod;
import heliograph.tl.TlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The calls of a link that have no answer yet: those that wait for its first session, and those that the session carries, which
/// sends them again over its next connection if one is lost. Used on the link's event loop, but for [#call].
final class Unanswered {
  private static final int MAX_CALLS = 10_000;
  private static final Set<String> LOG_IN_ENDED =
      Set.of("AUTH_KEY_UNREGISTERED", "SESSION_REVOKED", "SESSION_EXPIRED", "USER_DEACTIVATED");

  /// A call that was made.
  ///
  /// @param introduces whether it also says what kind of client calls, which the server must hear once
  record Call(TlMethod<?> method, boolean introduces, CompletableFuture<Object> answer) {}

  private final Device device;
  private final LinkEvents events;
  private final Executor loop;
  private final Runnable flush;
  private final Map<Long, Call> carried = new HashMap<>(4);
  private final List<Call> early = new ArrayList<>(1);
  private @Nullable ClientSession session;
  private volatile boolean introduced;

  /// @param flush sends soon what the session has to say
  Unanswered(Device device, LinkEvents events, Executor loop, Runnable flush) {
    this.device = device;
    this.events = events;
    this.loop = loop;
    this.flush = flush;
  }

  /// A new call, to be submitted. Any thread.
  Call call(TlMethod<?> method) {
    return new Call(method, !introduced, new CompletableFuture<>());
  }

  /// There is a session: it takes the calls that waited for it, and all that come.
  void carry(ClientSession fresh) {
    session = fresh;
    early.forEach(this::submit);
    early.clear();
  }

  void submit(Call call) {
    if (call.answer().isDone()) {
      return;
    }
    ClientSession current = session;
    if (carried.size() + early.size() >= MAX_CALLS) {
      call.answer()
          .completeExceptionally(new IllegalStateException("too many calls without an answer"));
    } else if (current == null) {
      early.add(call);
    } else {
      submit(current, call);
    }
  }

  private void submit(ClientSession current, Call call) {
    TlMethod<?> method = call.method();
    TlMethod<?> query = call.introduces() ? device.introduce(method) : method;
    long callId = current.call(query.toBytes(device.layer()));
    carried.put(callId, call);
    var _ =
        call.answer()
            .whenComplete((_, _) -> {
              if (call.answer().isCancelled()) {
                loop.execute(() -> cancel(current, callId));
              }
            });
    flush.run();
  }

  private void cancel(ClientSession current, long callId) {
    if (current == session && carried.remove(callId) != null) {
      current.cancel(callId);
      flush.run();
    }
  }

  void answered(long callId, byte[] body) {
    Call call = carried.remove(callId);
    if (call == null) {
      return;
    }
    introduced |= call.introduces();
    try {
      Object result = call.method().readResult(new TlReader(body, Layer.NEWEST));
      events.answered(result);
      call.answer().complete(result);
    } catch (ProtocolException unreadable) {
      call.answer().completeExceptionally(unreadable);
    }
  }

  void failed(long callId, int code, String text) {
    Call call = carried.remove(callId);
    if (call == null) {
      return;
    }
    if (text.equals("CONNECTION_NOT_INITED") && !call.introduces()) {
      introduced = false;
      submit(new Call(call.method(), true, call.answer()));
      return;
    }
    RpcException refusal = new RpcException(code, text);
    if (code == 401 && LOG_IN_ENDED.contains(refusal.type())) {
      events.loggedOut();
    }
    call.answer().completeExceptionally(refusal);
  }

  /// The session is gone, or the link: nobody answers what was asked, and another session begins from nothing.
  void failAll(RuntimeException why) {
    List<Call> all = new ArrayList<>(carried.values());
    all.addAll(early);
    carried.clear();
    early.clear();
    session = null;
    introduced = false;
    all.forEach(call -> call.answer().completeExceptionally(why));
  }
}
