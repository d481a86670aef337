package heliograph.rpc;

import heliograph.core.Refusal;
import heliograph.core.auth.AuthKey;
import heliograph.core.auth.AuthKeys;
import heliograph.rpc.MethodTable.Entry;
import heliograph.rpc.MethodTable.Order;
import heliograph.tl.Layer;
import heliograph.tl.TlMethod;
import heliograph.tl.TlWriter;
import heliograph.tl.api.Api;
import heliograph.tl.api.UpdatesTooLong;
import heliograph.tl.api.auth.BindTempAuthKey;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// The product's API surface: takes what sessions ask, finds who answers, answers.
///
/// [#request] is called from event loops and never blocks: it takes the wrappers off, reads the
/// method, and hands the call to its [RpcSession], which runs it on a virtual thread. What is
/// compressed is expanded there too.
public final class RpcServer {
  /// Calls that run at the same time, over all sessions.
  static final int MAX_RUNNING = 2048;

  /// A body longer than this is taken apart on a thread that may take its time, and counted while its call waits.
  private static final int LARGE_BODY = 16 * 1024;

  /// What the large bodies of waiting calls may hold, over all sessions; small ones go on when it is full.
  static final long MAX_HELD_BYTES = 64L << 20;

  private final MethodTable table;
  private final AuthKeys keys;
  private final FloodGate gate;
  private final SessionWatch watch;
  private final InstantSource clock;
  private final Executor threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rpc-", 0).factory());
  private final RpcSession.RunCall runner = this::run;
  private final Semaphore running = new Semaphore(MAX_RUNNING);
  private final AtomicLong heldBytes = new AtomicLong();
  private final Map<ClientSession, RpcSession> sessions = new ConcurrentHashMap<>();

  public RpcServer(
      MethodTable table, AuthKeys keys, FloodGate gate, SessionWatch watch, InstantSource clock) {
    this.table = table;
    this.keys = keys;
    this.gate = gate;
    this.watch = watch;
    this.clock = clock;
    keys.onLogOut(this::loggedOut);
    keys.onDropped(this::dropped);
  }

  /// A session exists from now on.
  public void sessionOpened(ClientSession session) {
    sessions.put(session, fresh(session));
  }

  /// The session is gone for good.
  public void sessionClosed(ClientSession session) {
    RpcSession closed = sessions.remove(session);
    if (closed != null) {
      detach(closed);
    }
  }

  /// `rpc_drop_answer`: the call may run on, but nobody wants its answer.
  public void drop(ClientSession session, long msgId) {
    RpcSession known = sessions.get(session);
    if (known != null) {
      known.drop(msgId);
    }
  }

  /// Takes one request in. Called in the order of arrival for each session; never blocks.
  public void request(ClientSession client, long msgId, byte[] body, Answer answer) {
    int held = body.length > LARGE_BODY ? body.length : 0;
    if (heldBytes.addAndGet(held) > MAX_HELD_BYTES && held > 0) {
      heldBytes.addAndGet(-held);
      fail(answer, Refusal.FLOOD_WAIT.exception(1), "request");
      return;
    }
    // A session that another connection has just ended is served to the end, and not put back.
    RpcSession known = sessions.get(client);
    RpcSession session = known == null ? fresh(client) : known;
    AuthKey key = session.key;
    try {
      int layer = key == null || key.layer() == 0 ? Layer.NEWEST : key.layer();
      RpcCall call = new RpcCall(msgId, Envelope.open(body, layer), answer);
      call.heldBytes = held;
      Order order = Order.CHANGE; // what is not looked at yet keeps its place
      if (!call.envelope.compressed() && held == 0) {
        call.method = Api.readMethod(call.envelope.query());
        Entry<?, ?> entry = table.find(call.method);
        order = entry == null ? Order.READ : entry.order();
      }
      session.submit(call, order);
    } catch (RuntimeException refused) {
      heldBytes.addAndGet(-held);
      fail(answer, refused, "request");
    }
  }

  private RpcSession fresh(ClientSession session) {
    return new RpcSession(session, threads, runner);
  }

  /// How many sessions there are.
  int sessions() {
    return sessions.size();
  }

  private boolean run(RpcSession session, RpcCall call) {
    try {
      return runToEnd(session, call);
    } finally {
      heldBytes.addAndGet(-call.heldBytes);
    }
  }

