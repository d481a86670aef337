package heliograph.testkit;

import heliograph.client.ServerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/// A TCP connection, with TLS or without.
final class SocketPipe implements StreamWire.Pipe {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int BUFFER = 16_384;

  private final Socket socket;

  private SocketPipe(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  static SocketPipe over(Socket socket) {
    try {
      return new SocketPipe(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SocketPipe tcp(ServerAddress server) {
    try {
      return new SocketPipe(new Socket(server.host(), server.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SocketPipe tls(ServerAddress server, SSLContext trusting) {
    try {
      return new SocketPipe(trusting.getSocketFactory().createSocket(server.host(), server.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    socket.getOutputStream().write(bytes, from, length);
  }

  @Override
  public byte[] read() throws IOException {
    byte[] buffer = new byte[BUFFER];
    int length = socket.getInputStream().read(buffer);
    return Arrays.copyOf(buffer, Math.max(0, length));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
