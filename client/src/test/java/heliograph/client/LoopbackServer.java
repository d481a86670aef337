package heliograph.client;

import heliograph.mtproto.crypto.ServerKey;
import heliograph.mtproto.handshake.NewAuthKey;
import heliograph.mtproto.handshake.ServerKeyExchange;
import heliograph.mtproto.handshake.ServerStep;
import heliograph.mtproto.server.Effect;
import heliograph.mtproto.server.Link;
import heliograph.mtproto.server.MessageServer;
import heliograph.mtproto.server.SaltSchedule;
import heliograph.mtproto.server.ServerConnection;
import heliograph.mtproto.server.ServerSession;
import heliograph.mtproto.server.SessionLimits;
import heliograph.mtproto.server.StoredAuthKey;
import heliograph.mtproto.transport.Detection;
import heliograph.mtproto.transport.Frame;
import heliograph.mtproto.transport.FrameSink;
import heliograph.mtproto.transport.Transport;
import heliograph.mtproto.transport.TransportDetector;
import heliograph.tl.Layer;
import heliograph.tl.TlMethod;
import heliograph.tl.TlReader;
import heliograph.tl.TlWriter;
import heliograph.tl.api.Api;
import heliograph.tl.api.InitConnection;
import heliograph.tl.api.InvokeWithLayer;
import heliograph.tl.api.TypeUpdates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A server with the real key exchange and message layer, on a loopback socket, and a test's own idea of the API.
public final class LoopbackServer implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ServerKey key = ServerKey.generate(RANDOM);
  private final Map<Long, StoredAuthKey> keys = new ConcurrentHashMap<>();
  private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
  private final Set<ServerSession> sessions = ConcurrentHashMap.newKeySet();
  private final ServerKeyExchange exchange =
      new ServerKeyExchange(key, keys::containsKey, RANDOM, InstantSource.system());
  private final ServerSocket listener;
  private final Handler handler;
  private volatile MessageServer messages = freshMessages();
  private final CountDownLatch unheard = new CountDownLatch(1);
  private volatile boolean deaf;

  /// Answers calls; a call refused with `RpcException` is.
  @FunctionalInterface
  public interface Handler {
    Object answer(TlMethod<?> method);
  }

  public LoopbackServer(Handler handler) {
    this.handler = handler;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var _ = Thread.ofVirtual().start(this::accept);
  }

  public ServerAddress address() {
    return new ServerAddress(
        listener.getInetAddress().getHostAddress(), listener.getLocalPort(), key.publicKey());
  }

  /// Pushes to every session.
  public void push(TypeUpdates updates) {
    sessions.forEach(session -> session.push(updates.toBytes(Layer.NEWEST)));
  }

  /// Cuts every connection.
  void cut() {
    peers.forEach(Peer::close);
  }

  /// Takes requests and answers none of them.
  void deaf(boolean now) {
    deaf = now;
  }

  /// Waits until a request came in while deaf.
  void awaitUnheard() throws InterruptedException {
    unheard.await();
  }

  /// Leaves every connection as it is, and neither hears nor says anything over it.
  void abandon() {
    peers.forEach(peer -> peer.abandoned = true);
  }

  /// Forgets all sessions and cuts every connection, as a restart does.
  void restart() {
    messages = freshMessages();
    sessions.clear();
    cut();
  }

  /// Forgets all keys.
  void forgetKeys() {
    keys.clear();
    cut();
  }

  int keysMade() {
    return keys.size();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  private static MessageServer freshMessages() {
    return new MessageServer(
        InstantSource.system(), new SaltSchedule(new byte[32], 0), SessionLimits.DEFAULT, RANDOM);
  }

  private void accept() {
    try {
      while (true) {
        Peer peer = new Peer(listener.accept());
        peers.add(peer);
        var _ = Thread.ofVirtual().start(peer::run);
      }
    } catch (IOException e) {
      // closed
    }
  }

  /// One connection.
  private final class Peer implements FrameSink, Link {
    private final Socket socket;
    private final ServerConnection connection = messages.connect(this, RANDOM);
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Transport transport;
    private volatile boolean abandoned;

    Peer(Socket socket) {
      this.socket = socket;
    }

    void run() {
      try (InputStream in = socket.getInputStream()) {
        byte[] buffer = new byte[65_536];
        int first = 0;
        for (int read = in.read(buffer, 0, buffer.length);
            read > 0;
            read = in.read(buffer, first, buffer.length - first)) {
          lock.lock();
          try {
            first = take(buffer, first + read);
          } finally {
            lock.unlock();
          }
        }
      } catch (IOException e) {
        // cut
      } finally {
        peers.remove(this);
        lock.lock();
        try {
          connection.closed();
        } finally {
          lock.unlock();
        }
      }
    }

    /// Takes `length` bytes; how many of them are kept for later.
    private int take(byte[] buffer, int length) {
      int from = 0;
      if (transport == null) {
        TransportDetector detector = new TransportDetector(List.of(), true, RANDOM);
        if (!(detector.detect(buffer, 0, length) instanceof Detection.Mtproto found)) {
          return length;
        }
        transport = found.transport();
        from = found.consumed();
      }
      transport.feed(buffer, from, length, this);
      effects(connection.flush());
      return 0;
    }

    @Override
    public void frame(byte[] buffer, int from, int to, boolean quickAck) {
      if (abandoned) {
        return;
      }
      long keyId = new TlReader(buffer, from, to, 0).readLong();
      StoredAuthKey known = keys.get(keyId);
      if (keyId == 0) {
        exchanged(exchange.receive(Arrays.copyOfRange(buffer, from, to), 0, to - from));
      } else if (known == null) {
        effects(List.of(new Effect.TransportError(Effect.TransportError.KEY_NOT_FOUND)));
      } else {
        effects(connection.received(known, buffer, from, to, quickAck));
      }
    }

    private void exchanged(ServerStep step) {
      switch (step) {
        case ServerStep.Answer(byte[] packet) -> send(packet);
        case ServerStep.Work work -> exchanged(work.task().get());
        case ServerStep.Agreed(NewAuthKey made, byte[] packet) -> {
          keys.put(
              made.key().id(),
              new StoredAuthKey(
                  made.key(),
                  (int) InstantSource.system().instant().getEpochSecond(),
                  made.expiresAt(),
                  made.salt(),
                  made.dc(),
                  0));
          send(packet);
        }
        case ServerStep.Refused _ -> close();
      }
    }

    private void effects(List<Effect> effects) {
      for (Effect effect : effects) {
        switch (effect) {
          case Effect.Send(byte[] packet) -> send(packet);
          case Effect.SessionOpened(ServerSession session) -> sessions.add(session);
          case Effect.SessionClosed(ServerSession session) -> sessions.remove(session);
          case Effect.Request request -> {
            if (deaf) {
              unheard.countDown();
            } else {
              answer(request);
            }
          }
          case Effect.TransportError(int code) -> {
            if (transport != null) {
              write(transport.error(code));
            }
            close();
          }
          case Effect.Close _ -> close();
          case Effect.AckIn _ -> effects(connection.flushAcks());
          case Effect.QuickAck _,
              Effect.Dropped _,
              Effect.DestroyKey _,
              Effect.DisconnectIn _,
              Effect.Hold _ -> {}
        }
      }
    }

    private void answer(Effect.Request request) {
      byte[] body = request.body();
      TlMethod<?> method = Api.readMethod(new TlReader(body, 0, body.length, Layer.NEWEST));
      while (method instanceof InvokeWithLayer || method instanceof InitConnection) {
        method =
            method instanceof InvokeWithLayer w ? w.query() : ((InitConnection) method).query();
      }
      try {
        TlWriter writer = new TlWriter(Layer.NEWEST);
        TlMethod.writeResultOf(method, handler.answer(method), writer);
        request.session().answer(request.msgId(), writer.toByteArray());
      } catch (RpcException refusal) {
        String text = String.valueOf(refusal.getMessage());
        request.session().fail(request.msgId(), refusal.code(), text.split(" ", 2)[1]);
      }
    }

    private void send(byte[] packet) {
      if (transport != null) {
        write(transport.frame(packet));
      }
    }

    private void write(Frame frame) {
      try {
        socket.getOutputStream().write(frame.bytes(), frame.from(), frame.length());
      } catch (IOException e) {
        close();
      }
    }

    @Override
    public void wake() {
      // May be called under a session's lock, from which nothing may be called.
      var _ =
          Thread.ofVirtual()
              .start(() -> {
                lock.lock();
                try {
                  effects(connection.flush());
                } finally {
                  lock.unlock();
                }
              });
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
