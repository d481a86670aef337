package heliograph.edge;

import heliograph.mtproto.crypto.ServerKey;
import heliograph.mtproto.server.AuthKeyStore;
import heliograph.mtproto.server.MessageServer;
import heliograph.mtproto.server.SaltSchedule;
import heliograph.mtproto.server.ServerSession;
import heliograph.mtproto.server.SessionLimits;
import heliograph.mtproto.server.StoredAuthKey;
import heliograph.mtproto.transport.Framing;
import heliograph.mtproto.transport.ProxySecret;
import heliograph.mtproto.transport.Transport;
import heliograph.testkit.Wire;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// An open port of this machine, with keys in memory and a messenger behind it that answers every request with the request itself.
final class OpenEdge implements AutoCloseable {
  static final SecureRandom RANDOM = new SecureRandom();
  static final ServerKey KEY = ServerKey.generate(RANDOM);
  static final ProxySecret SECRET = ProxySecret.parse("00112233445566778899aabbccddeeff");
  static final String PAGE = "<p>here";
  static final String MISSING = "<p>nowhere";

  /// As long as the largest files of a site, and as hard to compress.
  static final byte[] ASSET = new byte[700_000];

  static final String WELCOME = "https://welcome.example";

  /// Limits that no test meets by chance.
  static final Limits WIDE = new Limits(true, 1000, 500, 5000, 5000, 64, 15, 60, 900, 1 << 20);

  /// Limits that close after two seconds whoever is not known and does not get on.
  static final Limits HASTY = new Limits(true, 100, 50, 5000, 5000, 64, 2, 2, 900, 1 << 20);

  static final Site SITE = site();
  private static final int READ_MILLIS = 60_000;

  private final Edge edge;
  final AtomicBoolean healthy = new AtomicBoolean(true);
  final Echo messenger = new Echo();

  private OpenEdge(
      Limits limits, boolean trusting, @Nullable SslContext tls, List<String> origins) {
    HttpPages pages = new HttpPages(SITE, origins, healthy::get, true);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    var setup =
        new Edge.Setup(
            new InetSocketAddress(loopback, 0),
            limits,
            List.of(SECRET),
            address -> trusting && address.isLoopbackAddress(),
            tls == null ? null : () -> tls,
            pages,
            2,
            1);
    var messages =
        new MessageServer(
            InstantSource.system(),
            new SaltSchedule(new byte[32], 0),
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

  static Limits limits(int connections, int perNetwork, int handshakes) {
    return new Limits(true, connections, perNetwork, handshakes, 5000, 64, 15, 60, 900, 1 << 20);
  }

  private static Site site() {
    RANDOM.nextBytes(ASSET);
    return Site.of(
        List.of(
            file("/index.html", "text/html; charset=utf-8", false, bytes(PAGE), null),
            file("/404.html", "text/html; charset=utf-8", false, bytes(MISSING), null),
            file("/assets/a-1.js", "text/javascript", true, bytes("long"), bytes("short")),
            file("/assets/b-2.bin", "application/octet-stream", true, ASSET, null)),
        List.of("/@", "/invite"));
  }

  private static Site.File file(
      String path, String type, boolean immutable, byte[] plain, byte @Nullable [] brotli) {
    byte[] gzip = brotli == null ? null : bytes("zipped");
    return new Site.File(path, type, immutable, "hash-of" + path, plain, brotli, gzip);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static OpenEdge with(Limits limits) {
    return new OpenEdge(limits, false, null, List.of());
  }

  /// One that believes whatever comes from this machine.
  static OpenEdge trusting(Limits limits) {
    return new OpenEdge(limits, true, null, List.of());
  }

  static OpenEdge welcoming(String origin) {
    return new OpenEdge(WIDE, false, null, List.of(origin));
  }

  static OpenEdge secure(Limits limits, SslContext tls) {
    return new OpenEdge(limits, false, tls, List.of());
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

  /// A connection that begins with these bytes.
  Socket begun(byte[] first) throws IOException {
    Socket socket = connect();
    socket.getOutputStream().write(first);
    return socket;
  }

  /// Whether the connection was closed without a word.
  static boolean closed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  /// A wire of the simplest kind.
  Wire wire() {
    return wire(connect());
  }

  /// The same over a connection that is there already.
  static Wire wire(Socket socket) {
    return Wire.over(socket, Transport.openPlain(Framing.ABRIDGED, RANDOM));
  }

  /// MTProto by HTTP/1.1.
  Wire http(String path) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return Wire.http(client, URI.create(url("http", path)));
  }

  InetSocketAddress address() {
    return edge.address();
  }

  String url(String scheme, String path) {
    return scheme + "://localhost:" + edge.address().getPort() + path;
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
