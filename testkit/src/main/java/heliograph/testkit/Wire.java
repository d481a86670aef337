package heliograph.testkit;

import heliograph.client.ServerAddress;
import heliograph.mtproto.transport.Transport;
import java.io.IOException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What carries a handset's packets. Blocking, and for one thread.
public interface Wire extends AutoCloseable {

  /// Sends a packet.
  void send(byte[] packet) throws IOException;

  /// Waits for the next packet; null where the server may only speak when spoken to, and was not.
  ///
  /// @throws WireRefusedException the server refused with a transport error
  byte @Nullable [] receive() throws IOException;

  @Override
  void close();

  /// A TCP connection.
  ///
  /// @param opened the transport, fresh
  static Wire tcp(ServerAddress server, Transport.Opened opened) {
    return StreamWire.open(SocketPipe.tcp(server), opened);
  }

  /// A TCP connection with TLS around it.
  static Wire tls(ServerAddress server, Transport.Opened opened, SSLContext trusting) {
    return StreamWire.open(SocketPipe.tls(server, trusting), opened);
  }

  /// A WebSocket.
  ///
  /// @param trusting null: without TLS
  static Wire webSocket(
      ServerAddress server, Transport.Opened opened, @Nullable SSLContext trusting) {
    return StreamWire.open(WebSocketPipe.open(server, trusting), opened);
  }

  /// HTTP requests, each of which is answered with one packet.
  static Wire http(ServerAddress server) {
    return new HttpWire(server);
  }
}
