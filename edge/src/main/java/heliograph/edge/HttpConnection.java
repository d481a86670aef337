package heliograph.edge;

import heliograph.edge.Exits.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A connection that speaks HTTP/1.1: the web version for browsers, MTProto over POST, and the way to a WebSocket.
///
/// Answers are written as the bytes that they are, past the encoder, which is there for what Netty itself says to the beginning of a
/// WebSocket.
///
/// Reference: mtproto/mtproto-transports and mtproto/transports, "HTTP" and "WebSocket".
final class HttpConnection extends SimpleChannelInboundHandler<HttpObject>
    implements HttpOutlet.Carrier {

  /// Requests that may have no whole answer yet. Browsers send the next one after an answer.
  private static final int MAX_PIPELINED = 16;

  private static final byte[] CLOSE = "connection: close\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] GO_ON =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};

  private final Pipelines pipelines;
  private final Services services;
  private final EventLoopShare share;
  private final Gate.Visit visit;
  private final Pages pages;
  private final boolean secure;
  private final ChannelHandlerContext codec;
  private final Patience patience;
  private final Body body;
  private @Nullable HttpOutlet outlet;

  /// The request of which more may come.
  private @Nullable HttpRequest request;

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
    this.body = new Body(share, visit);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    share.sweeper().remove(patience);
    body.drop();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
    if (part instanceof HttpRequest head && !over) {
      begun(head);
    }
    if (part instanceof HttpContent content && !over) {
      continued(ctx, content);
    }
  }

  private void begun(HttpRequest head) {
    HttpOutlet open = outlet;
    request = head;
    if (patience.underWay() >= MAX_PIPELINED || (open != null && open.waits())) {
      share.exits().count(Reason.BROKEN_FRAME);
      abort();
    } else if (head.decoderResult().isFailure()) {
      refuse(Reply.BAD_REQUEST);
    } else if (HttpUtil.getContentLength(head, 0L) > visit.packetBytes()) {
      refuse(Reply.TOO_LARGE);
    } else if (HttpUtil.is100ContinueExpected(head)) {
      var _ = codec.writeAndFlush(Unpooled.wrappedBuffer(GO_ON));
    }
  }

  private void continued(ChannelHandlerContext ctx, HttpContent part) {
    HttpRequest head = request;
    if (head == null || part.decoderResult().isFailure()) {
      refuse(Reply.BAD_REQUEST);
    } else if (!body.add(part.content())) {
      refuse(Reply.TOO_LARGE);
    } else if (part instanceof LastHttpContent) {
      request = null;
      whole(ctx, head, body.take());
    } else if (body.overflows()) {
      share.exits().count(Reason.BROKEN_FRAME);
      abort();
    }
  }

  private void whole(ChannelHandlerContext ctx, HttpRequest head, byte[] content) {
    Asked asked = Asked.of(head);
    patience.asked();
    keepAlive = HttpUtil.isKeepAlive(head);
    if ((asked.isApi() || asked.isSocket()) && !pages.welcomes(asked)) {
      say(Reply.FORBIDDEN, true);
    } else if (asked.isSocket() && head.headers().contains(HttpHeaderNames.UPGRADE)) {
      becomeWebSocket(ctx, head);
    } else if (asked.carriesPacket()) {
      api(content);
    } else {
      Reply reply = pages.reply(asked, visit);
      keepAlive &= reply != Reply.TOO_MANY;
      say(reply, !asked.isHead());
    }
  }

  /// Answers a request that is not read to its end, and nothing more.
  private void refuse(Reply reply) {
    body.drop();
    patience.asked();
    keepAlive = false;
    say(reply, true);
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

  private void becomeWebSocket(ChannelHandlerContext ctx, HttpRequest head) {
    pipelines.webSocket(ctx, visit, head.uri());
    ctx.fireChannelRead(
        new DefaultFullHttpRequest(
            head.protocolVersion(),
            head.method(),
            head.uri(),
            Unpooled.EMPTY_BUFFER,
            head.headers(),
            EmptyHttpHeaders.INSTANCE));
    ctx.pipeline().remove(this);
  }

  private void api(byte[] packet) {
    HttpOutlet open = outlet;
    if (open == null) {
      open = new HttpOutlet(this, codec.channel().eventLoop(), services, share, visit);
      outlet = open;
    }
    open.request(packet);
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
    over = true;
    var _ = codec.channel().close();
  }
}
