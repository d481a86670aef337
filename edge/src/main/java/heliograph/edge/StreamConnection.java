package heliograph.edge;

import heliograph.edge.Exits.Reason;
import heliograph.mtproto.transport.Frame;
import heliograph.mtproto.transport.FrameSink;
import heliograph.mtproto.transport.Framing;
import heliograph.mtproto.transport.Transport;
import heliograph.mtproto.transport.TransportException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// A connection that is one stream of MTProto frames: TCP, TLS, or the binary frames of a WebSocket.
final class StreamConnection extends ChannelInboundHandlerAdapter implements FrameSink, Outlet {
  private final EventLoopShare share;
  private final Transport transport;
  private final Conversation conversation;
  private final Channel channel;
  private final Unfinished unfinished;
  private boolean wanted = true;

  /// Made when the pipeline is changed, on the channel's event loop.
  StreamConnection(
      Channel channel,
      Services services,
      EventLoopShare share,
      Gate.Visit visit,
      Transport transport) {
    this.channel = channel;
    this.share = share;
    this.transport = transport;
    this.unfinished = new Unfinished(share, visit);
    transport.limit(visit.packetBytes());
    this.conversation = new Conversation(services, visit, this, channel.eventLoop(), share, false);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf buffer = (ByteBuf) message;
    try {
      byte[] scratch = share.scratch();
      while (buffer.isReadable()) {
        int length = Math.min(scratch.length, buffer.readableBytes());
        buffer.readBytes(scratch, 0, length);
        transport.feed(scratch, 0, length, this);
      }
      unfinished.hold(transport.heldBytes());
      if (unfinished.overflows()) {
        share.exits().count(Reason.BROKEN_FRAME);
        abort();
      }
    } catch (TransportException e) {
      share.exits().count(Reason.BROKEN_FRAME);
      abort();
    } finally {
      buffer.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    conversation.turnEnded();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    readOn();
    if (ctx.channel().isWritable()) {
      conversation.turnEnded();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    unfinished.hold(0);
    conversation.closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    share.failed(ctx, cause);
  }

  @Override
  public void frame(byte[] buffer, int from, int to, boolean quickAck) {
    conversation.received(buffer, from, to, quickAck && transport.framing() != Framing.FULL);
  }

  @Override
  public void packet(byte[] packet) {
    write(transport.frame(packet));
  }

  @Override
  public void quickAck(int token) {
    write(transport.quickAck(token));
  }

  @Override
  public void error(int code) {
    write(transport.error(code));
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public void known() {
    transport.limit(Limits.PACKET_BYTES);
  }

  @Override
  public boolean congested() {
    return !channel.isWritable();
  }

  @Override
  public void reading(boolean on) {
    wanted = on;
    readOn();
  }

  @Override
  public void close() {
    var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void abort() {
    var _ = channel.close();
  }

  /// Who does not read what he is answered is not read from either: his questions would pile up as answers.
  private void readOn() {
    channel.config().setAutoRead(wanted && channel.isWritable());
  }

  private void write(Frame frame) {
    var _ =
        channel.write(
            Unpooled.wrappedBuffer(frame.bytes(), frame.from(), frame.length()),
            channel.voidPromise());
  }
}
