package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.edge.Exits.Reason;
import heliograph.edge.Line.RefusedException;
import heliograph.edge.StreamLine.Carrier;
import heliograph.mtproto.crypto.Bytes;
import heliograph.mtproto.transport.Framing;
import heliograph.mtproto.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What those get who do not keep to the protocol, or come in crowds.
@ExtendWith(Watcher.class)
final class StrangersTest {
  private static final Limits HASTY = new Limits(true, 100, 50, 5000, 5000, 64, 1, 1, 4, 1 << 20);

  private static Limits limits(int connections, int perNetwork, int handshakes) {
    return new Limits(true, connections, perNetwork, handshakes, 5000, 64, 15, 60, 900, 1 << 20);
  }

  @Test
  void closesGarbageAtOnce() throws IOException {
    byte[] hello = {0x16, 3, 1, 0, 100, 1, 0, 0, 96, 3, 3};
    byte[] tooLong = {(byte) 0xef, 0x7f, 0, 0, 0x7f};
    byte[] wrongSum = new byte[24];
    wrongSum[0] = 24;
    byte[] notAQuery = new byte[42];
    notAQuery[0] = (byte) 0xef;
    notAQuery[1] = 10;
    byte[] noise = new byte[80];
    Arrays.fill(noise, (byte) 0x55);
    try (OpenEdge edge = OpenEdge.with(OpenEdge.WIDE)) {
      for (byte[] garbage : List.of(noise, hello, tooLong, wrongSum, notAQuery)) {
        try (Socket socket = edge.connect()) {
          socket.getOutputStream().write(garbage);
          assertThat(closed(socket)).isTrue();
        }
      }
      Await.until("all have left", () -> edge.connections() == 0);
      assertThat(edge.exits(Reason.GARBAGE)).isEqualTo(2);
      assertThat(edge.exits(Reason.BROKEN_FRAME)).isEqualTo(2);
      assertThat(edge.exits(Reason.REFUSED_EXCHANGE)).isEqualTo(1);
    }
  }

  @Test
  void closesWhoIsSilentOrSlow() throws IOException {
    try (OpenEdge edge = OpenEdge.with(HASTY);
        Line known = StreamLine.to(edge)) {
      Caller caller = Caller.meet(known);
      caller.call(known, 8);
      List<Socket> silent = new ArrayList<>();
      for (String first :
          List.of("", "P", "12345678901", "GET / HT", "POST /api HTTP/1.1\r\nContent-Le")) {
        silent.add(begun(edge, first.getBytes(StandardCharsets.US_ASCII)));
      }
      silent.add(begun(edge, new byte[] {(byte) 0xef}));
      silent.add(begun(edge, new byte[] {(byte) 0xef, 10, 0, 0, 0}));
      Socket slow = begun(edge, new byte[] {(byte) 0xef, 40});
      slow.setSoTimeout(50);
      Socket exchanging = edge.connect();
      Line strangers = StreamLine.over(exchanging, Carrier.ABRIDGED);
      exchanging.setSoTimeout(50);
      assertThat(slowly(slow, () -> slow.getOutputStream().write(0))).isTrue();
      assertThat(slowly(exchanging, () -> strangers.send(Caller.newExchange().start()))).isTrue();
      for (Socket socket : silent) {
        socket.getInputStream().readAllBytes();
        socket.close();
      }
      slow.close();
      exchanging.close();
      assertThat(edge.exits(Reason.TIMED_OUT)).isGreaterThanOrEqualTo(silent.size() + 2);
      // Who is known has longer, but not for ever.
      caller.call(known, 8);
      assertThatThrownBy(known::receive).isInstanceOf(EOFException.class);
      Await.until("all have left", () -> edge.connections() == 0);
    }
  }

  private static Socket begun(OpenEdge edge, byte[] first) throws IOException {
    Socket socket = edge.connect();
    socket.getOutputStream().write(first);
    return socket;
  }

  private interface Step {
    void run() throws IOException;
  }

  /// Does a little whenever nothing comes for a while; true once the connection is closed, false if that does not happen.
  private static boolean slowly(Socket socket, Step step) throws IOException {
    for (int steps = 0; steps < 150; steps++) {
      try {
        step.run();
        byte[] answer = new byte[4096];
        while (true) {
          if (socket.getInputStream().read(answer) < 0) {
            return true;
          }
        }
      } catch (SocketTimeoutException e) {
        // Not closed yet.
      } catch (SocketException e) {
        return true;
      }
    }
    return false;
  }

  /// Whether the connection was closed without a word.
  private static boolean closed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void turnsAwayTooManyStrangersOfOneNetworkAndNobodyKnown() throws IOException {
    try (OpenEdge edge = OpenEdge.with(limits(100, 2, 5000));
        Line known = StreamLine.to(edge)) {
      Caller caller = Caller.meet(known);
      caller.call(known, 8);
      Socket first = edge.connect();
      Socket second = edge.connect();
      Await.until("two strangers are in", () -> edge.connections() == 3);
      try (Socket third = edge.connect()) {
        assertThat(closed(third)).isTrue();
      }
      assertThat(edge.exits(Reason.CROWDED)).isEqualTo(1);
      caller.call(known, 8);
      first.close();
      Await.until("a stranger has left", () -> edge.connections() == 2);
      try (Line back = StreamLine.to(edge)) {
        // Who comes back to a session that exists is known as well, and makes room.
        caller.session().connected();
        caller.call(back, 8);
        try (Line next = StreamLine.to(edge)) {
          Caller.meet(next).call(next, 8);
        }
      }
      second.close();
    }
  }

