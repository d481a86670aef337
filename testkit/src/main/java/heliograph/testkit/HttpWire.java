package heliograph.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// MTProto over the JDK's HTTP client: a packet is a request, and the response is a packet.
final class HttpWire implements Wire {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int OK = 200;

  private final HttpClient client;
  private final URI uri;
  private final Queue<byte[]> responses = new ArrayDeque<>();

  HttpWire(HttpClient client, URI uri) {
    this.client = client;
    this.uri = uri;
  }

  @Override
  public void send(byte[] packet) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(packet))
            .build();
    HttpResponse<byte[]> response;
    try {
      response = client.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (response.statusCode() != OK) {
      throw new WireRefusedException(-response.statusCode());
    }
    responses.add(response.body());
  }

  @Override
  public byte @Nullable [] receive() {
    return responses.poll();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
