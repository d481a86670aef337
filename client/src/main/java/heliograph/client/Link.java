package heliograph.client;

import heliograph.mtproto.client.ClientEvent;
import heliograph.mtproto.client.ClientSession;
import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.handshake.ClientKeyExchange;
import heliograph.mtproto.handshake.ClientStep;
import heliograph.mtproto.handshake.NewAuthKey;
import heliograph.tl.Layer;
import heliograph.tl.ProtocolException;
import heliograph.tl.TlMethod;
import heliograph.tl.TlReader;
import heliograph.tl.api.Api;
import heliograph.tl.api.TypeUpdates;
import io.netty.channel.EventLoop;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Keeps one MTProto session alive over connections that come and go.
///
/// Everything happens on one event loop, so that nothing here is locked. Connecting goes: socket, key exchange if there
/// is no key, session. Calls may be made at any time; [Unanswered] keeps them until they are answered.
final class Link {
  private static final SecureRandom SECURE = new SecureRandom();

  /// The wait doubles so many times and then stays, at a few seconds: somebody may be looking at the screen.
  private static final int MAX_ATTEMPT = 4;

  private static final long FIRST_RETRY_MILLIS = 150;
  private static final int PING_SECONDS = 45;
  private static final int DISCONNECT_SECONDS = 75;
  private static final int UNKNOWN_KEY = -404;

  /// What goes on with an earlier session's key.
  record Credentials(AuthKey key, long salt) {}

  private final Loops loops;
  private final EventLoop loop;
  private final ClientOptions options;
  private final LinkEvents events;
  private final boolean persistent;
  private final RandomGenerator random;
  private final Unanswered unanswered;
  private final Silence silence;
  private @Nullable Credentials credentials;
  private @Nullable ClientSession session;
  private @Nullable ClientKeyExchange exchange;
  private @Nullable Socket socket;
  private volatile ConnectionState state = ConnectionState.CONNECTING;
  private volatile @Nullable Throwable lastFailure;
  private int attempt;
  private boolean flushPlanned;
  private long tickPlannedAt = Long.MAX_VALUE;

  /// A link that connects again whenever it is lost.
  ///
  /// @param credentials null: make a new key
  Link(Loops loops, ClientOptions options, @Nullable Credentials credentials, LinkEvents events) {
    this(loops, options, credentials, events, true);
  }

  private Link(
      Loops loops,
      ClientOptions options,
      @Nullable Credentials credentials,
      LinkEvents events,
      boolean persistent) {
    this.loops = loops;
    this.loop = loops.next();
    this.options = options;
    this.credentials = credentials;
    this.events = events;
    this.persistent = persistent;
    this.random = loops.random(loop);
    this.unanswered = new Unanswered(options.device(), events, loop, this::planFlush);
    this.silence = new Silence(loop, options.timeout());
  }

  /// A link that is closed when its connection is lost, and sends nothing that it is not told to.
  static Link once(
      Loops loops, ClientOptions options, @Nullable Credentials credentials, LinkEvents events) {
    return new Link(loops, options, credentials, events, false);
  }

  /// Begins to connect.
  void open() {
    loop.execute(this::connect);
  }

  ConnectionState state() {
    return state;
  }

  /// Why the last attempt to connect failed, or the last connection ended; null if none did.
  @Nullable Throwable lastFailure() {
    return lastFailure;
  }

  /// Calls a method. A future that is cancelled tells the server that nobody waits.
  <R> CompletableFuture<R> call(TlMethod<R> method) {
    Unanswered.Call call = unanswered.call(method);
    loop.execute(() -> {
      if (state == ConnectionState.CLOSED) {
        call.answer().completeExceptionally(new ConnectionLostException("closed", lastFailure));
      } else {
        unanswered.submit(call);
      }
    });
    // `readResult` of this very method makes the answer.
    @SuppressWarnings("unchecked")
    CompletableFuture<R> typed = (CompletableFuture<R>) call.answer();
    return typed;
  }

  /// Shows the server that somebody is there.
  void ping() {
    loop.execute(() -> {
      if (session != null) {
        session.ping(random.nextLong());
        planFlush();
      }
    });
  }

  /// Ends the connection, not the link.
  void drop() {
    loop.execute(() -> {
      if (socket != null) {
        socket.close();
      }
    });
  }

  /// Ends the link; calls without an answer fail.
  void close() {
    if (!loop.isShutdown()) {
      loop.execute(() -> end(new ConnectionLostException("the client was closed", null)));
    }
  }

  // ---- connecting ----

  private void connect() {
    if (state == ConnectionState.CLOSED) {
      return;
    }
    Socket.connect(
        loops,
        loop,
        options,
        SECURE,
        new Socket.Listener() {
          @Override
          public void opened(Socket fresh) {
            socket = fresh;
            begin();
          }

          @Override
          public void packet(byte[] buffer, int from, int to) {
            received(buffer, from, to);
          }

          @Override
          public void refused(int code) {
            Link.this.refused(code);
          }

          @Override
          public void closed(@Nullable Throwable cause) {
            lost(cause);
          }
        });
  }

  private void begin() {
    if (state == ConnectionState.CLOSED) {
      hangUp();
    } else if (credentials != null) {
      online(credentials, session == null ? 0 : session.offsetMillis());
    } else {
      ClientKeyExchange fresh =
          new ClientKeyExchange(
              options.server().key(),
              ClientKeyExchange.Request.permanent(Carrier.ANY_DC),
              SECURE,
              InstantSource.system());
      exchange = fresh;
      send(fresh.start());
    }
  }

