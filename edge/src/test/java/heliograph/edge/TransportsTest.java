package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.mtproto.transport.Framing;
import heliograph.mtproto.transport.ProxySecret;
import heliograph.mtproto.transport.Transport;
import heliograph.testkit.Wire;
import heliograph.testkit.WireRefusedException;
import heliograph.tl.Bytes;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Watcher.class)
final class TransportsTest {
  private static OpenEdge edge;

  /// What carries packets over a stream.
  record Carrier(Framing framing, boolean obfuscated, @Nullable ProxySecret secret) {
    Transport.Opened open() {
      return obfuscated
          ? Transport.openObfuscated(framing, secret, 2, OpenEdge.RANDOM)
          : Transport.openPlain(framing, OpenEdge.RANDOM);
    }
  }

  @BeforeAll
  static void open() {
    edge = OpenEdge.with(OpenEdge.WIDE);
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  static Stream<Carrier> carriers() {
    return Stream.of(
            carriers(false, null, Set.of(Framing.values())),
            carriers(true, null, Set.of(Framing.ABRIDGED, Framing.INTERMEDIATE, Framing.PADDED)),
            carriers(true, OpenEdge.SECRET, Set.of(Framing.ABRIDGED, Framing.INTERMEDIATE)),
            carriers(true, OpenEdge.SECRET.padded(true), Set.of(Framing.PADDED)))
        .flatMap(all -> all);
  }

  private static Stream<Carrier> carriers(
      boolean obfuscated, @Nullable ProxySecret secret, Set<Framing> framings) {
    return framings.stream().map(framing -> new Carrier(framing, obfuscated, secret));
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void agreesOnAKeyAndAnswersOverEveryTransport(Carrier carrier) throws IOException {
    try (Wire line = Wire.over(edge.connect(), carrier.open())) {
      talks(line);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/apiws", "/apiws_test", "/apiws?from=here"})
  void speaksOverWebSockets(String path) throws IOException {
    var carrier = new Carrier(Framing.INTERMEDIATE, true, null);
    URI uri = URI.create(edge.url("ws", path));
    try (Wire wire = Wire.webSocket(HttpClient.newHttpClient(), uri, carrier.open())) {
      talks(wire);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/apiw1", "/api1", "/apiw_test"})
  void speaksOverHttp(String path) throws IOException {
    try (Wire line = edge.http(path)) {
      talks(line);
    }
  }

  private static void talks(Wire line) throws IOException {
    Caller caller = Caller.meet(line);
    for (int length : new int[] {4, 1000, 200_000}) {
      caller.call(line, length);
    }
  }

  @Test
  void agreesOnSeveralKeysOverOneConnection() throws IOException {
    try (Wire line = edge.wire()) {
      Caller first = Caller.meet(line);
      Caller second = Caller.meet(line);
      first.call(line, 8);
      second.call(line, 8);
      Caller third = Caller.meet(line);
      third.call(line, 8);
      first.call(line, 8);
    }
  }

  @Test
  void takesALargePacketFirstFromWhoComesBack() throws IOException {
    Caller caller;
    try (Wire line = edge.wire()) {
      caller = Caller.meet(line);
      caller.call(line, 8);
    }
    try (Wire line = edge.wire()) {
      caller.session().connected();
      caller.call(line, 500_000);
    }
  }

  @Test
  void saysOfAnUnknownKeyThatThereIsNone() throws IOException {
    byte[] packet = new byte[88];
    Bytes.putLong(packet, 0, 0x1234567890abcdefL);
    try (Socket socket = edge.connect()) {
      OpenEdge.wire(socket).send(packet);
      assertThat(socket.getInputStream().readAllBytes())
          .as("a frame of one word, -404, and the end")
          .isEqualTo(new byte[] {1, 0x6c, (byte) 0xfe, (byte) 0xff, (byte) 0xff});
    }
    for (Framing framing : Framing.values()) {
      try (Wire line = Wire.over(edge.connect(), Transport.openPlain(framing, OpenEdge.RANDOM))) {
        line.send(packet.clone());
        assertThatThrownBy(line::receive)
            .isInstanceOfSatisfying(
                WireRefusedException.class, e -> assertThat(e.code()).isEqualTo(-404));
      }
    }
    try (Wire line = edge.http("/api")) {
      assertThatThrownBy(() -> line.send(packet))
          .isInstanceOfSatisfying(
              WireRefusedException.class, e -> assertThat(e.code()).isEqualTo(-404));
    }
  }

  @Test
  void closesWithoutAWordOnABrokenSeal() throws IOException {
    try (Socket socket = edge.connect()) {
      Wire line = OpenEdge.wire(socket);
      byte[] packet = new byte[88];
      Bytes.putLong(packet, 0, Caller.exchange(line).key().id());
      line.send(packet);
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }
}
