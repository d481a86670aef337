package heliograph.edge;

import heliograph.edge.Exits.Reason;
import heliograph.mtproto.server.Effect;
import heliograph.mtproto.server.Link;
import heliograph.mtproto.server.ServerConnection;
import heliograph.mtproto.server.StoredAuthKey;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is said over one connection, whatever carries it: hands packets whose key is found to the message layer, and does what that
/// says. Used on the connection's event loop, except for what [Link] allows.
final class Conversation extends Sweeper.Entry implements Link {
  /// How long a client has to take the last that is said to it.
  private static final int LEAVING_SECONDS = 5;

  private final Services services;
  private final Gate.Visit visit;
  private final Outlet outlet;
  private final EventLoop loop;
  private final Sweeper sweeper;
  private final ServerConnection connection;
  private final KeySource keys;
  private boolean known;
  private boolean leaving;
  private boolean closed;
  private @Nullable Future<?> hold;
  private final long cameSeconds = Sweeper.nowSeconds();
  private long deadlineSeconds;

  /// When the client asked to be disconnected, unless it asks again.
  private long disconnectSeconds = Long.MAX_VALUE;

  Conversation(
      Services services,
      Gate.Visit visit,
      Outlet outlet,
      EventLoop loop,
      EventLoopShare share,
      boolean http) {
    this.services = services;
    this.visit = visit;
    this.outlet = outlet;
    this.loop = loop;
    this.sweeper = share.sweeper();
    this.connection =
        http
            ? services.messages().connectHttp(this, share.padding())
            : services.messages().connect(this, share.padding());
    this.keys = new KeySource(services, visit, outlet, this);
    this.deadlineSeconds = cameSeconds + services.limits().firstPacketSeconds();
    sweeper.add(this);
  }

  /// Where the client is, as far as the connection or a trusted front tells. Any thread.
  InetAddress address() {
    return visit.address();
  }

  /// Takes the packet in `[from, to)`, which is changed in place and not kept.
  void received(byte[] buffer, int from, int to, boolean quickAck) {
    if (!closed && !leaving) {
      keys.received(buffer, from, to, quickAck);
    }
  }

  /// The event loop's turn is over: what it produced leaves.
  void turnEnded() {
    if (closed) {
      return;
    }
    if (!outlet.congested()) {
      perform(connection.flush());
    }
    outlet.flush();
  }

  /// The connection is gone.
  void closed() {
    if (!closed) {
      closed = true;
      letGo();
      sweeper.remove(this);
      connection.closed();
    }
  }

  @Override
  public void wake() {
    onLoop(this::turnEnded);
  }

  @Override
  public void close() {
    onLoop(this::leave);
  }

  /// Runs something on the event loop; and not at all once the port is closed, when nobody is left to be told.
  void onLoop(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException closed) {
      // The session keeps what it has to say for the connection that comes.
    }
  }

  @Override
  long deadlineSeconds() {
    return Math.min(deadlineSeconds, disconnectSeconds);
  }

  @Override
  void timeIsUp() {
    exit(Reason.TIMED_OUT);
  }

  /// A packet's key was found.
  void open(StoredAuthKey key, byte[] buffer, int from, int to, boolean quickAck) {
    List<Effect> effects = connection.received(key, buffer, from, to, quickAck);
    if (effects.isEmpty() || !isRefusal(effects.getFirst())) {
      introduce();
    }
    perform(effects);
  }

  /// Whether the packet was not sealed with its key, or the key's time is over.
  private static boolean isRefusal(Effect effect) {
    return effect instanceof Effect.Close || effect instanceof Effect.TransportError;
  }

  private void perform(List<Effect> effects) {
    for (int i = 0; i < effects.size(); i++) {
      perform(effects.get(i));
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Send(byte[] packet) -> outlet.packet(packet);
      case Effect.Request(var session, long msgId, byte[] body) ->
          services.messenger().request(session, msgId, body);
      case Effect.SessionOpened(var session) -> services.messenger().opened(session);
      case Effect.SessionClosed(var session) -> services.messenger().closed(session);
      case Effect.Dropped(var session, long msgId) -> services.messenger().dropped(session, msgId);
      case Effect.DestroyKey(var session) -> services.messenger().destroyKey(session);
      case Effect.QuickAck(int token) -> outlet.quickAck(token);
      case Effect.AckIn(int millis) -> {
        var _ = later(millis, connection::flushAcks);
      }
      case Effect.Hold(int millis) -> hold(millis);
      case Effect.DisconnectIn(int seconds) -> disconnectSeconds = Sweeper.nowSeconds() + seconds;
      case Effect.TransportError(int code) -> {
        services.exits().count(Reason.UNKNOWN_KEY);
        refuse(code);
      }
      case Effect.Close _ -> exit(Reason.BROKEN_MESSAGE);
    }
  }

  /// A packet that was sealed with a key of ours came: no stranger any more, whether its session is new or not.
  private void introduce() {
    if (!known) {
      known = true;
      visit.known();
      outlet.known();
    }
    deadlineSeconds = Sweeper.nowSeconds() + services.limits().idleSeconds();
  }

  private Future<?> later(int millis, Supplier<List<Effect>> step) {
    return loop.schedule(
        () -> {
          if (!closed && !leaving) {
            perform(step.get());
            outlet.flush();
          }
        },
        millis,
        TimeUnit.MILLISECONDS);
  }

  /// One request is held at a time, so one timer is enough, however many requests come.
  private void hold(int millis) {
    letGo();
    hold = later(millis, connection::holdEnded);
  }

  private void letGo() {
    Future<?> running = hold;
    if (running != null) {
      running.cancel(false);
    }
  }

  /// A packet of a key exchange came: a stranger has the time of a first packet for each, and a bound for all of them.
  void exchanging() {
    if (!known) {
      deadlineSeconds =
          Math.min(
              Sweeper.nowSeconds() + services.limits().firstPacketSeconds(),
              cameSeconds + services.limits().strangerIdleSeconds());
    }
  }

  boolean isClosed() {
    return closed;
  }

  /// Says an error of the transport, and hangs up.
  void refuse(int code) {
    outlet.error(code);
    leave();
  }

  /// Takes nothing more, and waits a little while for what was queued to leave.
  private void leave() {
    if (!leaving) {
      leaving = true;
      deadlineSeconds = Sweeper.nowSeconds() + LEAVING_SECONDS;
      outlet.close();
    }
  }

  /// Closes at once.
  void exit(Reason reason) {
    services.exits().count(reason);
    outlet.abort();
  }
}