  private void online(Credentials known, long offsetMillis) {
    exchange = null;
    ClientSession current = session;
    if (current == null) {
      current =
          new ClientSession(
              known.key(), known.salt(), offsetMillis, InstantSource.system(), random);
      session = current;
      unanswered.carry(current);
    } else {
      current.connected();
    }
    enter(ConnectionState.ONLINE);
    if (persistent) {
      ping(socket);
    }
    flush();
  }

  private void exchanged(ClientKeyExchange asked, ClientStep step) {
    if (asked != exchange) {
      return; // of a connection that is gone
    }
    switch (step) {
      case ClientStep.Send(byte[] packet) -> send(packet);
      case ClientStep.Done(NewAuthKey made, int timeOffsetSeconds) -> {
        Credentials fresh = new Credentials(made.key(), made.salt());
        credentials = fresh;
        events.keyed(fresh.key(), fresh.salt());
        online(fresh, timeOffsetSeconds * 1000L);
      }
      case ClientStep.Failed(ClientStep.Failure reason) -> {
        lastFailure = new ProtocolException("the key exchange failed: " + reason);
        hangUp();
      }
    }
  }

  private void refused(int code) {
    lastFailure = new ProtocolException("the server refused the connection: " + code);
    if (code == UNKNOWN_KEY && session != null) {
      // The log-in is gone; a new key can only log in anew.
      session = null;
      credentials = null;
      unanswered.failAll(new RpcException(401, "AUTH_KEY_UNREGISTERED"));
    }
    hangUp();
  }

  private void lost(@Nullable Throwable cause) {
    socket = null;
    silence.over();
    exchange = null;
    if (cause != null) {
      lastFailure = cause;
    }
    if (state == ConnectionState.CLOSED) {
      return;
    }
    if (!persistent) {
      end(new ConnectionLostException("the connection is lost", lastFailure));
      return;
    }
    enter(ConnectionState.CONNECTING);
    long most = FIRST_RETRY_MILLIS << Math.min(attempt++, MAX_ATTEMPT);
    long wait = most / 2 + random.nextLong(most);
    var _ = loop.schedule(this::connect, wait, TimeUnit.MILLISECONDS);
  }

  private void end(ConnectionLostException why) {
    if (state != ConnectionState.CLOSED) {
      enter(ConnectionState.CLOSED);
      unanswered.failAll(why);
      hangUp();
    }
  }

  private void hangUp() {
    if (socket != null) {
      socket.close();
    }
  }

  private void enter(ConnectionState next) {
    if (state != next) {
      state = next;
      events.connection(next);
    }
  }

  // ---- what is sent ----

  /// Calls made in one turn of the event loop go out together.
  private void planFlush() {
    if (!flushPlanned) {
      flushPlanned = true;
      loop.execute(() -> {
        flushPlanned = false;
        flush();
      });
    }
  }

  private void flush() {
    ClientSession current = session;
    if (current == null || state != ConnectionState.ONLINE) {
      return;
    }
    if (current.asks() && persistent && socket != null) {
      silence.after(socket);
    }
    for (byte[] packet = current.flush(); packet != null; packet = current.flush()) {
      send(packet);
    }
    long tick = current.nextTickMillis();
    if (tick < tickPlannedAt) {
      tickPlannedAt = tick;
      long wait = Math.max(1, tick - System.currentTimeMillis());
      var _ = loop.schedule(this::tick, wait, TimeUnit.MILLISECONDS);
    }
  }

  private void tick() {
    tickPlannedAt = Long.MAX_VALUE;
    flush();
  }

  private void send(byte[] packet) {
    if (socket != null) {
      socket.send(packet);
    }
  }

  /// Asks for a sign of life now and then, as long as the connection is this one.
  private void ping(@Nullable Socket asked) {
    ClientSession current = session;
    if (asked == null || asked != socket || current == null) {
      return;
    }
    current.pingDelayDisconnect(random.nextLong(), DISCONNECT_SECONDS);
    flush();
    var _ = loop.schedule(() -> ping(asked), PING_SECONDS, TimeUnit.SECONDS);
  }

  // ---- what is received ----

  private void received(byte[] buffer, int from, int to) {
    silence.broken();
    ClientKeyExchange exchanging = exchange;
    if (exchanging != null) {
      byte[] packet = Arrays.copyOfRange(buffer, from, to);
      loops
          .arithmetic()
          .execute(() -> {
            ClientStep step = exchanging.receive(packet, 0, packet.length);
            loop.execute(() -> exchanged(exchanging, step));
          });
      return;
    }
    ClientSession current = session;
    if (current == null) {
      return;
    }
    attempt = 0;
    for (ClientEvent event : current.received(buffer, from, to)) {
      take(event);
    }
    flush();
  }

  private void take(ClientEvent event) {
    switch (event) {
      case ClientEvent.Result(long callId, byte[] body) -> unanswered.answered(callId, body);
      case ClientEvent.Failure(long callId, int code, String text) ->
          unanswered.failed(callId, code, text);
      case ClientEvent.Update(byte[] body) -> {
        if (Api.readObject(new TlReader(body, Layer.NEWEST)) instanceof TypeUpdates updates) {
          events.pushed(updates);
        }
      }
      case ClientEvent.NewSession(long _, boolean first) -> {
        if (!first) {
          events.sessionRenewed();
        }
      }
      case ClientEvent.SaltChanged(long salt) -> {
        if (credentials != null) {
          credentials = new Credentials(credentials.key(), salt);
          events.keyed(credentials.key(), salt);
        }
      }
      case ClientEvent.Pong _ -> {}
    }
  }
}
