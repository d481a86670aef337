package heliograph.edge;

import heliograph.edge.Exits.Reason;
import heliograph.mtproto.transport.Detection;
import heliograph.mtproto.transport.TransportDetector;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first handler of a connection, and of the streams inside TLS and WebSockets: looks at the first bytes, and leaves when it knows
/// what they are. It uses up at most the opening of an MTProto transport; everything after it is for what takes its place.
final class Arrival extends ByteToMessageDecoder {
  private final Pipelines pipelines;
  private final Pipelines.Stage stage;
  private final Gate.Visit visit;
  private @Nullable FirstPacketTimer timer;
  private boolean decided;

  Arrival(Pipelines pipelines, Pipelines.Stage stage, Gate.Visit visit) {
    this.pipelines = pipelines;
    this.stage = stage;
    this.visit = visit;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    timer = new FirstPacketTimer(ctx, pipelines);
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    FirstPacketTimer running = timer;
    if (running != null) {
      running.stop();
    }
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (decided) {
      return;
    }
    if (stage == Pipelines.Stage.TCP && pipelines.isProxyHeader(visit.address(), in)) {
      decided = true;
      pipelines.proxyHeader(ctx, visit);
      return;
    }
    byte[] first = new byte[Math.min(TransportDetector.MOST_NEEDED, in.readableBytes())];
    in.getBytes(in.readerIndex(), first);
    switch (pipelines.detector(ctx).detect(first, 0, first.length)) {
      case Detection.NeedMore _ -> {}
      case Detection.Mtproto mtproto -> {
        decided = true;
        in.skipBytes(mtproto.consumed());
        pipelines.stream(ctx, visit, mtproto.transport());
      }
      case Detection.Http _ when stage != Pipelines.Stage.WEBSOCKET -> {
        decided = true;
        pipelines.http(ctx, visit, stage == Pipelines.Stage.TLS);
      }
      case Detection.Tls _ when stage.inTheOpen() && pipelines.speaksTls() -> {
        decided = true;
        pipelines.tls(ctx, visit);
      }
      case Detection.Http _, Detection.Tls _, Detection.Unknown _ -> {
        decided = true;
        pipelines.share(ctx).exits().count(Reason.GARBAGE);
        var _ = ctx.close();
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    pipelines.share(ctx).failed(ctx, cause);
  }
}
