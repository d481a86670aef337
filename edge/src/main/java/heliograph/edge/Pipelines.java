package heliograph.edge;

import heliograph.edge.Exits.Reason;
import heliograph.mtproto.transport.ProxySecret;
import heliograph.mtproto.transport.Transport;
import heliograph.mtproto.transport.TransportDetector;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.FastThreadLocal;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a connection's pipeline becomes once its first bytes are known.
final class Pipelines {

  /// Where in a connection a stream of bytes was met.
  enum Stage {
    TCP,
    /// Behind the PROXY header of a trusted front.
    FRONTED,
    TLS,
    WEBSOCKET;

    boolean inTheOpen() {
      return this == TCP || this == FRONTED;
    }
  }

  private static final byte[] PROXY_V1 = "PROXY ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PROXY_V2 = {0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a};
  private static final int HTTP_LINE = 4096;
  private static final int HTTP_HEADERS = 8192;

  private static final HttpDecoderConfig HTTP =
      new HttpDecoderConfig()
          .setMaxInitialLineLength(HTTP_LINE)
          .setMaxHeaderSize(HTTP_HEADERS)
          .setHeadersFactory(FewFields.FACTORY)
          .setTrailersFactory(FewFields.FACTORY);

  /// More than the page asks for at once, and few enough to keep what one connection holds small.
  private static final int HTTP2_STREAMS = 32;

  private static final long HTTP2_FAREWELL_MILLIS = 2000;

  private final Services services;
  private final Predicate<InetAddress> trustedFronts;
  private final @Nullable Supplier<SslContext> tls;
  private final Pages pages;
  private final FastThreadLocal<EventLoopShare> shares;
  private final FastThreadLocal<TransportDetector> detectors;

  Pipelines(
      Services services,
      List<ProxySecret> secrets,
      Predicate<InetAddress> trustedFronts,
      @Nullable Supplier<SslContext> tls,
      HttpPages pages) {
    this.services = services;
    this.trustedFronts = trustedFronts;
    this.tls = tls;
    this.pages = new Pages(pages);
    this.shares =
        new FastThreadLocal<>() {
          @Override
          protected EventLoopShare initialValue() {
            return new EventLoopShare(services.exits(), services.clock());
          }
        };
    this.detectors =
        new FastThreadLocal<>() {
          @Override
          protected TransportDetector initialValue() {
            return new TransportDetector(secrets, true, shares.get().padding());
          }
        };
  }

  Limits limits() {
    return services.limits();
  }

  boolean speaksTls() {
    return tls != null;
  }

  /// What the connection's event loop shares; to be called on it.
  EventLoopShare share(ChannelHandlerContext ctx) {
    assert ctx.executor().inEventLoop();
    return shares.get();
  }

  /// Closes what is overdue on an event loop; to be called on it every second.
  void sweep(EventLoop loop) {
    assert loop.inEventLoop();
    shares.get().sweeper().sweep();
  }

  TransportDetector detector(ChannelHandlerContext ctx) {
    assert ctx.executor().inEventLoop();
    return detectors.get();
  }

  /// Whether a trusted front is telling whose connection this is. While too few bytes are there to say, no other protocol is found
  /// in them either.
  boolean isProxyHeader(InetAddress from, ByteBuf in) {
    return trustedFronts.test(from) && (begins(in, PROXY_V1) || begins(in, PROXY_V2));
  }

  private static boolean begins(ByteBuf in, byte[] signature) {
    if (in.readableBytes() < signature.length) {
      return false;
    }
    for (int i = 0; i < signature.length; i++) {
      if (in.getByte(in.readerIndex() + i) != signature[i]) {
        return false;
      }
    }
    return true;
  }

  void proxyHeader(ChannelHandlerContext arrival, Gate.Visit visit) {
    ChannelPipeline pipeline = arrival.pipeline();
    pipeline.addLast(new HAProxyMessageDecoder(true), new ProxyHeader(this, visit));
    pipeline.remove(arrival.handler());
  }

  void stream(ChannelHandlerContext arrival, Gate.Visit visit, Transport transport) {
    ChannelPipeline pipeline = arrival.pipeline();
    pipeline.addLast(
        new StreamConnection(arrival.channel(), services, share(arrival), visit, transport));
    pipeline.remove(arrival.handler());
  }

  void tls(ChannelHandlerContext arrival, Gate.Visit visit) {
    Supplier<SslContext> certificate = tls;
    if (certificate == null) {
      throw new IllegalStateException("no certificate");
    }
    if (!visit.mayExchange()) {
      share(arrival).exits().count(Reason.TOO_MANY_EXCHANGES);
      var _ = arrival.close();
      return;
    }
    SslHandler handler =
        certificate.get().newHandler(arrival.alloc(), services.workshop()::submitOrThrow);
    handler.setHandshakeTimeout(limits().firstPacketSeconds(), TimeUnit.SECONDS);
    ChannelPipeline pipeline = arrival.pipeline();
    pipeline.addLast(handler, new TlsArrival(this, visit));
    pipeline.remove(arrival.handler());
  }

  void http(ChannelHandlerContext arrival, Gate.Visit visit, boolean secure) {
    ChannelPipeline pipeline = arrival.pipeline();
    HttpRequestDecoder decoder = new HttpRequestDecoder(HTTP);
    pipeline.addLast(decoder, new HttpResponseEncoder());
    pipeline.addLast(
        new HttpConnection(this, services, visit, pages, secure, pipeline.context(decoder)));
    pipeline.remove(arrival.handler());
  }

  void http2(ChannelHandlerContext tls, Gate.Visit visit) {
    EventLoopShare share = share(tls);
    Http2Connection connection = new Http2Connection(share, limits(), visit, tls);
    Http2Settings settings =
        Http2Settings.defaultSettings()
            .maxConcurrentStreams(HTTP2_STREAMS)
            .maxHeaderListSize(HTTP_HEADERS);
    tls.pipeline()
        .addLast(
            Http2FrameCodecBuilder.forServer()
                .initialSettings(settings)
                .gracefulShutdownTimeoutMillis(HTTP2_FAREWELL_MILLIS)
                .build(),
            new Http2MultiplexHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel stream) {
                    stream
                        .pipeline()
                        .addLast(
                            new Http2Request(
                                services, share, visit, pages, connection.patience(), stream));
                  }
                }),
            connection);
  }

  /// Puts a WebSocket in the place of the HTTP connection whose request asked for one; the request is then to be handed on.
  void webSocket(ChannelHandlerContext http, Gate.Visit visit, String uri) {
    var config =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath(uri)
            .subprotocols("binary")
            .allowExtensions(false)
            .maxFramePayloadLength(Limits.PACKET_BYTES)
            .build();
    ChannelPipeline pipeline = http.pipeline();
    var frames = new UnfinishedFrames(share(http), visit);
    pipeline.addBefore(pipeline.context(HttpRequestDecoder.class).name(), null, frames);
    pipeline.addLast(
        frames.whole(),
        new WebSocketServerProtocolHandler(config),
        new WebSocketBytes(),
        new Arrival(this, Stage.WEBSOCKET, visit));
  }
}
