package heliograph.edge;

import heliograph.edge.Exits.Reason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Takes what a trusted front says about where a connection comes from (PROXY protocol, version 1 or 2).
final class ProxyHeader extends ChannelInboundHandlerAdapter {
  private final Pipelines pipelines;
  private final Gate.Visit visit;
  private @Nullable FirstPacketTimer timer;

  ProxyHeader(Pipelines pipelines, Gate.Visit visit) {
    this.pipelines = pipelines;
    this.visit = visit;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    timer = new FirstPacketTimer(ctx, pipelines);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    FirstPacketTimer running = timer;
    if (running != null) {
      running.stop();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (!(message instanceof HAProxyMessage header)) {
      super.channelRead(ctx, message);
      return;
    }
    boolean admitted = true;
    try {
      byte[] origin =
          header.command() == HAProxyCommand.PROXY && header.sourceAddress() != null
              ? NetUtil.createByteArrayFromIpAddressString(header.sourceAddress())
              : null;
      if (origin != null) {
        admitted = visit.moveTo(InetAddress.getByAddress(origin));
      }
    } finally {
      header.release();
    }
    if (!admitted) {
      pipelines.share(ctx).exits().count(Reason.CROWDED);
      var _ = ctx.close();
      return;
    }
    ctx.pipeline().addLast(new Arrival(pipelines, Pipelines.Stage.FRONTED, visit));
    ctx.pipeline().remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    pipelines.share(ctx).exits().count(Reason.GARBAGE);
    var _ = ctx.close();
  }
}
