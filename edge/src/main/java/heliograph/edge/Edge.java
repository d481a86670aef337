package heliograph.edge;

import heliograph.edge.Exits.Reason;
import heliograph.mtproto.crypto.ServerKey;
import heliograph.mtproto.handshake.ServerKeyExchange;
import heliograph.mtproto.server.AuthKeyStore;
import heliograph.mtproto.server.Link;
import heliograph.mtproto.server.MessageServer;
import heliograph.mtproto.server.ServerSession;
import heliograph.mtproto.transport.ProxySecret;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The open port of a server, from [#open] to [#close].
public final class Edge implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final int READ_BYTES = 16 << 10;
  private static final int SESSIONS_SWEEP_SECONDS = 30;

  /// How long those who must be told that a connection ends may take to hear it.
  private static final int FAREWELL_SECONDS = 2;

  private final EventLoopGroup group;
  private final ChannelGroup connections;
  private final ExecutorService blocking;
  private final Services services;
  private final Channel listening;

  /// How the port is set up.
  ///
  /// @param listen where; port 0 takes any free one
  /// @param secrets proxy secrets with which connections are let in too
  /// @param trustedFronts addresses that may say whose connection theirs is
  /// @param tls the certificate to show to whoever comes now; null: no TLS
  /// @param eventLoops threads that do the protocol's work
  /// @param workers threads that compute key exchanges
  public record Setup(
      InetSocketAddress listen,
      Limits limits,
      List<ProxySecret> secrets,
      Predicate<InetAddress> trustedFronts,
      @Nullable Supplier<SslContext> tls,
      HttpPages pages,
      int eventLoops,
      int workers) {}

  private Edge(
      EventLoopGroup group,
      ChannelGroup connections,
      ExecutorService blocking,
      Services services,
      Channel listening) {
    this.group = group;
    this.connections = connections;
    this.blocking = blocking;
    this.services = services;
    this.listening = listening;
  }

  /// Takes connections from now on.
  ///
  /// @throws IOException if the address cannot be listened on
  public static Edge open(
      Setup setup,
      MessageServer messages,
      ServerKey serverKey,
      AuthKeyStore keys,
      Messenger messenger,
      SecureRandom random,
      InstantSource clock)
      throws IOException {
    ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    Services services =
        new Services(
            setup.limits,
            messages,
            new ServerKeyExchange(serverKey, id -> keys.find(id) != null, random, clock),
            keys,
            messenger,
            new Gate(setup.limits, System::nanoTime),
            new Workshop(setup.workers, setup.limits.handshakesWaiting()),
            blocking,
            clock,
            new Exits());
    Pipelines pipelines =
        new Pipelines(services, setup.secrets, setup.trustedFronts, setup.tls, setup.pages);
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(setup.eventLoops, io);
    sweep(group, pipelines, services);
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    var bound =
        bootstrap(group, connections, epoll, pipelines, services)
            .bind(setup.listen)
            .awaitUninterruptibly();
    Edge edge = new Edge(group, connections, blocking, services, bound.channel());
    if (!bound.isSuccess()) {
      edge.close();
      throw new IOException("cannot listen on " + setup.listen, bound.cause());
    }
    return edge;
  }

  private static ServerBootstrap bootstrap(
      EventLoopGroup group,
      ChannelGroup connections,
      boolean epoll,
      Pipelines pipelines,
      Services services) {
    int outbound = services.limits().outboundBytes();
    Class<? extends ServerSocketChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    return new ServerBootstrap()
        .group(group)
        .channel(type)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        // One for all: by default each connection has one of its own, which learns how much comes.
        .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(outbound / 2, outbound))
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                connections.add(channel);
                arrive(channel, pipelines, services);
              }
            });
  }

  private static void arrive(Channel channel, Pipelines pipelines, Services services) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
      var _ = channel.close();
      return;
    }
    Gate.Visit visit = services.gate().enter(remote.getAddress());
    if (visit == null) {
      services.exits().count(Reason.CROWDED);
      var _ = channel.close();
      return;
    }
    var _ = channel.closeFuture().addListener(_ -> visit.left());
    channel.pipeline().addLast(new Arrival(pipelines, Pipelines.Stage.TCP, visit));
  }

  /// Looks again and again for what has lasted too long.
  private static void sweep(EventLoopGroup group, Pipelines pipelines, Services services) {
    for (EventExecutor loop : group) {
      var _ =
          loop.scheduleWithFixedDelay(
              () -> pipelines.sweep((EventLoop) loop), 1, 1, TimeUnit.SECONDS);
    }
    var _ =
        group.scheduleWithFixedDelay(
            () -> services.blocking().execute(() -> expire(services)),
            SESSIONS_SWEEP_SECONDS,
            SESSIONS_SWEEP_SECONDS,
            TimeUnit.SECONDS);
  }

  private static void expire(Services services) {
    services.gate().sweep();
    services.exchange().sweep();
    for (ServerSession ended : services.messages().expire()) {
      services.messenger().closed(ended);
    }
  }

  /// The address that is listened on.
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /// How many connections are open.
  public int connections() {
    return services.gate().connections();
  }

  public Exits exits() {
    return services.exits();
  }

  /// Where the session's newest connection comes from; null while it has none.
  public static @Nullable InetAddress addressOf(ServerSession session) {
    Link link = session.link();
    return link instanceof Conversation conversation ? conversation.address() : null;
  }

  /// Stops listening, closes every connection, and waits for what was under way.
  ///
  /// An event loop that is told to end while it runs a task ends without closing what it serves. So the connections are closed
  /// before; else the clients of a server that starts again in the same process would wait at ones that nobody reads.
  @Override
  public void close() {
    var _ = listening.close().awaitUninterruptibly();
    services.workshop().close();
    var _ = connections.close().awaitUninterruptibly(FAREWELL_SECONDS, TimeUnit.SECONDS);
    var _ = group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    blocking.close();
  }
}
