package heliograph.edge;

import heliograph.mtproto.transport.Frame;
import heliograph.mtproto.transport.FrameSink;
import heliograph.mtproto.transport.Framing;
import heliograph.mtproto.transport.ProxySecret;
import heliograph.mtproto.transport.Transport;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Frames of one of the transports over a stream of bytes.
final class StreamLine implements Line, FrameSink {
  private final Wire wire;
  private final Transport transport;
  private final Queue<byte[]> packets = new ArrayDeque<>();
  private final byte[] buffer = new byte[64 * 1024];
  private int error;

  /// A stream of bytes.
  interface Wire extends AutoCloseable {
    void write(byte[] bytes, int from, int length) throws IOException;

    /// How many bytes came; -1: closed.
    int read(byte[] into) throws IOException;

    @Override
    void close() throws IOException;
  }

  /// What carries packets over a stream.
  record Carrier(Framing framing, boolean obfuscated, @Nullable ProxySecret secret) {
    static final Carrier ABRIDGED = new Carrier(Framing.ABRIDGED, false, null);

    private Transport.Opened open() {
      return obfuscated
          ? Transport.openObfuscated(framing, secret, 2, OpenEdge.RANDOM)
          : Transport.openPlain(framing, OpenEdge.RANDOM);
    }
  }

  private record SocketWire(Socket socket) implements Wire {
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      socket.getOutputStream().write(bytes, from, length);
    }

    @Override
    public int read(byte[] into) throws IOException {
      return socket.getInputStream().read(into);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  StreamLine(Wire wire, Carrier carrier) throws IOException {
    Transport.Opened opened = carrier.open();
    this.wire = wire;
    this.transport = opened.transport();
    wire.write(opened.opening(), 0, opened.opening().length);
  }

  static StreamLine over(Socket socket, Carrier carrier) throws IOException {
    return new StreamLine(new SocketWire(socket), carrier);
  }

  static StreamLine to(OpenEdge edge) throws IOException {
    return over(edge.connect(), Carrier.ABRIDGED);
  }

  @Override
  public void send(byte[] packet) throws IOException {
    Frame frame = transport.frame(packet);
    wire.write(frame.bytes(), frame.from(), frame.length());
  }

  @Override
  public byte[] receive() throws IOException {
    while (packets.isEmpty()) {
      if (error != 0) {
        throw new RefusedException(error);
      }
      int length = wire.read(buffer);
      if (length < 0) {
        throw new EOFException("closed");
      }
      transport.feed(buffer, 0, length, this);
    }
    return packets.remove();
  }

  @Override
  public void frame(byte[] bytes, int from, int to, boolean quickAck) {
    packets.add(Arrays.copyOfRange(bytes, from, to));
  }

  @Override
  public void error(int code) {
    error = code;
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
