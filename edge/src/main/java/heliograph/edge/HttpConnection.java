package heliograph.edge;

import heliograph.edge.Exits.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A connection that speaks HTTP/1.1: the web version for browsers, MTProto over POST, and the way to a WebSocket.
///
/// Answers are written as the bytes that they are, past the encoder, which is there for what Netty itself says: to a body that is
/// too long, and to the beginning of a WebSocket.
///
/// Reference: mtproto/mtproto-transports and mtproto/transports, "HTTP" and "WebSocket".
final class HttpConnection extends SimpleChannelInboundHandler<FullHttpRequest>
    implements HttpOutlet.Carrier {

  /// Requests that may have no whole answer yet. Browsers send the next one after an answer.
  private static final int MAX_PIPELINED = 16;

  private static final byte[] CLOSE = "connection: close\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};

  private final Pipelines pipelines;
  private final Services services;
  private final EventLoopShare share;
  private final Gate.Visit visit;
  private final Pages pages;
  private final boolean secure;
  private final ChannelHandlerContext codec;
  private final Patience patience;
  private @Nullable HttpOutlet outlet;
  private boolean keepAlive;
  private boolean over;

  /// @param secure whether this is inside TLS
  /// @param codec of what takes requests apart, which answers are written past
  HttpConnection(
      Pipelines pipelines,
      Services services,
      Gate.Visit visit,
      Pages pages,
      boolean secure,
      ChannelHandlerContext codec) {
    this.pipelines = pipelines;
    this.services = services;
    this.share = pipelines.share(codec);
    this.visit = visit;
    this.pages = pages;
    this.secure = secure;
    this.codec = codec;
    this.patience =
        new Patience(services.limits(), visit) {
          @Override
          void timeIsUp() {
            share.exits().count(Reason.TIMED_OUT);
            abort();
          }
        };
    share.sweeper().add(patience);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    share.sweeper().remove(patience);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    HttpOutlet open = outlet;
    if (over) {
      return;
    }
    if (patience.underWay() >= MAX_PIPELINED || (open != null && open.waits())) {
      share.exits().count(Reason.BROKEN_FRAME);
      abort();
      return;
    }
    Asked asked = Asked.of(request);
    patience.asked();
    keepAlive = request.decoderResult().isSuccess() && HttpUtil.isKeepAlive(request);
    if (!request.decoderResult().isSuccess()) {
      say(Reply.BAD_REQUEST, true);
    } else if ((asked.isApi() || asked.isSocket()) && !pages.welcomes(asked)) {
      say(Reply.FORBIDDEN, true);
    } else if (asked.isSocket() && request.headers().contains(HttpHeaderNames.UPGRADE)) {
      becomeWebSocket(ctx, request);
    } else if (asked.carriesPacket()) {
      api(request);
    } else {
      Reply reply = pages.reply(asked, visit);
      keepAlive &= reply != Reply.TOO_MANY;
      say(reply, !asked.isHead());
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    HttpOutlet open = outlet;
    if (open != null) {
      open.conversation().turnEnded();
    }
    ctx.flush();
    ctx.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    HttpOutlet open = outlet;
    if (open != null) {
      open.conversation().closed();
    }
    super.channelInactive(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    share.failed(ctx, cause);
  }

  private void becomeWebSocket(ChannelHandlerContext ctx, FullHttpRequest request) {
    pipelines.webSocket(ctx, visit, request.uri());
    ctx.fireChannelRead(request.retain());
    ctx.pipeline().remove(this);
  }

  private void api(FullHttpRequest request) {
    HttpOutlet open = outlet;
    if (open == null) {
      open = new HttpOutlet(this, codec.channel().eventLoop(), services, share, visit);
      outlet = open;
    }
    open.request(ByteBufUtil.getBytes(request.content()));
  }

  /// Answers the request that came last.
  private void say(Reply reply, boolean whole) {
    byte[] secured = secure && pages.strictTransport() ? Pages.STRICT_TRANSPORT : NOTHING;
    ByteBuf head =
        reply.head(codec.alloc(), secured, share.dateField(), keepAlive ? NOTHING : CLOSE);
    ChannelFuture written = codec.write(head);
    if (whole && reply.hasBody()) {
      written = codec.write(reply.body());
    }
    var _ = written.addListener(_ -> patience.answered());
    if (!keepAlive) {
      over = true;
      var _ = written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void reply(Reply reply) {
    say(reply, true);
  }

  @Override
  public void flush() {
    codec.flush();
  }

  @Override
  public boolean congested() {
    return !codec.channel().isWritable();
  }

  @Override
  public void reading(boolean on) {
    codec.channel().config().setAutoRead(on);
  }

  @Override
  public void end() {
    var _ = codec.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void abort() {
    var _ = codec.channel().close();
  }
}
