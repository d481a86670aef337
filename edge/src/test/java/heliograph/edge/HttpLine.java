package heliograph.edge;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Queue;

/// MTProto over the JDK's HTTP client: a packet is a request, its response is a packet.
final class HttpLine implements Line {
  private final HttpClient client;
  private final URI uri;
  private final Queue<HttpResponse<byte[]>> responses = new ArrayDeque<>();

  HttpLine(String url) {
    this(url, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  HttpLine(String url, HttpClient client) {
    this.client = client;
    uri = URI.create(url);
  }

  @Override
  public void send(byte[] packet) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(packet)).build();
    try {
      responses.add(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public byte[] receive() throws IOException {
    if (responses.isEmpty()) {
      throw new EOFException("no request is waiting");
    }
    HttpResponse<byte[]> response = responses.remove();
    if (response.statusCode() != 200) {
      throw new RefusedException(-response.statusCode());
    }
    return response.body();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
