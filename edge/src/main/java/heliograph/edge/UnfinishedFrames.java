package heliograph.edge;

import heliograph.edge.Exits.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/// Counts what has come of a WebSocket's frames that have not ended. Stands before what gathers them, and its [#whole] after.
///
/// Reference: RFC 6455, section 5.2.
final class UnfinishedFrames extends ChannelInboundHandlerAdapter {
  /// Two bytes and the mask, and the length where it does not fit into the first two.
  private static final int SHORT_HEAD = 6;

  private static final int MEDIUM_HEAD = SHORT_HEAD + 2;
  private static final int LONG_HEAD = SHORT_HEAD + 8;
  private static final int SHORT_PAYLOAD = 125;
  private static final int MEDIUM_PAYLOAD = 0xffff;

  private final EventLoopShare share;
  private final Unfinished unfinished;

  UnfinishedFrames(EventLoopShare share, Gate.Visit visit) {
    this.share = share;
    this.unfinished = new Unfinished(share, visit);
  }

  /// Sees the frames that are whole.
  ChannelInboundHandlerAdapter whole() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof WebSocketFrame frame) {
          int payload = frame.content().readableBytes();
          unfinished.release(payload + head(payload));
        }
        super.channelRead(ctx, message);
      }
    };
  }

  private static int head(int payload) {
    if (payload <= SHORT_PAYLOAD) {
      return SHORT_HEAD;
    }
    return payload <= MEDIUM_PAYLOAD ? MEDIUM_HEAD : LONG_HEAD;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (message instanceof ByteBuf bytes) {
      unfinished.add(bytes.readableBytes());
    }
    super.channelRead(ctx, message);
    if (ctx.channel().isActive() && unfinished.overflows()) {
      share.exits().count(Reason.BROKEN_FRAME);
      var _ = ctx.close();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    unfinished.hold(0);
  }
}
