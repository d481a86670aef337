package heliograph.edge;

import heliograph.edge.Exits.Reason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;

/// Counts what is being gathered of a request's body. Stands before what gathers it.
final class UnfinishedHttp extends ChannelInboundHandlerAdapter {
  private final EventLoopShare share;
  private final Unfinished unfinished;

  UnfinishedHttp(EventLoopShare share, Gate.Visit visit) {
    this.share = share;
    this.unfinished = new Unfinished(share, visit);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    boolean last = message instanceof LastHttpContent;
    if (message instanceof HttpContent content) {
      unfinished.add(content.content().readableBytes());
    }
    super.channelRead(ctx, message);
    if (last) {
      unfinished.hold(0);
    } else if (!unfinished.fits() && ctx.channel().isActive()) {
      share.exits().count(Reason.BROKEN_FRAME);
      var _ = ctx.close();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    unfinished.hold(0);
  }
}
