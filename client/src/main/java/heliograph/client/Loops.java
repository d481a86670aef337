package heliograph.client;

import heliograph.mtproto.crypto.KeystreamRandom;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// The event loops that connections share, and the threads for the arithmetic of key exchanges.
public final class Loops implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  private final MultiThreadIoEventLoopGroup group;
  private final ExecutorService arithmetic;
  private final ChannelFactory<Channel> channels;
  private final Map<EventLoop, RandomGenerator> randoms = new ConcurrentHashMap<>();

  /// @param threads event loops; each thread serves thousands of connections
  public Loops(int threads) {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    group =
        new MultiThreadIoEventLoopGroup(
            threads, Thread.ofPlatform().daemon().name("client-", 0).factory(), io);
    arithmetic =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("client-keys-", 0).factory());
    channels = epoll ? EpollSocketChannel::new : NioSocketChannel::new;
  }

  /// The event loop for the next link.
  EventLoop next() {
    return group.next();
  }

  /// Secure random numbers for use on one event loop, where they need no lock.
  RandomGenerator random(EventLoop loop) {
    return randoms.computeIfAbsent(loop, _ -> new KeystreamRandom(new SecureRandom()));
  }

  Bootstrap bootstrap(EventLoop loop) {
    return new Bootstrap()
        .group(loop)
        .channelFactory(channels)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
        .option(ChannelOption.TCP_NODELAY, true);
  }

  ExecutorService arithmetic() {
    return arithmetic;
  }

  @Override
  public void close() {
    arithmetic.shutdownNow();
    var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