  @Test
  void takesSoManyConnectionsAndNoMore() throws IOException {
    try (OpenEdge edge = OpenEdge.with(limits(2, 50, 5000));
        Line known = StreamLine.to(edge)) {
      Caller caller = Caller.meet(known);
      try (Socket _ = edge.connect()) {
        Await.until("two are in", () -> edge.connections() == 2);
        try (Socket third = edge.connect()) {
          assertThat(closed(third)).isTrue();
        }
        caller.call(known, 8);
      }
      Await.until("one has left", () -> edge.connections() == 1);
      try (Line next = StreamLine.to(edge)) {
        Caller.meet(next).call(next, 8);
      }
    }
  }

  @Test
  void limitsTheKeyExchangesOfANetwork() throws IOException {
    try (OpenEdge edge = OpenEdge.with(limits(100, 50, 1))) {
      try (Line line = StreamLine.to(edge);
          Line late = StreamLine.to(edge)) {
        Caller caller = Caller.meet(line);
        assertThatThrownBy(() -> Caller.meet(late))
            .isInstanceOfSatisfying(
                RefusedException.class, e -> assertThat(e.code()).isEqualTo(-429));
        assertThat(edge.exits(Reason.TOO_MANY_EXCHANGES)).isEqualTo(1);
        caller.call(line, 8);
      }
    }
    try (OpenEdge edge = OpenEdge.with(limits(100, 50, 1).withRates(false))) {
      for (int i = 0; i < 3; i++) {
        try (Line line = StreamLine.to(edge)) {
          Caller.exchange(line);
        }
      }
    }
  }

  @Test
  void believesATrustedFrontAndCountsWhomItNames() throws IOException {
    try (OpenEdge edge = OpenEdge.trusting(limits(100, 1, 5000));
        Line one = fronted(edge, "PROXY TCP4 192.0.2.7 192.0.2.1 5000 443\r\n")) {
      Caller caller = Caller.meet(one);
      try (Line two = fronted(edge, "PROXY TCP6 2001:db8::7 2001:db8::1 5000 443\r\n")) {
        Caller.meet(two).call(two, 8);
      }
      try (Socket neighbour = begun(edge, bytes("PROXY TCP4 192.0.2.8 192.0.2.1 5000 443\r\n"))) {
        assertThat(closed(neighbour)).isTrue();
      }
      try (Socket socket = begun(edge, second(InetAddress.ofLiteral("198.51.100.9")))) {
        Line three = StreamLine.over(socket, Carrier.ABRIDGED);
        Caller.meet(three).call(three, 8);
      }
      caller.call(one, 8);
      try (Line itself = StreamLine.to(edge)) {
        Caller.meet(itself).call(itself, 8);
      }
      assertThat(edge.messenger.origins)
          .containsExactly(
              InetAddress.ofLiteral("2001:db8::7"),
              InetAddress.ofLiteral("198.51.100.9"),
              InetAddress.ofLiteral("192.0.2.7"),
              InetAddress.getLoopbackAddress());
      try (Socket broken = begun(edge, bytes("PROXY NOTHING OF THE KIND\r\n"))) {
        assertThat(closed(broken)).isTrue();
      }
    }
  }

  @Test
  void closesAFrontThatStopsInsideItsHeader() throws IOException {
    try (OpenEdge edge = OpenEdge.trusting(HASTY);
        Socket socket = begun(edge, bytes("PROXY TCP4 192.0.2.7 192."))) {
      assertThat(closed(socket)).isTrue();
      assertThat(edge.exits(Reason.TIMED_OUT)).isEqualTo(1);
    }
  }

