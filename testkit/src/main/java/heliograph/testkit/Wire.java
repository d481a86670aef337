package heliograph.testkit;

import heliograph.client.ServerAddress;
import heliograph.mtproto.transport.Transport;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
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

  /// A connection that is there already.
  ///
  /// @param opened the transport, fresh
  static Wire over(Socket socket, Transport.Opened opened) {
    return StreamWire.open(SocketPipe.over(socket), opened);
  }

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
    HttpClient.Builder client = HttpClient.newBuilder();
    if (trusting != null) {
      client.sslContext(trusting);
    }
    String scheme = trusting == null ? "ws" : "wss";
    return webSocket(client.build(), uri(scheme, server, "/apiws"), opened);
  }

  /// A WebSocket.
  ///
  /// @param client of nobody else: closed along with the wire
  static Wire webSocket(HttpClient client, URI uri, Transport.Opened opened) {
    return StreamWire.open(new WebSocketPipe(client, uri), opened);
  }

  /// HTTP requests, each of which is answered with one packet.
  static Wire http(ServerAddress server) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return http(client, uri("http", server, "/apiw1"));
  }

  /// HTTP requests, each of which is answered with one packet.
  ///
  /// @param client of nobody else: closed along with the wire
  static Wire http(HttpClient client, URI uri) {
    return new HttpWire(client, uri);
  }

  private static URI uri(String scheme, ServerAddress server, String path) {
    return URI.create(scheme + "://" + server.host() + ":" + server.port() + path);
  }
}
