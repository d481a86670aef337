package heliograph.edge;

import heliograph.edge.Exits.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A connection that speaks HTTP: a status page for people, MTProto over POST, and the way to a WebSocket. One request at a time,
/// and after an answer that is not MTProto the connection ends. The first whole request has to come in the time of a first packet.
///
/// Reference: mtproto/mtproto-transports and mtproto/transports, "HTTP" and "WebSocket".
final class HttpConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Pattern POST_PATH = Pattern.compile("/apiw?1?(_test)?(_premium)?");
  private static final Pattern SOCKET_PATH = Pattern.compile("/apiws(_test)?(_premium)?");

  private final Pipelines pipelines;
  private final Services services;
  private final EventLoopShare share;
  private final Gate.Visit visit;
  private final HttpPages pages;
  private @Nullable HttpOutlet outlet;
  private @Nullable Future<?> timer;
  private boolean leftToWebSocket;
  private boolean over;

  HttpConnection(
      Pipelines pipelines,
      Services services,
      EventLoopShare share,
      Gate.Visit visit,
      HttpPages pages) {
    this.pipelines = pipelines;
    this.services = services;
    this.share = share;
    this.visit = visit;
    this.pages = pages;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    timer =
        ctx.executor()
            .schedule(
                () -> {
                  share.exits().count(Reason.TIMED_OUT);
                  var _ = ctx.close();
                },
                services.limits().firstPacketSeconds(),
                TimeUnit.SECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stopTimer();
  }

  private void stopTimer() {
    Future<?> running = timer;
    if (running != null) {
      running.cancel(false);
      timer = null;
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (over) {
      return;
    }
    String path = request.uri().split("\\?", 2)[0];
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (!request.decoderResult().isSuccess()) {
      refuse(ctx, request, HttpResponseStatus.BAD_REQUEST);
    } else if (origin != null && !pages.welcomes(origin)) {
      refuse(ctx, request, HttpResponseStatus.FORBIDDEN);
    } else if (SOCKET_PATH.matcher(path).matches()
        && request.headers().contains(HttpHeaderNames.UPGRADE)) {
      becomeWebSocket(ctx, request);
    } else if (POST_PATH.matcher(path).matches()) {
      api(ctx, request);
    } else {
      page(ctx, request, path);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    HttpOutlet open = outlet;
    if (open != null) {
      open.conversation().turnEnded();
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    HttpOutlet open = outlet;
    if (open != null) {
      open.conversation().closed();
    } else if (!leftToWebSocket) {
      visit.left();
    }
    super.channelInactive(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    share.failed(ctx, cause);
  }

  private void becomeWebSocket(ChannelHandlerContext ctx, FullHttpRequest request) {
    leftToWebSocket = true;
    pipelines.webSocket(ctx, visit, request.uri());
    ctx.fireChannelRead(request.retain());
    ctx.pipeline().remove(this);
  }

  private void api(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (request.method().equals(HttpMethod.OPTIONS)) {
      answer(ctx, request, HttpResponseStatus.NO_CONTENT, "text/plain", Unpooled.EMPTY_BUFFER);
    } else if (!request.method().equals(HttpMethod.POST)) {
      refuse(ctx, request, HttpResponseStatus.METHOD_NOT_ALLOWED);
    } else {
      HttpOutlet open = outlet;
      if (open == null) {
        stopTimer();
        open = new HttpOutlet(ctx, services, share, visit);
        outlet = open;
      }
      byte[] packet = ByteBufUtil.getBytes(request.content());
      open.request(packet, HttpUtil.isKeepAlive(request));
    }
  }

  private void page(ChannelHandlerContext ctx, FullHttpRequest request, String path) {
    boolean reading =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    if (reading && path.equals("/")) {
      answer(
          ctx,
          request,
          HttpResponseStatus.OK,
          "text/html; charset=utf-8",
          Unpooled.wrappedBuffer(pages.status()));
    } else {
      refuse(ctx, request, HttpResponseStatus.NOT_FOUND);
    }
  }

  private void refuse(
      ChannelHandlerContext ctx, FullHttpRequest request, HttpResponseStatus status) {
    ByteBuf body = Unpooled.copiedBuffer(status + "\n", StandardCharsets.US_ASCII);
    answer(ctx, request, status, "text/plain; charset=us-ascii", body);
  }

  private void answer(
      ChannelHandlerContext ctx,
      FullHttpRequest request,
      HttpResponseStatus status,
      String type,
      ByteBuf body) {
    over = true;
    FullHttpResponse response = response(status, type, body);
    HttpUtil.setKeepAlive(response, false);
    if (request.method().equals(HttpMethod.HEAD)) {
      response = response.replace(Unpooled.EMPTY_BUFFER);
    }
    var _ = ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  /// A response with the headers that every one has: pages of any origin may read it, browsers guess nothing about it.
  static FullHttpResponse response(HttpResponseStatus status, String type, ByteBuf body) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, type)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "POST, OPTIONS")
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "origin, content-type")
        .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "1728000")
        .set(
            HttpHeaderNames.CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'")
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "no-referrer");
    return response;
  }
}
