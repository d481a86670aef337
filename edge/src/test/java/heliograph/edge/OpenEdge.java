package heliograph.edge;

import heliograph.mtproto.crypto.ServerKey;
import heliograph.mtproto.server.AuthKeyStore;
import heliograph.mtproto.server.MessageServer;
import heliograph.mtproto.server.SaltSchedule;
import heliograph.mtproto.server.ServerSession;
import heliograph.mtproto.server.SessionLimits;
import heliograph.mtproto.server.StoredAuthKey;
import heliograph.mtproto.transport.ProxySecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// An open port of this machine, with keys in memory and a messenger behind it that answers every request with the request itself.
final class OpenEdge implements AutoCloseable {
  static final SecureRandom RANDOM = new SecureRandom();
  static final ServerKey KEY = ServerKey.generate(RANDOM);
  static final ProxySecret SECRET = ProxySecret.parse("00112233445566778899aabbccddeeff");
  static final String STATUS = "<p>here";
  static final String WELCOME = "https://welcome.example";

  /// Limits that no test meets by chance.
  static final Limits WIDE = new Limits(true, 1000, 500, 5000, 64, 15, 60, 900, 1 << 20);

  private static final int READ_MILLIS = 10_000;

  private final Edge edge;
  final Echo messenger = new Echo();

  private OpenEdge(Limits limits, boolean trusting, HttpPages pages) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    var setup =
        new Edge.Setup(
            new InetSocketAddress(loopback, 0),
            limits,
            List.of(SECRET),
            address -> trusting && address.isLoopbackAddress(),
            null,
            pages,
            2,
            1);
    var messages =
        new MessageServer(
            InstantSource.system(),
            new SaltSchedule(new byte[32]),
            SessionLimits.DEFAULT,
            new SecureRandom());
    try {
      edge =
          Edge.open(
              setup, messages, KEY, new KeysInMemory(), messenger, RANDOM, InstantSource.system());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static OpenEdge with(Limits limits) {
    return new OpenEdge(limits, false, pages(List.of()));
  }

  /// One that believes whatever comes from this machine.
  static OpenEdge trusting(Limits limits) {
    return new OpenEdge(limits, true, pages(List.of()));
  }

  static OpenEdge welcoming(String origin) {
    return new OpenEdge(WIDE, false, pages(List.of(origin)));
  }

  private static HttpPages pages(List<String> origins) {
    return new HttpPages(STATUS.getBytes(StandardCharsets.UTF_8), origins);
  }

  Socket connect() {
    try {
      Socket socket = new Socket(edge.address().getAddress(), edge.address().getPort());
      socket.setSoTimeout(READ_MILLIS);
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InetSocketAddress address() {
    return edge.address();
  }

  String url(String scheme, String path) {
    return scheme + "://127.0.0.1:" + edge.address().getPort() + path;
  }

  int connections() {
    return edge.connections();
  }

  long exits(Exits.Reason reason) {
    return edge.exits().of(reason);
  }

  @Override
  public void close() {
    edge.close();
  }

  /// Says everything back, and remembers where it came from.
  static final class Echo implements Messenger {
    final Queue<ServerSession> opened = new ConcurrentLinkedQueue<>();
    final Queue<InetAddress> origins = new ConcurrentLinkedQueue<>();

    @Override
    public void opened(ServerSession session) {
      opened.add(session);
    }

    @Override
    public void closed(ServerSession session) {
      opened.remove(session);
    }

    @Override
    public void request(ServerSession session, long msgId, byte[] body) {
      InetAddress origin = Edge.addressOf(session);
      if (origin != null) {
        origins.add(origin);
      }
      session.answer(msgId, body);
    }

    @Override
    public void dropped(ServerSession session, long msgId) {
      throw new AssertionError("nobody drops a request here");
    }

    @Override
    public void destroyKey(ServerSession session) {
      throw new AssertionError("nobody destroys a key here");
    }
  }

  private static final class KeysInMemory implements AuthKeyStore {
    private final Map<Long, StoredAuthKey> keys = new ConcurrentHashMap<>();

    @Override
    public @Nullable StoredAuthKey find(long keyId) {
      return keys.get(keyId);
    }

    @Override
    public void save(StoredAuthKey key) {
      keys.put(key.id(), key);
    }

    @Override
    public boolean delete(long keyId) {
      return keys.remove(keyId) != null;
    }
  }
}
