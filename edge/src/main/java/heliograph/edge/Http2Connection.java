package heliograph.edge;

import heliograph.edge.Exits.Reason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/// A connection of HTTP/2 as a whole: how long it may stay. What it is asked comes over its streams.
final class Http2Connection extends ChannelInboundHandlerAdapter {
  private final EventLoopShare share;
  private final Patience patience;

  /// @param tls the context of the handler below
  Http2Connection(
      EventLoopShare share, Limits limits, Gate.Visit visit, ChannelHandlerContext tls) {
    this.share = share;
    this.patience =
        new Patience(limits, visit) {
          @Override
          void timeIsUp() {
            share.exits().count(Reason.TIMED_OUT);
            var _ = tls.channel().close();
          }
        };
    share.sweeper().add(patience);
  }

  Patience patience() {
    return patience;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    // Settings, pings and the like, which have been answered below.
    ReferenceCountUtil.release(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    share.sweeper().remove(patience);
    super.channelInactive(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    share.failed(ctx, cause);
  }
}
