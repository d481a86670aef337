package heliograph.edge;

import heliograph.edge.Exits.Reason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/// Waits for the end of the TLS handshake, in which a client says whether it speaks HTTP/2; everything else is known by its first
/// bytes, as without TLS.
final class TlsArrival extends ApplicationProtocolNegotiationHandler {
  private final Pipelines pipelines;
  private final Gate.Visit visit;

  TlsArrival(Pipelines pipelines, Gate.Visit visit) {
    super(ApplicationProtocolNames.HTTP_1_1);
    this.pipelines = pipelines;
    this.visit = visit;
  }

  @Override
  protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
    if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
      pipelines.http2(ctx, visit);
    } else {
      ctx.pipeline().addLast(new Arrival(pipelines, Pipelines.Stage.TLS, visit));
    }
  }

  @Override
  protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
    exceptionCaught(ctx, cause);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    pipelines.share(ctx).exits().count(Reason.GARBAGE);
    var _ = ctx.close();
  }
}
