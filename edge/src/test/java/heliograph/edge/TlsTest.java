package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import heliograph.edge.Exits.Reason;
import heliograph.mtproto.transport.Framing;
import heliograph.mtproto.transport.Transport;
import heliograph.testkit.Await;
import heliograph.testkit.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// The same port with a certificate: everything that is spoken in the open is spoken inside TLS as well, and HTTP/2.
@ExtendWith(Watcher.class)
final class TlsTest {
  @TempDir private static Path folder;
  private static TestCertificate certificate;
  private static OpenEdge edge;

  @BeforeAll
  static void open() throws Exception {
    certificate = TestCertificate.make(folder);
    edge = OpenEdge.secure(OpenEdge.WIDE, certificate.server());
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  private static HttpClient client(Version version) {
    return HttpClient.newBuilder().version(version).sslContext(certificate.client()).build();
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(edge.url("https", path)));
  }

  private static Socket connect(OpenEdge where) throws IOException {
    return handshake(where);
  }

  private static SSLSocket handshake(OpenEdge where, String... protocols) throws IOException {
    Socket plain = where.connect();
    SSLSocket socket =
        (SSLSocket)
            certificate
                .client()
                .getSocketFactory()
                .createSocket(plain, "localhost", where.address().getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void servesTheSiteInBothVersions(Version version) throws Exception {
    try (HttpClient client = client(version)) {
      HttpResponse<String> page = client.send(to("/").build(), BodyHandlers.ofString());
      assertThat(page.version()).isEqualTo(version);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).isEqualTo(OpenEdge.PAGE);
      assertThat(page.headers().firstValue("strict-transport-security"))
          .hasValue("max-age=31536000");
      assertThat(page.headers().firstValue("date")).isPresent();
      assertThat(page.headers().firstValue("content-security-policy"))
          .hasValue(Site.CONTENT_SECURITY_POLICY);
      HttpResponse<String> small =
          client.send(
              to("/assets/a-1.js").header("Accept-Encoding", "br").build(),
              BodyHandlers.ofString());
      assertThat(small.body()).isEqualTo("short");
      String tag = page.headers().firstValue("etag").orElseThrow();
      assertThat(
              client
                  .send(to("/").header("If-None-Match", tag).build(), BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(304);
      assertThat(
              client
                  .send(to("/").HEAD().build(), BodyHandlers.ofString())
                  .headers()
                  .firstValue("content-length"))
          .hasValue("" + OpenEdge.PAGE.length());
      assertThat(client.send(to("/no").build(), BodyHandlers.ofString()).statusCode())
          .isEqualTo(404);
      assertThat(
              client
                  .send(to("/").POST(BodyPublishers.ofString("x")).build(), BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void sendsMuchOverManyStreamsOfOneConnection() throws Exception {
    try (HttpClient client = client(Version.HTTP_2)) {
      client.send(to("/").build(), BodyHandlers.discarding());
      int connections = edge.connections();
      List<CompletableFuture<HttpResponse<byte[]>>> all =
          IntStream.range(0, 20)
              .mapToObj(
                  _ -> client.sendAsync(to("/assets/b-2.bin").build(), BodyHandlers.ofByteArray()))
              .toList();
      for (CompletableFuture<HttpResponse<byte[]>> one : all) {
        assertThat(one.get().body()).isEqualTo(OpenEdge.ASSET);
      }
      assertThat(edge.connections()).isEqualTo(connections);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void takesPacketsByPost(Version version) throws IOException {
    try (Wire line = Wire.http(client(version), URI.create(edge.url("https", "/apiw1")))) {
      Caller caller = Caller.meet(line);
      caller.call(line, 8);
      caller.call(line, 200_000);
    }
  }

  @Test
  void refusesPacketsThatAreTooLong() throws Exception {
    try (HttpClient client = client(Version.HTTP_2)) {
      HttpResponse<String> refused =
          client.send(
              to("/api").POST(BodyPublishers.ofByteArray(new byte[2 << 20])).build(),
              BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void boundsWhatTheBodiesOfOneConnectionHoldTogether() throws Exception {
    int streams = 20;
    HttpClient client = client(Version.HTTP_2);
    try (OpenEdge strict = OpenEdge.secure(OpenEdge.WIDE, certificate.server())) {
      HttpRequest page = HttpRequest.newBuilder(URI.create(strict.url("https", "/"))).build();
      client.send(page, BodyHandlers.discarding());
      for (int i = 0; i < streams; i++) {
        var endless = new SubmissionPublisher<ByteBuffer>();
        HttpRequest.Builder post =
            HttpRequest.newBuilder(URI.create(strict.url("https", "/api")))
                .POST(BodyPublishers.fromPublisher(endless));
        var _ = client.sendAsync(post.build(), BodyHandlers.discarding());
        Await.until(endless::hasSubscribers, "a stream");
        endless.submit(ByteBuffer.allocate(900_000));
      }

      Await.until(() -> strict.exits(Reason.BROKEN_FRAME) > 0, "some to be ended");
      assertThat(client.send(page, BodyHandlers.ofString()).body()).isEqualTo(OpenEdge.PAGE);
      assertThat(strict.exits(Reason.BROKEN_FRAME)).isLessThan(streams - 4);
      client.shutdownNow();
      Await.until(() -> strict.connections() == 0, "all have left");
    } finally {
      client.shutdownNow();
    }
  }

  @Test
  void speaksOverWebSockets() throws IOException {
    Transport.Opened opened =
        Transport.openObfuscated(Framing.INTERMEDIATE, null, 2, OpenEdge.RANDOM);
    URI uri = URI.create(edge.url("wss", "/apiws"));
    try (Wire wire = Wire.webSocket(client(Version.HTTP_2), uri, opened)) {
      Caller.meet(wire).call(wire, 1000);
    }
  }

  @Test
  void speaksMtprotoInsideAndInTheOpen() throws IOException {
    try (Socket socket = connect(edge);
        Wire plain = edge.wire()) {
      Wire line = OpenEdge.wire(socket);
      Caller.meet(line).call(line, 1000);
      Caller.meet(plain).call(plain, 1000);
    }
  }

  @Test
  void limitsTheHandshakesOfANetwork() throws IOException {
    try (OpenEdge strict = OpenEdge.secure(OpenEdge.limits(100, 50, 1), certificate.server())) {
      for (int i = 0; i < 3; i++) {
        connect(strict).close();
      }
      assertThatThrownBy(() -> connect(strict)).isInstanceOf(IOException.class);
      assertThat(strict.exits(Reason.TOO_MANY_EXCHANGES)).isEqualTo(1);
    }
  }

  /// Bytes on the connection's own stream, fields that do not unpack, a window that grows by nothing.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "000001 00 00 00000000 00",
        "000001 01 05 00000001 80",
        "000004 08 00 00000000 00000000"
      })
  void endsWhatMakesNoSenseInHttp2WithoutAWordInTheLog(String frame) throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    try (OpenEdge strict = OpenEdge.secure(OpenEdge.WIDE, certificate.server());
        SSLSocket socket = handshake(strict, "h2")) {
      OutputStream out = socket.getOutputStream();
      out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.write(HexFormat.of().parseHex("000000040000000000"));
      out.write(HexFormat.of().parseHex(frame.replace(" ", "")));
      out.flush();

      Await.until(() -> strict.exits(Reason.GARBAGE) > 0, "it to be counted");
    } finally {
      root.detachAppender(log);
    }
    assertThat(log.list).isEmpty();
  }

  @Test
  void closesWhoAsksNothing() throws IOException {
    try (OpenEdge strict = OpenEdge.secure(OpenEdge.HASTY, certificate.server());
        Socket silent = strict.connect();
        Socket greeted = connect(strict);
        HttpClient client = client(Version.HTTP_2)) {
      silent.getOutputStream().write(new byte[] {0x16, 3, 1, 0, 100});
      client
          .sendAsync(
              HttpRequest.newBuilder(URI.create(strict.url("https", "/"))).build(),
              BodyHandlers.discarding())
          .join();
      assertThat(silent.getInputStream().read()).isNegative();
      assertThat(greeted.getInputStream().read()).isNegative();
      Await.until(() -> strict.connections() == 0, "all have left");
    }
  }
}
