package heliograph.mtproto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.tl.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/// Both ends of every transport against each other, over streams cut into pieces at random.
class TransportTest {

  private static final ProxySecret SECRET = ProxySecret.parse("dd00112233445566778899aabbccddeeff");

  enum Cover {
    NONE,
    OBFUSCATED,
    SECRET
  }

  private record Kind(Framing framing, Cover cover) {}

  static Stream<Arguments> transports() {
    return Arrays.stream(Framing.values())
        .flatMap(framing -> Arrays.stream(Cover.values()).map(cover -> new Kind(framing, cover)))
        .filter(kind -> kind.framing != Framing.FULL || kind.cover == Cover.NONE)
        .flatMap(kind ->
            IntStream.range(0, 8).mapToObj(seed -> Arguments.of(kind.framing, kind.cover, seed)));
  }

  @ParameterizedTest(name = "{0} {1} seed {2}")
  @MethodSource("transports")
  void carriesPacketsBothWaysHoweverTheStreamIsCut(Framing framing, Cover cover, int seed) {
    Random random = new Random(seed);
    Transport.Opened client = open(framing, cover);
    List<byte[]> up = packets(random);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(client.opening());
    for (byte[] packet : up) {
      write(stream, client.transport().frame(packet));
    }
    Accepted server = accept(stream.toByteArray(), random, seed % 2 == 0 ? 3 : 5_000);
    assertThat(server.transport.framing()).isEqualTo(framing);
    assertThat(server.received.packets).usingElementComparator(Arrays::compare).isEqualTo(up);

    List<byte[]> down = packets(random);
    stream.reset();
    for (byte[] packet : down) {
      write(stream, server.transport.frame(packet));
    }
    Received received = new Received();
    feed(client.transport(), stream.toByteArray(), random, 4_000, received);
    assertThat(received.packets).usingElementComparator(Arrays::compare).isEqualTo(down);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FULL")
  void quickAcksGoBothWays(Framing framing) {
    for (int length : new int[] {24 + 16, 24 + 16 * 100}) {
      Transport.Opened client = open(framing, Cover.OBFUSCATED);
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      stream.writeBytes(client.opening());
      byte[] buffer = new byte[Transport.HEAD_ROOM + length + Transport.TAIL_ROOM];
      buffer[Transport.HEAD_ROOM] = 1;
      write(
          stream,
          client
              .transport()
              .frame(buffer, Transport.HEAD_ROOM, Transport.HEAD_ROOM + length, true));
      Accepted server = accept(stream.toByteArray(), new Random(1), 5);
      assertThat(server.received.quickAcksAsked).isEqualTo(1);
      assertThat(server.received.packets).hasSize(1);

      stream.reset();
      write(stream, server.transport.quickAck(0x81020304));
      write(stream, server.transport.frame(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
      Received received = new Received();
      feed(client.transport(), stream.toByteArray(), new Random(2), 3, received);
      assertThat(received.tokens).containsExactly(0x81020304);
      assertThat(received.packets).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTransportErrorIsFourBytesToTheClient(Framing framing) {
    for (int seed = 0; seed < 20; seed++) {
      Transport.Opened client =
          open(framing, framing == Framing.FULL ? Cover.NONE : Cover.OBFUSCATED);
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      stream.writeBytes(client.opening());
      write(stream, client.transport().frame(new byte[24]));
      Accepted server = accept(stream.toByteArray(), new Random(seed), 100);
      Frame error = server.transport.error(-404);
      int overhead = framing == Framing.ABRIDGED ? 1 : framing == Framing.FULL ? 12 : 4;
      assertThat(error.length()).isEqualTo(overhead + 4);
      Received received = new Received();
      client.transport().feed(error.bytes(), error.from(), error.to(), received);
      assertThat(received.errors).containsExactly(-404);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPacketAboveTheLimitIsRefusedBeforeItIsBuffered(Framing framing) {
    Transport.Opened client = Transport.openPlain(framing, new Random(1));
    byte[] frame = bytesOf(client.transport().frame(new byte[2_052]));
    Transport server = Transport.server(framing, null, new Random(1));
    server.limit(2_032);
    assertThatThrownBy(() -> server.feed(frame, 0, 9, new Received()))
        .isInstanceOf(TransportException.class);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "ABRIDGED")
  void impossibleLengthsAreRefused(Framing framing) {
    int[] lengths = {0, 1, 3, 0x7fffffff, 0x80000000, 0x7ffffffc, -1};
    for (int length : lengths) {
      Transport server = Transport.server(framing, null, new Random(1));
      byte[] head = new byte[8];
      Bytes.putInt(head, 0, length);
      assertThatThrownBy(() -> server.feed(head, 0, 8, new Received()))
          .as("length %s", length)
          .isInstanceOf(TransportException.class);
    }
  }

  @Test
  void anEmptyAbridgedFrameIsRefused() {
    Transport server = Transport.server(Framing.ABRIDGED, null, new Random(1));
    assertThatThrownBy(() -> server.feed(new byte[1], 0, 1, new Received()))
        .isInstanceOf(TransportException.class);
  }

  @Test
  void fullFramingRefusesDamageRepetitionAndGaps() {
    Transport client = Transport.openPlain(Framing.FULL, new Random(1)).transport();
    byte[] first = bytesOf(client.frame(new byte[40]));
    byte[] second = bytesOf(client.frame(new byte[44]));
    for (int bit = 32; bit < first.length * 8; bit++) {
      byte[] damaged = first.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(damaged);
    }
    assertRefused(second);
    assertRefused(first, first);
  }

  @Test
  void anAnnouncedLengthReservesNoMemory() {
    Transport server = Transport.server(Framing.INTERMEDIATE, null, new Random(1));
    byte[] head = new byte[8];
    Bytes.putInt(head, 0, Transport.MAX_PACKET);
    Received received = new Received();
    server.feed(head, 0, 8, received);
    assertThat(server.heldBytes()).isLessThan(1_024);
    assertThat(received.packets).isEmpty();
  }

  @Test
  void holdsNothingBetweenPackets() {
    Random random = new Random(5);
    for (Framing framing : Framing.values()) {
      Transport.Opened client = Transport.openPlain(framing, random);
      Transport server = Transport.server(framing, null, random);
      for (byte[] packet : packets(random)) {
        byte[] frame = bytesOf(client.transport().frame(packet));
        feed(server, frame, random, 100, new Received());
        assertThat(server.heldBytes()).isZero();
      }
    }
  }

  private static void assertRefused(byte[]... frames) {
    Transport server = Transport.server(Framing.FULL, null, new Random(1));
    assertThatThrownBy(
            () -> {
              for (byte[] frame : frames) {
                server.feed(frame.clone(), 0, frame.length, new Received());
              }
            })
        .isInstanceOf(TransportException.class);
  }

  private static Transport.Opened open(Framing framing, Cover cover) {
    return switch (cover) {
      case NONE -> Transport.openPlain(framing, new Random(3));
      case OBFUSCATED -> Transport.openObfuscated(framing, null, 2, new SecureRandom());
      case SECRET -> Transport.openObfuscated(framing, SECRET, 2, new SecureRandom());
    };
  }

  private record Accepted(Transport transport, Received received) {}

  /// Detects the transport on a growing prefix, as a server does, and feeds it the rest in pieces.
  private static Accepted accept(byte[] stream, Random random, int most) {
    TransportDetector detector = new TransportDetector(List.of(SECRET), true, new Random(4));
    for (int known = 0; known <= TransportDetector.MOST_NEEDED; known++) {
      if (detector.detect(stream, 0, known)
          instanceof Detection.Mtproto(Transport transport, int consumed)) {
        Received received = new Received();
        feed(
            transport, Arrays.copyOfRange(stream, consumed, stream.length), random, most, received);
        return new Accepted(transport, received);
      }
    }
    throw new AssertionError("not recognised");
  }

  private static void feed(
      Transport transport, byte[] stream, Random random, int most, FrameSink sink) {
    for (int at = 0; at < stream.length; ) {
      int size = Math.min(stream.length - at, 1 + random.nextInt(most));
      transport.feed(stream, at, at + size, sink);
      at += size;
    }
  }

  /// Sealed packets have whole AES blocks behind 24 bytes, unsealed ones say their length; both sizes of abridged heads.
  private static List<byte[]> packets(Random random) {
    List<byte[]> packets = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      byte[] packet;
      if (random.nextInt(4) == 0) {
        packet = new byte[20 + 4 * random.nextInt(200)];
        Bytes.putInt(packet, 16, packet.length - 20);
      } else {
        packet = new byte[24 + 16 * (1 + random.nextInt(i == 7 ? 5_000 : 60))];
        random.nextBytes(packet);
        packet[0] = 1;
      }
      packets.add(packet);
    }
    return packets;
  }

  private static void write(ByteArrayOutputStream stream, Frame frame) {
    stream.write(frame.bytes(), frame.from(), frame.length());
  }

  private static byte[] bytesOf(Frame frame) {
    return Arrays.copyOfRange(frame.bytes(), frame.from(), frame.to());
  }

  private static final class Received implements FrameSink {
    final List<byte[]> packets = new ArrayList<>();
    final List<Integer> tokens = new ArrayList<>();
    final List<Integer> errors = new ArrayList<>();
    int quickAcksAsked;

    @Override
    public void frame(byte[] buffer, int from, int to, boolean quickAck) {
      packets.add(Arrays.copyOfRange(buffer, from, to));
      quickAcksAsked += quickAck ? 1 : 0;
    }

    @Override
    public void quickAck(int token) {
      tokens.add(token);
    }

    @Override
    public void error(int code) {
      errors.add(code);
    }
  }
}
