package heliograph.rpc;

import heliograph.core.Refusal;
import heliograph.core.auth.AuthKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Decides when the calls of one session run: changes one after the other in the order in which
/// they came, reads at once beside them, and both after the calls that they name in
/// `invokeAfterMsg`. A waiting call only ever waits for calls that came before it, so that none
/// waits for ever.
///
/// An idle session keeps nothing but the outcome of its last few calls.
final class RpcSession {
  /// Calls of one session that are running or waiting.
  static final int MAX_PENDING = 512;

  /// Reads of one session that run at the same time.
  static final int MAX_READS = 16;

  final ClientSession client;

  private final Executor threads;
  private final RunCall runner;

  private @Nullable Map<Long, RpcCall> pending;
  private @Nullable ArrayDeque<RpcCall> changes;
  private @Nullable ArrayDeque<RpcCall> waitingReads;
  private final FinishedCalls finished = new FinishedCalls();
  private long arrivals;
  private boolean changing;
  private int reads;

  /// Resolved by the first call; see [RpcServer].
  volatile @Nullable AuthKey key;

  /// Whether the session is known to the [SessionWatch].
  boolean attached;

  /// Runs one call to its end, its answer included, and says whether it succeeded.
  interface RunCall {
    boolean run(RpcSession session, RpcCall call);
  }

  RpcSession(ClientSession client, Executor threads, RunCall runner) {
    this.client = client;
    this.threads = threads;
    this.runner = runner;
  }

  /// Takes a call in; refuses it if the session has too many, or if what it waits for is unknown.
  void submit(RpcCall call, MethodTable.Order order) {
    synchronized (this) {
      if (pending == null) {
        pending = new HashMap<>(4);
      }
      Map<Long, RpcCall> calls = pending;
      if (calls.size() >= MAX_PENDING) {
        throw Refusal.FLOOD_WAIT.exception(1);
      }
      call.arrival = arrivals++;
      resolve(call);
      calls.put(call.msgId, call);
      if (!admit(call, order)) {
        return;
      }
    }
    threads.execute(order == MethodTable.Order.CHANGE ? this::runChanges : () -> runReads(call));
  }

  /// The client takes no interest in a call's answer any more.
  synchronized void drop(long msgId) {
    RpcCall call = pending == null ? null : pending.get(msgId);
    if (call != null) {
      call.dropped = true;
    }
  }

  /// Whether a thread has to be started for this call.
  private boolean admit(RpcCall call, MethodTable.Order order) {
    if (order == MethodTable.Order.CHANGE) {
      changes = changes == null ? new ArrayDeque<>(4) : changes;
      changes.add(call);
      boolean start = !changing;
      changing = true;
      return start;
    }
    if (reads < MAX_READS) {
      reads++;
      return true;
    }
    waitingReads = waitingReads == null ? new ArrayDeque<>(4) : waitingReads;
    waitingReads.add(call);
    return false;
  }

  /// Finds the calls that this one names; called again when more of it has become readable. A call that came later is
  /// as good as unknown: it may itself be waiting for this one.
  synchronized void resolve(RpcCall call) {
    if (call.envelope.after().length == 0) {
      return;
    }
    List<RpcCall> unfinished = new ArrayList<>();
    for (long msgId : call.envelope.after()) {
      RpcCall earlier = pending == null ? null : pending.get(msgId);
      if (earlier != null && earlier.arrival < call.arrival) {
        unfinished.add(earlier);
      } else if (!finished.succeeded(msgId)) {
        throw Refusal.MSG_WAIT_FAILED.exception();
      }
    }
    call.dependencies = unfinished;
  }

  private void runChanges() {
    for (RpcCall call = nextChange(); call != null; call = nextChange()) {
      run(call);
    }
  }

  private synchronized @Nullable RpcCall nextChange() {
    RpcCall next = changes == null ? null : changes.poll();
    if (next == null) {
      changes = null;
      changing = false;
    }
    return next;
  }

  private void runReads(RpcCall first) {
    for (RpcCall call = first; call != null; call = nextRead()) {
      run(call);
    }
  }

  private synchronized @Nullable RpcCall nextRead() {
    RpcCall next = waitingReads == null ? null : waitingReads.poll();
    if (next == null) {
      waitingReads = null;
      reads--;
    }
    return next;
  }

  private void run(RpcCall call) {
    boolean succeeded = false;
    try {
      succeeded = runner.run(this, call);
    } finally {
      finish(call, succeeded);
    }
  }

  private synchronized void finish(RpcCall call, boolean succeeded) {
    call.done = true;
    call.succeeded = succeeded;
    finished.add(call.msgId, succeeded);
    if (pending != null) {
      pending.remove(call.msgId, call);
      if (pending.isEmpty()) {
        pending = null;
      }
    }
    notifyAll();
  }

  /// Waits for the calls that this one depends on.
  synchronized void awaitDependencies(RpcCall call) throws InterruptedException {
    for (RpcCall earlier : call.dependencies) {
      while (!earlier.done) {
        wait();
      }
      if (!earlier.succeeded) {
        throw Refusal.MSG_WAIT_FAILED.exception();
      }
    }
    call.dependencies = List.of();
  }
}
