package heliograph.edge;

import heliograph.edge.Exits.Reason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Closes a connection that does not get on within the time of a first packet. Used on its event loop only.
final class FirstPacketTimer {
  private final Future<?> running;

  FirstPacketTimer(ChannelHandlerContext ctx, Pipelines pipelines) {
    running =
        ctx.executor()
            .schedule(
                () -> {
                  pipelines.share(ctx).exits().count(Reason.TIMED_OUT);
                  var _ = ctx.close();
                },
                pipelines.limits().firstPacketSeconds(),
                TimeUnit.SECONDS);
  }

  void stop() {
    running.cancel(false);
  }
}
