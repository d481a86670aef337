package heliograph.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;

/// MTProto over HTTP: each request carries one packet and is answered with one. While a request waits for its answer, no other is read.
final class HttpOutlet implements Outlet {
  private static final String PACKET_TYPE = "application/octet-stream";

  private final ChannelHandlerContext context;
  private final Conversation conversation;
  private boolean waiting;
  private boolean keepAlive;
  private boolean paused;

  HttpOutlet(
      ChannelHandlerContext context, Services services, EventLoopShare share, Gate.Visit visit) {
    this.context = context;
    this.conversation =
        new Conversation(
            services,
            visit,
            this,
            context.channel().eventLoop(),
            share.sweeper(),
            share.padding(),
            true);
  }

  Conversation conversation() {
    return conversation;
  }

  /// Takes a request's packet. A second one before the first was answered ends the connection: whoever pipelines does not speak
  /// this protocol.
  void request(byte[] packet, boolean keepsAlive) {
    if (waiting) {
      abort();
      return;
    }
    waiting = true;
    keepAlive = keepsAlive;
    readOn();
    conversation.received(packet, 0, packet.length, false);
  }

  @Override
  public void packet(byte[] packet) {
    respond(HttpResponseStatus.OK, Unpooled.wrappedBuffer(packet));
  }

  @Override
  public void quickAck(int token) {
    throw new IllegalStateException("HTTP has no quick acknowledgements");
  }

  @Override
  public void error(int code) {
    respond(HttpResponseStatus.valueOf(-code), Unpooled.EMPTY_BUFFER);
  }

  @Override
  public void flush() {
    context.flush();
  }

  @Override
  public void known() {
    // A request's length is bounded before it gets here.
  }

  @Override
  public boolean congested() {
    return !context.channel().isWritable();
  }

  @Override
  public void reading(boolean on) {
    paused = !on;
    readOn();
  }

  @Override
  public void close() {
    var _ = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void abort() {
    var _ = context.close();
  }

  private void readOn() {
    context.channel().config().setAutoRead(!paused);
  }

  private void respond(HttpResponseStatus status, ByteBuf body) {
    if (!waiting) {
      throw new IllegalStateException("no request waits for an answer");
    }
    waiting = false;
    FullHttpResponse response = HttpConnection.response(status, PACKET_TYPE, body);
    HttpUtil.setKeepAlive(response, keepAlive);
    var written = context.write(response);
    if (!keepAlive) {
      var _ = written.addListener(ChannelFutureListener.CLOSE);
    }
  }
}
