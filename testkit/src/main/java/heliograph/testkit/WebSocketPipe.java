package heliograph.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The JDK's WebSocket as a stream of bytes.
final class WebSocketPipe implements StreamWire.Pipe, WebSocket.Listener {
  private static final int PATIENCE_SECONDS = 60;
  private static final byte[] END = {};

  private final HttpClient client;
  private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  /// @param client closed along with the socket
  WebSocketPipe(HttpClient client, URI uri) {
    this.client = client;
    socket = client.newWebSocketBuilder().subprotocols("binary").buildAsync(uri, this).join();
    if (!socket.getSubprotocol().equals("binary")) {
      throw new AssertionError("a server that does not say what it speaks");
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    // A copy: with TLS the bytes may be read after this returns.
    byte[] copy = Arrays.copyOfRange(bytes, from, from + length);
    var _ = socket.sendBinary(ByteBuffer.wrap(copy), true).join();
  }

  @Override
  public byte[] read() throws IOException {
    try {
      byte[] next = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new IOException("nothing came");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    if (data.hasRemaining()) {
      byte[] all = new byte[data.remaining()];
      data.get(all);
      arrived.add(all);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    arrived.add(END);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    arrived.add(END);
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }
}
