package heliograph.client;

import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.messages.AffectedHistory;
import heliograph.tl.api.messages.AffectedMessages;
import heliograph.tl.api.updates.GetState;
import heliograph.tl.api.updates.State;
import heliograph.tl.api.updates.TypeDifference;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows an account: one virtual thread that takes what the link hears, keeps it in order and calls the listener.
///
/// Whatever arrives is only put into a bounded queue by the link's thread; if the listener is so slow that the queue
/// overflows, what does not fit is fetched again by difference. The place reached is saved after the listener has seen
/// a change, so that a crash in between repeats it rather than losing it.
final class UpdateStream implements AutoCloseable {
  private static final int MAX_QUEUED = 10_000;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final long LONGEST_WAIT_MILLIS = 60_000;

  private sealed interface Item {
    record Pushed(TypeUpdates updates) implements Item {}

    record Advanced(int pts, int count) implements Item {}

    record Lost() implements Item {}

    record Connection(ConnectionState state) implements Item {}

    record LoggedOut() implements Item {}
  }

  private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>(MAX_QUEUED);
  private final Caller server;
  private final Peers peers;
  private final UpdateListener listener;
  private final Consumer<State> saved;
  private final InstantSource clock;
  private volatile boolean overflowed;
  private volatile boolean closed;
  private @Nullable Thread thread;

  UpdateStream(
      Caller server,
      Peers peers,
      UpdateListener listener,
      Consumer<State> saved,
      InstantSource clock) {
    this.server = server;
    this.peers = peers;
    this.listener = listener;
    this.saved = saved;
    this.clock = clock;
  }

  /// Begins after `from`; null: with what comes from now on.
  void start(@Nullable State from) {
    thread = Thread.ofVirtual().name("updates").start(() -> run(from));
  }

  /// Takes what the server pushed or answered. Never blocks; what does not concern the order is ignored.
  void heard(Object thing) {
    switch (thing) {
      case TypeUpdates updates -> enqueue(new Item.Pushed(updates));
      case AffectedMessages a -> enqueue(new Item.Advanced(a.pts(), a.ptsCount()));
      case AffectedHistory a -> enqueue(new Item.Advanced(a.pts(), a.ptsCount()));
      default -> {}
    }
  }

  /// The server has forgotten the session: pushes may have been lost.
  void lost() {
    enqueue(new Item.Lost());
  }

  void connection(ConnectionState state) {
    enqueue(new Item.Connection(state));
  }

  void loggedOut() {
    enqueue(new Item.LoggedOut());
  }

  @Override
  public void close() {
    closed = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  private void enqueue(Item item) {
    if (!queue.offer(item)) {
      overflowed = true;
    }
  }

  private void run(@Nullable State from) {
    try {
      boolean late = from != null;
      UpdateOrder order = new UpdateOrder(from != null ? from : firstState());
      if (late) {
        order.lost();
      }
      saved.accept(order.state());
      while (!closed) {
        step(order);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private State firstState() throws InterruptedException {
    while (true) {
      try {
        return server.call(new GetState());
      } catch (RpcException | ConnectionLostException e) {
        pause();
      }
    }
  }

  private void step(UpdateOrder order) throws InterruptedException {
    long wait = Math.min(LONGEST_WAIT_MILLIS, order.patienceMillis(clock.millis()));
    if (!order.behind(clock.millis())) {
      Item item = queue.poll(wait, TimeUnit.MILLISECONDS);
      if (item != null) {
        take(item, order);
      }
    }
    if (overflowed) {
      overflowed = false;
      order.lost();
    }
    if (order.behind(clock.millis())) {
      catchUp(order);
    }
    saved.accept(order.state());
  }

  private void take(Item item, UpdateOrder order) {
    switch (item) {
      case Item.Pushed(TypeUpdates updates) -> {
        peers.learnFrom(updates);
        order.offer(updates, clock.millis(), listener);
      }
      case Item.Advanced(int pts, int count) -> order.advance(pts, count, clock.millis(), listener);
      case Item.Lost() -> order.lost();
      case Item.Connection(ConnectionState state) -> listener.connection(state);
      case Item.LoggedOut() -> {
        closed = true;
        listener.loggedOut();
      }
    }
  }

  private void catchUp(UpdateOrder order) throws InterruptedException {
    boolean more = true;
    while (more && !closed) {
      try {
        TypeDifference difference = server.call(order.question());
        more = order.offer(difference, clock.millis(), listener);
        saved.accept(order.state());
      } catch (RpcException | ConnectionLostException e) {
        if (e instanceof RpcException rpc && rpc.code() == 401) {
          return; // the link says what that means
        }
        pause();
      }
    }
  }

  private static void pause() throws InterruptedException {
    Thread.sleep(RETRY);
  }
}
