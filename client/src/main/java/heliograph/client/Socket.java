package heliograph.client;

import heliograph.mtproto.transport.Frame;
import heliograph.mtproto.transport.FrameSink;
import heliograph.mtproto.transport.Transport;
import heliograph.tl.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/// One TCP connection with its transport: packets in, packets out. Used on its event loop only.
final class Socket {
  private final Channel channel;
  private final Transport transport;

  /// What happens on a connection, on its event loop.
  interface Listener {
    void opened(Socket socket);

    /// A packet in `[from, to)`, which may be changed but not kept.
    void packet(byte[] buffer, int from, int to);

    /// The server refuses with a transport error.
    void refused(int code);

    /// It is over, or never came to be. Told once.
    void closed(@Nullable Throwable cause);
  }

  private Socket(Channel channel, Transport transport) {
    this.channel = channel;
    this.transport = transport;
  }

  static void connect(
      Loops loops, EventLoop loop, ClientOptions options, SecureRandom random, Listener listener) {
    Transport.Opened opened = options.carrier().open(random);
    var _ =
        loops
            .bootstrap(loop)
            .handler(new Handler(opened, listener))
            .connect(options.server().socketAddress())
            .addListener(
                (ChannelFutureListener)
                    connected -> {
                      if (!connected.isSuccess()) {
                        listener.closed(connected.cause());
                      }
                    });
  }

  void send(byte[] packet) {
    Frame frame = transport.frame(packet);
    var _ =
        channel.writeAndFlush(Unpooled.wrappedBuffer(frame.bytes(), frame.from(), frame.length()));
  }

  void close() {
    var _ = channel.close();
  }

  private static final class Handler extends SimpleChannelInboundHandler<ByteBuf>
      implements FrameSink {
    private final Transport transport;
    private final Listener listener;
    private byte @Nullable [] opening;
    private @Nullable Throwable cause;

    Handler(Transport.Opened opened, Listener listener) {
      this.transport = opened.transport();
      this.opening = opened.opening();
      this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (opening != null) {
        var _ = context.writeAndFlush(Unpooled.wrappedBuffer(opening));
        opening = null;
      }
      listener.opened(new Socket(context.channel(), transport));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
      byte[] data = ByteBufUtil.getBytes(bytes);
      try {
        transport.feed(data, 0, data.length, this);
      } catch (ProtocolException broken) {
        cause = broken;
        var _ = context.close();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      listener.closed(cause);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
      cause = failure;
      var _ = context.close();
    }

    @Override
    public void frame(byte[] buffer, int from, int to, boolean quickAck) {
      listener.packet(buffer, from, to);
    }

    @Override
    public void error(int code) {
      listener.refused(code);
    }
  }
}