  private boolean runToEnd(RpcSession session, RpcCall call) {
    String name = "request";
    try {
      if (call.envelope.compressed()) {
        call.envelope.inflate();
        session.resolve(call);
      }
      session.awaitDependencies(call);
      running.acquire();
      try {
        TlMethod<?> method =
            call.method == null ? Api.readMethod(call.envelope.query()) : call.method;
        name = method.tlName();
        if (!call.dropped) {
          byte[] result = answer(session, call, method);
          if (!call.dropped) {
            call.answer.result(result);
          }
        }
        return true;
      } finally {
        running.release();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      if (!call.dropped) {
        fail(call.answer, failure, name);
      }
      return false;
    }
  }

  private <R> byte[] answer(RpcSession session, RpcCall call, TlMethod<R> method) {
    AuthKey key = key(session);
    Envelope envelope = call.envelope;
    keys.describe(key, envelope.layer(), envelope.client());
    Entry<TlMethod<R>, R> entry = table.find(method);
    if (entry == null) {
      take(key, Cost.READ, 1);
    } else {
      take(key, entry.cost(), entry.worth().applyAsInt(method));
    }
    keys.keep(
        key); // a row, so it is paid for first; and kept whatever else may be wrong with the call
    boolean binding = method instanceof BindTempAuthKey;
    if (key.layer() == 0 && !binding) {
      throw Refusal.CONNECTION_NOT_INITED.exception();
    }
    if (entry == null) {
      throw Refusal.METHOD_NOT_IMPLEMENTED.exception();
    }
    admit(key, entry, binding);
    int layer = Layer.nearest(key.layer());
    int now = Math.toIntExact(clock.instant().getEpochSecond());
    Call context = new Call(session.client, key, call.msgId, layer, now);
    R result = entry.handler().answer(method, context);
    if (!envelope.withoutUpdates()) {
      attach(session, key);
    }
    TlWriter out = new TlWriter(layer);
    method.writeResult(result, out);
    return out.toByteArray();
  }

  private void take(AuthKey key, Cost cost, int worth) {
    var user = key.user();
    int wait = gate.take(user == null ? key.id() : user.value(), cost, worth);
    if (wait > 0) {
      throw Refusal.FLOOD_WAIT.exception(wait);
    }
  }

  private static void admit(AuthKey key, Entry<?, ?> entry, boolean binding) {
    if (!key.permanent() && !binding && !(entry.open() && entry.order() == Order.READ)) {
      throw Refusal.AUTH_KEY_PERM_EMPTY.exception();
    }
    if (key.user() == null && !entry.open()) {
      throw Refusal.AUTH_KEY_UNREGISTERED.exception();
    }
  }

  /// The permanent key behind the session's; a temporary one may be bound at any time.
  private AuthKey key(RpcSession session) {
    AuthKey known = session.key;
    if (known == null || !known.permanent()) {
      AuthKey present = keys.use(session.client.authKeyId());
      if (known == null || present.permanent()) {
        known = present;
        session.key = known;
      }
    }
    return known;
  }

  private void attach(RpcSession session, AuthKey key) {
    if (session.attached || key.user() == null) {
      return;
    }
    synchronized (session) {
      if (session.attached || !sessions.containsKey(session.client)) {
        return;
      }
      session.attached = true;
      watch.attached(session.client, key);
    }
  }

  private boolean detach(RpcSession session) {
    synchronized (session) {
      if (!session.attached) {
        return false;
      }
      session.attached = false;
      watch.detached(session.client);
      return true;
    }
  }

  /// Sessions of a key that was logged out hear that there is news; asking for it, they learn it.
  private void loggedOut(AuthKey key, boolean asked) {
    for (RpcSession session : sessions.values()) {
      if (Objects.equals(session.key, key) && detach(session) && !asked) {
        session.client.push(new UpdatesTooLong().toBytes(Layer.nearest(key.layer())));
      }
    }
  }

  /// The key is no more: its sessions are nobody's, whatever connection they come by next, and those that they have are closed.
  private void dropped(long authKeyId) {
    for (RpcSession session : sessions.values()) {
      if (session.client.authKeyId() == authKeyId) {
        session.key = null;
        var _ = detach(session);
        session.client.close();
      }
    }
  }

  private static void fail(Answer answer, Throwable failure, String method) {
    RpcErrors.RpcError error = RpcErrors.of(failure, method);
    answer.error(error.code(), error.message());
  }
}
