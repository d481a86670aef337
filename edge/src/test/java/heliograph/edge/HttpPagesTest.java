package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Watcher.class)
final class HttpPagesTest {
  private static HttpClient client;
  private static OpenEdge edge;

  @BeforeAll
  static void open() {
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    edge = OpenEdge.with(OpenEdge.WIDE);
  }

  @AfterAll
  static void close() {
    client.shutdownNow();
    edge.close();
  }

  private static HttpRequest.Builder to(OpenEdge where, String path) {
    return HttpRequest.newBuilder(URI.create(where.url("http", path)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void showsAPageToPeople() throws IOException, InterruptedException {
    HttpResponse<String> page = send(to(edge, "/"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEqualTo(OpenEdge.STATUS);
    assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    HttpResponse<String> head = send(to(edge, "/").HEAD());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("content-length"))
        .hasValue(OpenEdge.STATUS.length());
  }

  @Test
  void refusesWhatIsNotThere() throws IOException, InterruptedException {
    assertThat(send(to(edge, "/nothing")).statusCode()).isEqualTo(404);
    assertThat(send(to(edge, "/").POST(BodyPublishers.ofString("x"))).statusCode()).isEqualTo(404);
    assertThat(send(to(edge, "/apiws")).statusCode()).isEqualTo(404);
    assertThat(send(to(edge, "/api")).statusCode()).isEqualTo(405);
  }

  @Test
  void letsPagesOfAnyOriginAsk() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            to(edge, "/apiw1")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://anybody.example"));
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(answer.headers().firstValue("access-control-allow-methods"))
        .hasValue("POST, OPTIONS");
    assertThat(answer.headers().firstValue("access-control-allow-headers"))
        .hasValue("origin, content-type");
  }

  @Test
  void turnsAwayPagesOfOtherOriginsThanThoseListed() throws IOException, InterruptedException {
    try (OpenEdge choosy = OpenEdge.welcoming(OpenEdge.WELCOME)) {
      assertThat(
              send(to(choosy, "/api")
                      .POST(BodyPublishers.ofByteArray(new byte[64]))
                      .header("Origin", "https://other.example"))
                  .statusCode())
          .isEqualTo(403);
      assertThat(
              send(to(choosy, "/api")
                      .method("OPTIONS", BodyPublishers.noBody())
                      .header("Origin", OpenEdge.WELCOME))
                  .statusCode())
          .isEqualTo(204);
      assertThatThrownBy(() ->
              client
                  .newWebSocketBuilder()
                  .header("Origin", "https://other.example")
                  .buildAsync(
                      URI.create(choosy.url("ws", "/apiws")),
                      new java.net.http.WebSocket.Listener() {})
                  .join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(java.net.http.WebSocketHandshakeException.class);
    }
  }

  @Test
  void refusesWhatIsTooLong() throws IOException, InterruptedException {
    assertThat(send(to(edge, "/").header("X-Long", "x".repeat(20_000))).statusCode())
        .isEqualTo(400);
    assertThat(send(to(edge, "/" + "x".repeat(10_000))).statusCode()).isEqualTo(400);
    assertThat(
            send(to(edge, "/api")
                    .POST(BodyPublishers.ofByteArray(new byte[2 << 20]))
                    .expectContinue(true))
                .statusCode())
        .isEqualTo(413);
  }
}
