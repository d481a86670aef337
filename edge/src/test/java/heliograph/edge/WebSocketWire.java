package heliograph.edge;

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
final class WebSocketWire implements StreamLine.Wire, WebSocket.Listener {
  private static final int READ_SECONDS = 10;
  private static final byte[] END = {};

  private final HttpClient client;
  private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  private WebSocketWire(String url, HttpClient client) {
    this.client = client;
    socket =
        client
            .newWebSocketBuilder()
            .subprotocols("binary")
            .buildAsync(URI.create(url), this)
            .join();
  }

  static WebSocketWire open(String url) {
    return open(url, HttpClient.newHttpClient());
  }

  static WebSocketWire open(String url, HttpClient client) {
    return new WebSocketWire(url, client);
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    var _ = socket.sendBinary(ByteBuffer.wrap(bytes, from, length), true).join();
  }

  @Override
  public int read(byte[] into) throws IOException {
    byte[] next;
    try {
      next = arrived.poll(READ_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (next == null) {
      throw new IOException("nothing came");
    }
    if (next.length == 0) {
      return -1;
    }
    int length = Math.min(next.length, into.length);
    System.arraycopy(next, 0, into, 0, length);
    if (length < next.length) {
      throw new IOException("a frame of " + next.length + " bytes");
    }
    return length;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] all = new byte[data.remaining()];
    data.get(all);
    for (int at = 0; at < all.length; at += 16_384) {
      arrived.add(Arrays.copyOfRange(all, at, Math.min(all.length, at + 16_384)));
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
