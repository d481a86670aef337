package heliograph.edge;

import heliograph.edge.Exits.Reason;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// A stream of HTTP/2: one request and its answer, a page or MTProto over POST. It uses the event loop of its connection.
final class Http2Request extends ChannelInboundHandlerAdapter implements HttpOutlet.Carrier {
  private final Services services;
  private final EventLoopShare share;
  private final Gate.Visit visit;
  private final Pages pages;
  private final Patience patience;
  private final Channel stream;
  private final Body body;
  private @Nullable HttpOutlet outlet;
  private boolean carriesPacket;
  private boolean asked;
  private boolean answered;

  Http2Request(
      Services services,
      EventLoopShare share,
      Gate.Visit visit,
      Pages pages,
      Patience patience,
      Channel stream) {
    this.services = services;
    this.share = share;
    this.visit = visit;
    this.pages = pages;
    this.patience = patience;
    this.stream = stream;
    this.body = new Body(share, visit);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      switch (message) {
        case Http2HeadersFrame head -> begun(head);
        case Http2DataFrame data -> continued(data);
        default -> {}
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    HttpOutlet open = outlet;
    if (open != null) {
      open.conversation().turnEnded();
    }
    ctx.flush();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    body.drop();
    if (asked) {
      patience.answered();
    }
    HttpOutlet open = outlet;
    if (open != null) {
      open.conversation().closed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    share.failed(ctx, cause);
  }

  private void begun(Http2HeadersFrame head) {
    if (asked) {
      // Trailers say nothing that matters, but may end the body.
      ended(head.isEndStream());
      return;
    }
    asked = true;
    patience.asked();
    Asked what = Asked.of(head.headers());
    if (what.isApi() && !pages.welcomes(what)) {
      reply(Reply.FORBIDDEN);
    } else if (what.carriesPacket()) {
      carriesPacket = true;
      ended(head.isEndStream());
    } else {
      say(pages.reply(what, visit), !what.isHead());
    }
  }

  private void continued(Http2DataFrame data) {
    if (!carriesPacket || answered) {
      return;
    }
    if (!body.add(data.content())) {
      reply(Reply.TOO_LARGE);
    } else if (body.overflows()) {
      share.exits().count(Reason.BROKEN_FRAME);
      abort();
    } else {
      ended(data.isEndStream());
    }
  }

  private void ended(boolean end) {
    if (end && carriesPacket && outlet == null) {
      HttpOutlet open = new HttpOutlet(this, stream.eventLoop(), services, share, visit);
      outlet = open;
      open.request(body.take());
    }
  }

  private void say(Reply reply, boolean whole) {
    if (answered) {
      return;
    }
    answered = true;
    Http2Headers headers = reply.headers().add("date", share.date());
    if (pages.strictTransport()) {
      headers.add("strict-transport-security", Pages.STRICT_TRANSPORT_VALUE);
    }
    boolean follows = whole && reply.hasBody();
    ChannelFuture _ = stream.write(new DefaultHttp2HeadersFrame(headers, !follows));
    if (follows) {
      var _ = stream.write(new DefaultHttp2DataFrame(reply.body(), true));
    }
  }

  @Override
  public void reply(Reply reply) {
    say(reply, true);
  }

  @Override
  public void flush() {
    stream.flush();
  }

  @Override
  public boolean congested() {
    return !stream.isWritable();
  }

  @Override
  public void reading(boolean on) {
    stream.config().setAutoRead(on);
  }

  @Override
  public void end() {
    // An answer ends its stream by itself.
    if (answered) {
      stream.flush();
    } else {
      abort();
    }
  }

  @Override
  public void abort() {
    var _ = stream.close();
  }
}
