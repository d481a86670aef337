package heliograph.testkit;

import heliograph.mtproto.transport.Frame;
import heliograph.mtproto.transport.FrameSink;
import heliograph.mtproto.transport.Transport;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/// Packets in a stream of bytes.
final class StreamWire implements Wire, FrameSink {

  /// A stream of bytes.
  interface Pipe {
    void write(byte[] bytes, int from, int length) throws IOException;

    /// What has come; empty at the end.
    byte[] read() throws IOException;

    void close();
  }

  private final Pipe pipe;
  private final Transport transport;
  private final Queue<byte[]> packets = new ArrayDeque<>();
  private int refusal;

  private StreamWire(Pipe pipe, Transport transport) {
    this.pipe = pipe;
    this.transport = transport;
  }

  static Wire open(Pipe pipe, Transport.Opened opened) {
    try {
      pipe.write(opened.opening(), 0, opened.opening().length);
      return new StreamWire(pipe, opened.transport());
    } catch (IOException e) {
      pipe.close();
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void send(byte[] packet) throws IOException {
    Frame frame = transport.frame(packet);
    pipe.write(frame.bytes(), frame.from(), frame.length());
  }

  @Override
  public byte[] receive() throws IOException {
    while (packets.isEmpty()) {
      if (refusal != 0) {
        throw new WireRefusedException(refusal);
      }
      byte[] bytes = pipe.read();
      if (bytes.length == 0) {
        throw new EOFException("the server closed the connection");
      }
      transport.feed(bytes, 0, bytes.length, this);
    }
    return packets.remove();
  }

  @Override
  public void frame(byte[] buffer, int from, int to, boolean quickAck) {
    packets.add(Arrays.copyOfRange(buffer, from, to));
  }

  @Override
  public void error(int code) {
    refusal = code;
  }

  @Override
  public void close() {
    pipe.close();
  }
}
