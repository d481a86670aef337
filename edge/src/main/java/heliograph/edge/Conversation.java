package heliograph.edge;

import heliograph.edge.Exits.Reason;
import heliograph.mtproto.handshake.NewAuthKey;
import heliograph.mtproto.handshake.ServerStep;
import heliograph.mtproto.server.Effect;
import heliograph.mtproto.server.Link;
import heliograph.mtproto.server.ServerConnection;
import heliograph.mtproto.server.StoredAuthKey;
import heliograph.tl.ProtocolException;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is said over one connection, whatever carries it: finds the key that a packet names, runs the key exchange of those who
/// have none, and does what the message layer says. Used on the connection's event loop, except for what [Link] allows.
///
/// While something that blocks or takes long is under way (a key being looked up, a step of a key exchange) reading is off and the
/// few packets that were read already wait here.
final class Conversation extends Sweeper.Entry implements Link {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
  private static final int KEY_ID_BYTES = Long.BYTES;

  /// One read of the socket holds no more packets than this from anyone who behaves.
  private static final int MAX_WAITING = 1024;

  /// How long a client has to take the last that is said to it.
  private static final int LEAVING_SECONDS = 5;

  @SuppressWarnings("ArrayRecordComponent") // a packet on its way, never compared
  private record Waiting(byte[] packet, boolean quickAck) {}

  private final Services services;
  private final Gate.Visit visit;
  private final Outlet outlet;
  private final EventLoop loop;
  private final Sweeper sweeper;
  private final ServerConnection connection;
  private @Nullable StoredAuthKey key;
  private @Nullable Queue<Waiting> waiting;
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
      Sweeper sweeper,
      RandomGenerator padding,
      boolean http) {
    this.services = services;
    this.visit = visit;
    this.outlet = outlet;
    this.loop = loop;
    this.sweeper = sweeper;
    this.connection =
        http
            ? services.messages().connectHttp(this, padding)
            : services.messages().connect(this, padding);
    this.deadlineSeconds = cameSeconds + services.limits().firstPacketSeconds();
    sweeper.add(this);
  }

  /// Where the client is, as far as the connection or a trusted front tells. Any thread.
  InetAddress address() {
    return visit.address();
  }

  /// Takes the packet in `[from, to)`, which is changed in place and not kept.
  void received(byte[] buffer, int from, int to, boolean quickAck) {
    if (closed || leaving) {
      return;
    }
    if (waiting != null) {
      keep(waiting, Arrays.copyOfRange(buffer, from, to), quickAck);
      return;
    }
    if (to - from < KEY_ID_BYTES) {
      exit(Reason.BROKEN_FRAME);
      return;
    }
    long keyId = keyId(buffer, from);
    StoredAuthKey current = key;
    if (keyId == 0) {
      exchange(buffer, from, to);
    } else if (current != null && current.id() == keyId) {
      open(current, buffer, from, to, quickAck);
    } else {
      find(keyId, Arrays.copyOfRange(buffer, from, to), quickAck);
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
  private void onLoop(Runnable task) {
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

  private static long keyId(byte[] buffer, int from) {
    long id = 0;
    for (int i = KEY_ID_BYTES - 1; i >= 0; i--) {
      id = id << 8 | (buffer[from + i] & 0xff);
    }
    return id;
  }

  private void keep(Queue<Waiting> queue, byte[] packet, boolean quickAck) {
    if (queue.size() >= MAX_WAITING) {
      exit(Reason.BROKEN_FRAME);
    } else {
      queue.add(new Waiting(packet, quickAck));
    }
  }

  private void open(StoredAuthKey opening, byte[] buffer, int from, int to, boolean quickAck) {
    List<Effect> effects = connection.received(opening, buffer, from, to, quickAck);
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

  private void find(long keyId, byte[] packet, boolean quickAck) {
    waitFor(
        () -> {
          StoredAuthKey found = services.keys().find(keyId);
          return () -> {
            if (found == null) {
              services.exits().count(Reason.UNKNOWN_KEY);
              refuse(Effect.TransportError.KEY_NOT_FOUND);
            } else {
              key = found;
              open(found, packet, 0, packet.length, quickAck);
            }
          };
        },
        services.blocking()::execute);
  }

  private void exchange(byte[] buffer, int from, int to) {
    // A stranger has the time of a first packet for each step of the exchange, and a bound for all
    // of them.
    if (!known) {
      deadlineSeconds =
          Math.min(
              Sweeper.nowSeconds() + services.limits().firstPacketSeconds(),
              cameSeconds + services.limits().strangerIdleSeconds());
    }
    if (visit.mayExchange()) {
      step(services.exchange().receive(buffer, from, to));
    } else {
      tooMany();
    }
  }

  private void step(ServerStep step) {
    switch (step) {
      case ServerStep.Answer(byte[] packet) -> outlet.packet(packet);
      case ServerStep.Work(var task) -> compute(task);
      case ServerStep.Agreed(NewAuthKey agreed, byte[] packet) -> save(agreed, packet);
      case ServerStep.Refused _ -> exit(Reason.REFUSED_EXCHANGE);
    }
  }

  private void compute(Supplier<ServerStep> task) {
    waitFor(
        () -> {
          ServerStep outcome = task.get();
          return () -> step(outcome);
        },
        work -> {
          if (!services.workshop().submit(work)) {
            tooMany();
          }
        });
  }

  private void tooMany() {
    services.exits().count(Reason.TOO_MANY_EXCHANGES);
    refuse(Effect.TransportError.TRANSPORT_FLOOD);
  }

  private void save(NewAuthKey agreed, byte[] packet) {
    var stored =
        new StoredAuthKey(
            agreed.key(),
            (int) (services.clock().millis() / 1000),
            agreed.expiresAt(),
            agreed.salt(),
            agreed.dc(),
            0);
    waitFor(
        () -> {
          services.keys().save(stored);
          return () -> {
            key = stored;
            outlet.packet(packet);
          };
        },
        services.blocking()::execute);
  }

  /// Work done elsewhere, and what its outcome means here.
  private interface Elsewhere {
    Runnable run();
  }

  private void waitFor(Elsewhere work, Consumer<Runnable> executor) {
    waiting = waiting == null ? new ArrayDeque<>(2) : waiting;
    outlet.reading(false);
    executor.accept(() -> {
      Runnable outcome;
      try {
        outcome = work.run();
      } catch (RuntimeException e) {
        LOG.error("a connection waited in vain", e);
        outcome = () -> exit(Reason.STORE_FAILED);
      }
      Runnable then = outcome;
      onLoop(() -> resume(then));
    });
  }

  private void resume(Runnable outcome) {
    if (closed) {
      return;
    }
    Queue<Waiting> kept = waiting;
    waiting = null;
    try {
      outcome.run();
      while (kept != null && !kept.isEmpty()) {
        Waiting next = kept.remove();
        received(next.packet, 0, next.packet.length, next.quickAck);
      }
    } catch (ProtocolException e) {
      exit(Reason.BROKEN_MESSAGE);
    }
    if (waiting == null) {
      outlet.reading(true);
    }
    turnEnded();
  }

  private void refuse(int code) {
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

  private void exit(Reason reason) {
    services.exits().count(reason);
    outlet.abort();
  }
}
