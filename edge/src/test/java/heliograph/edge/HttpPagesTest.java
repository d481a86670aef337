package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import heliograph.testkit.Await;
import heliograph.testkit.Wire;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static String field(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("(none)");
  }

  @Test
  void showsThePageAndSaysWhatItMayDo() throws IOException, InterruptedException {
    HttpResponse<String> page = send(to(edge, "/"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEqualTo(OpenEdge.PAGE);
    assertThat(field(page, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(field(page, "cache-control")).isEqualTo("no-cache");
    assertThat(field(page, "content-security-policy"))
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http", "*");
    assertThat(field(page, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(field(page, "referrer-policy")).isEqualTo("no-referrer");
    assertThat(field(page, "cross-origin-opener-policy")).isEqualTo("same-origin");
    assertThat(field(page, "cross-origin-resource-policy")).isEqualTo("same-origin");
    assertThat(field(page, "permissions-policy")).contains("camera=()");
    assertThat(field(page, "strict-transport-security"))
        .as("only TLS can ask for that")
        .isEqualTo("(none)");
    assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(field(page, "date"), Instant::from))
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    HttpResponse<String> head = send(to(edge, "/").HEAD());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(field(head, "content-length")).isEqualTo("" + OpenEdge.PAGE.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?from=mail", "/index.html", "/@anna", "/invite", "/invite/more"})
  void showsThePageForEverythingThatItHasAPlaceFor(String path)
      throws IOException, InterruptedException {
    HttpResponse<String> page = send(to(edge, path));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEqualTo(OpenEdge.PAGE);
  }

  @Test
  void compressesForThoseWhoTakeIt() throws IOException, InterruptedException {
    Map<String, String> forms =
        Map.of(
            "", "long",
            "identity", "long",
            "br;q=0, gzip;q=0.0", "long",
            "gzip, deflate", "zipped",
            "gzip;q=0.5, BR", "short",
            "deflate, gzip, br, zstd", "short");
    for (Map.Entry<String, String> form : forms.entrySet()) {
      HttpRequest.Builder request = to(edge, "/assets/a-1.js");
      if (!form.getKey().isEmpty()) {
        request.header("Accept-Encoding", form.getKey());
      }
      HttpResponse<String> file = send(request);
      assertThat(file.body()).as(form.getKey()).isEqualTo(form.getValue());
      assertThat(field(file, "content-encoding"))
          .isEqualTo(
              switch (form.getValue()) {
                case "short" -> "br";
                case "zipped" -> "gzip";
                default -> "(none)";
              });
      assertThat(field(file, "vary")).isEqualTo("accept-encoding");
      assertThat(field(file, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
    }
  }

  @Test
  void doesNotSendWhatIsCached() throws IOException, InterruptedException {
    String tag = field(send(to(edge, "/")), "etag");
    assertThat(tag).startsWith("\"").endsWith("\"");
    for (String list : List.of(tag, "W/" + tag, "\"other\", " + tag)) {
      HttpResponse<String> same = send(to(edge, "/").header("If-None-Match", list));
      assertThat(same.statusCode()).as(list).isEqualTo(304);
      assertThat(same.body()).isEmpty();
      assertThat(field(same, "etag")).isEqualTo(tag);
    }
    assertThat(send(to(edge, "/").header("If-None-Match", "\"other\"")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesWhatIsNotThere() throws IOException, InterruptedException {
    for (String path : List.of("/nothing", "/assets/", "/assets/../index.html", "/404.html")) {
      HttpResponse<String> missing = send(to(edge, path));
      assertThat(missing.statusCode()).as(path).isEqualTo(404);
      assertThat(missing.body()).isEqualTo(OpenEdge.MISSING);
      assertThat(field(missing, "cache-control")).isEqualTo("no-store");
    }
    assertThat(send(to(edge, "/").POST(BodyPublishers.ofString("x"))).statusCode()).isEqualTo(405);
    assertThat(send(to(edge, "/apiws")).statusCode()).isEqualTo(404);
    assertThat(send(to(edge, "/api")).statusCode()).isEqualTo(405);
  }

  @Test
  void saysWhetherTheMessengerIsWell() throws IOException, InterruptedException {
    try (OpenEdge ill = OpenEdge.with(OpenEdge.WIDE)) {
      HttpResponse<String> well = send(to(ill, "/health"));
      assertThat(well.statusCode()).isEqualTo(200);
      assertThat(well.body()).isEqualTo("ok\n");
      ill.healthy.set(false);
      assertThat(send(to(ill, "/health")).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void answersSeveralRequestsOverOneConnectionInOrder() throws IOException {
    String requests =
        """
        GET / HTTP/1.1
        Host: here

        HEAD /assets/b-2.bin HTTP/1.1
        Host: here

        GET /nothing HTTP/1.1
        Host: here

        GET /health HTTP/1.1
        Host: here
        Connection: close

        """
            .replace("\n", "\r\n");
    try (Socket socket = edge.connect()) {
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answers)
          .containsSubsequence(
              "200 OK",
              OpenEdge.PAGE + "HTTP/1.1 200 OK",
              "404 Not Found",
              OpenEdge.MISSING + "HTTP/1.1 200 OK",
              "connection: close")
          .endsWith("ok\n");
    }
  }

  @Test
  void closesWhoAsksWithoutEnd() throws IOException {
    String request = "GET / HTTP/1.1\r\nHost: here\r\n\r\n";
    try (Socket socket = edge.connect()) {
      socket.getOutputStream().write(request.repeat(1000).getBytes(StandardCharsets.US_ASCII));
      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answers.split(OpenEdge.PAGE, -1).length).isLessThan(1000);
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  @Test
  void handsOutSoMuchToOneNetworkAndKeepsTalking() throws IOException, InterruptedException {
    Limits few = new Limits(true, 100, 50, 5000, 3, 64, 15, 60, 900, 1 << 20);
    try (OpenEdge busy = OpenEdge.with(few);
        Wire line = busy.wire()) {
      Caller caller = Caller.meet(line);
      for (int i = 0; i < 3; i++) {
        assertThat(send(to(busy, "/")).statusCode()).isEqualTo(200);
      }
      HttpResponse<String> refused = send(to(busy, "/"));
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(field(refused, "connection")).isEqualTo("close");
      caller.call(line, 1000);
      try (Wire http = busy.http("/api")) {
        Caller.meet(http).call(http, 8);
      }
    }
  }

  @Test
  void talksOnWhileACrowdAsksForMuchAndReadsNothing() throws IOException {
    byte[] requests =
        "GET /assets/b-2.bin HTTP/1.1\r\nHost: here\r\n\r\n"
            .repeat(10)
            .getBytes(StandardCharsets.US_ASCII);
    try (OpenEdge busy = OpenEdge.with(OpenEdge.WIDE);
        Wire line = busy.wire()) {
      Caller caller = Caller.meet(line);
      List<Socket> crowd = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        Socket reader = busy.connect();
        reader.getOutputStream().write(requests);
        crowd.add(reader);
        caller.call(line, 1000);
      }
      for (Socket reader : crowd) {
        reader.close();
      }
      Await.until(() -> busy.connections() == 1, "the crowd has left");
      caller.call(line, 1000);
    }
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
      assertThat(
              send(to(choosy, "/api")
                      .method("OPTIONS", BodyPublishers.noBody())
                      .header("Origin", choosy.url("http", "")))
                  .statusCode())
          .as("the page from here")
          .isEqualTo(204);
      assertThat(send(to(choosy, "/").header("Origin", "https://other.example")).statusCode())
          .isEqualTo(200);
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

  private static HttpRequest.Builder withFields(int number) {
    HttpRequest.Builder request = to(edge, "/");
    for (int i = 0; i < number; i++) {
      request.header("f" + i, "");
    }
    return request;
  }

  @Test
  void refusesWhatIsTooLong() throws IOException, InterruptedException {
    assertThat(send(to(edge, "/").header("X-Long", "x".repeat(20_000))).statusCode())
        .isEqualTo(400);
    assertThat(send(to(edge, "/" + "x".repeat(10_000))).statusCode()).isEqualTo(400);
    assertThat(send(withFields(FewFields.MOST / 2)).statusCode()).isEqualTo(200);
    assertThat(send(withFields(FewFields.MOST + 1)).statusCode()).isEqualTo(400);
    assertThat(
            send(to(edge, "/api")
                    .POST(BodyPublishers.ofByteArray(new byte[2 << 20]))
                    .expectContinue(true))
                .statusCode())
        .isEqualTo(413);
  }
}