  @Test
  void boundsWhatTheBodiesOfStrangersHoldTogether() throws IOException {
    byte[] post = bytes("POST /api HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
    unfinished(post, bytes(""));
  }

  @Test
  void boundsWhatTheFramesOfStrangersHoldTogether() throws IOException {
    byte[] upgrade =
        bytes(
            """
            GET /apiws HTTP/1.1
            Host: a
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
            Sec-WebSocket-Protocol: binary

            """
                .replace("\n", "\r\n"));
    byte[] frame = {(byte) 0x82, (byte) 0xff, 0, 0, 0, 0, 0, 15, 66, 64, 0, 0, 0, 0};
    unfinished(upgrade, frame);
  }

  /// Many strangers begin what would take a million bytes and do not end it: those go that are too much, and somebody who is
  /// known has room for a large packet meanwhile.
  private static void unfinished(byte[] head, byte[] afterAnswer) throws IOException {
    int strangers = 3 * EventLoopShare.MAX_STRANGERS_UNFINISHED_BYTES / 900_000;
    try (OpenEdge edge = OpenEdge.with(OpenEdge.WIDE);
        Line line = StreamLine.to(edge)) {
      Caller known = Caller.meet(line);
      known.call(line, 8);
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < strangers; i++) {
        Socket socket = begun(edge, head);
        sockets.add(socket);
        if (afterAnswer.length > 0) {
          assertThat(socket.getInputStream().read(new byte[4096])).isPositive();
          socket.getOutputStream().write(afterAnswer);
        }
        try {
          socket.getOutputStream().write(new byte[900_000]);
        } catch (SocketException _) {
          // Closed meanwhile.
        }
      }
      Await.until("some have gone", () -> edge.exits(Reason.BROKEN_FRAME) > 0);
      known.call(line, 500_000);
      assertThat(edge.exits(Reason.BROKEN_FRAME)).isLessThan(strangers - 8);
      for (Socket socket : sockets) {
        socket.close();
      }
      Await.until("all have left", () -> edge.connections() == 1);
      try (Line next = new HttpLine(edge.url("http", "/api"))) {
        Caller.meet(next).call(next, 100_000);
      }
    }
  }

  @Test
  void doesNotBelieveWhoIsNotTrusted() throws IOException {
    byte[] padding = new byte[64];
    try (OpenEdge edge = OpenEdge.with(OpenEdge.WIDE)) {
      for (byte[] header :
          List.of(
              bytes("PROXY TCP4 192.0.2.7 192.0.2.1 5000 443\r\n"),
              second(InetAddress.ofLiteral("192.0.2.7")))) {
        try (Socket socket = begun(edge, header)) {
          socket.getOutputStream().write(padding);
          assertThat(closed(socket)).isTrue();
        }
      }
      assertThat(edge.exits(Reason.GARBAGE)).isEqualTo(2);
    }
  }

  private static Line fronted(OpenEdge edge, String header) throws IOException {
    return StreamLine.over(begun(edge, bytes(header)), Carrier.ABRIDGED);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// A header of the PROXY protocol's second version.
  private static byte[] second(InetAddress origin) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(bytes("\r\n\r\n\0\r\nQUIT\n"));
    header.writeBytes(new byte[] {0x21, 0x11, 0, 12});
    header.writeBytes(origin.getAddress());
    header.writeBytes(new byte[] {(byte) 192, 0, 2, 1, 0x13, (byte) 0x88, 1, (byte) 0xbb});
    return header.toByteArray();
  }

  @Test
  void stopsReadingWhoDoesNotReadItsAnswers() throws IOException {
    Limits narrow = new Limits(true, 100, 50, 5000, 5000, 64, 60, 60, 900, 64 * 1024);
    try (OpenEdge edge = OpenEdge.with(narrow.withRates(false))) {
      Transport.Opened opened = Transport.openPlain(Framing.ABRIDGED, OpenEdge.RANDOM);
      byte[] query = Caller.newExchange().start();
      ByteArrayOutputStream queries = new ByteArrayOutputStream();
      for (int i = 0; i < 1000; i++) {
        var frame = opened.transport().frame(query.clone());
        queries.write(frame.bytes(), frame.from(), frame.length());
      }
      floods(edge, opened.opening(), queries.toByteArray());
    }
  }

  /// Writes without reading until the server takes no more.
  private static void floods(OpenEdge edge, byte[] opening, byte[] flood) throws IOException {
    try (Selector selector = Selector.open();
        SocketChannel channel = SocketChannel.open()) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, 65_536);
      channel.connect(new InetSocketAddress(edge.address().getAddress(), edge.address().getPort()));
      var _ = channel.write(ByteBuffer.wrap(opening));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_WRITE);
      ByteBuffer queries = ByteBuffer.wrap(flood);
      long written = 0;
      while (selector.select(500) > 0) {
        selector.selectedKeys().clear();
        written += channel.write(queries);
        if (!queries.hasRemaining()) {
          queries.rewind();
        }
        assertThat(written).as("bytes taken from who reads nothing").isLessThan(64 << 20);
      }
      assertThat(written).isPositive();
    }
  }

  @Test
  void keepsNoMoreForASlowReaderThanItsSessionMay() throws IOException {
    Limits narrow = new Limits(true, 100, 50, 5000, 5000, 64, 60, 60, 900, 64 * 1024);
    int pushes = 1000;
    byte[] update = new byte[64 * 1024];
    OpenEdge.RANDOM.nextBytes(update);
    Bytes.putInt(update, 0, 0x7e57b0b0);
    try (OpenEdge edge = OpenEdge.with(narrow);
        Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(edge.address());
      socket.setSoTimeout(10_000);
      Line line = StreamLine.over(socket, Carrier.ABRIDGED);
      Caller caller = Caller.meet(line);
      caller.call(line, 8);
      for (int i = 0; i < pushes; i++) {
        edge.messenger.opened.element().push(update);
      }
      assertThat(caller.updatesBeforeAnswer(line)).isBetween(1, pushes / 2);
    }
  }
}
