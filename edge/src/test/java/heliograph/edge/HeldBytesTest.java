package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.edge.Exits.Reason;
import heliograph.mtproto.transport.Framing;
import heliograph.mtproto.transport.Transport;
import heliograph.testkit.Await;
import heliograph.testkit.Wire;
import heliograph.tl.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
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

/// What is held for those who begin and do not end, or do not read: bounded, and not at the cost of others.
@ExtendWith(Watcher.class)
final class HeldBytesTest {
  private static final byte[] UPGRADE =
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

  /// The head of a frame of a million bytes.
  private static final byte[] FRAME = {
    (byte) 0x82, (byte) 0xff, 0, 0, 0, 0, 0, 15, 66, 64, 0, 0, 0, 0
  };

  @Test
  void boundsWhatTheBodiesOfStrangersHoldTogether() throws IOException {
    byte[] post = bytes("POST /api HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
    unfinished(post, bytes(""));
  }

  @Test
  void boundsWhatTheFramesOfStrangersHoldTogether() throws IOException {
    unfinished(UPGRADE, FRAME);
  }

  /// Many strangers begin what would take a million bytes and do not end it: those go that are too much, and somebody who is
  /// known has room for a large packet meanwhile.
  private static void unfinished(byte[] head, byte[] afterAnswer) throws IOException {
    int strangers = 3 * EventLoopShare.MAX_STRANGERS_UNFINISHED_BYTES / 900_000;
    try (OpenEdge edge = OpenEdge.with(OpenEdge.WIDE);
        Wire line = edge.wire()) {
      Caller known = Caller.meet(line);
      known.call(line, 8);
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < strangers; i++) {
        Socket socket = edge.begun(head);
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
      Await.until(() -> edge.exits(Reason.BROKEN_FRAME) > 0, "some have gone");
      known.call(line, 500_000);
      assertThat(edge.exits(Reason.BROKEN_FRAME)).isLessThan(strangers - 8);
      for (Socket socket : sockets) {
        socket.close();
      }
      Await.until(() -> edge.connections() == 1, "all have left");
      try (Wire next = edge.http("/api")) {
        Caller.meet(next).call(next, 100_000);
      }
    }
  }

  @Test
  void keepsNoneOfTheBuffersThatTheWordsOfABodyCameIn() {
    holdsNothingOf(
        bytes("POST /api HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"),
        bytes("1\r\nx\r\n"),
        0);
  }

  @Test
  void keepsOneOfTheBuffersThatTheBytesOfAFrameCameIn() {
    byte[] both = Arrays.copyOf(UPGRADE, UPGRADE.length + FRAME.length);
    System.arraycopy(FRAME, 0, both, UPGRADE.length, FRAME.length);
    holdsNothingOf(both, new byte[1], 1);
  }

  /// Brings each small piece in a buffer that is as large as those into which sockets are read.
  private static void holdsNothingOf(byte[] head, byte[] piece, int most) {
    EmbeddedChannel channel = new Front().open();
    channel.writeInbound(Unpooled.copiedBuffer(head));
    channel.runPendingTasks();
    List<ByteBuf> came = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      ByteBuf buffer = channel.alloc().buffer(16 << 10).writeBytes(piece);
      came.add(buffer);
      channel.writeInbound(buffer);
    }
    assertThat(channel.isOpen()).isTrue();
    assertThat(came.stream().filter(it -> it.refCnt() > 0).count()).isLessThanOrEqualTo(most);
    channel.finishAndReleaseAll();
    assertThat(came).allSatisfy(it -> assertThat(it.refCnt()).isZero());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
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
      socket.setSoTimeout(60_000);
      Wire line = OpenEdge.wire(socket);
      Caller caller = Caller.meet(line);
      caller.call(line, 8);
      for (int i = 0; i < pushes; i++) {
        edge.messenger.opened.element().push(update);
      }
      assertThat(caller.updatesBeforeAnswer(line)).isBetween(1, pushes / 2);
    }
  }
}
