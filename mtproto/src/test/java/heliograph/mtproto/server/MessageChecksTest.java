package heliograph.mtproto.server;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.Vectors;
import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.MessageSeal;
import heliograph.mtproto.crypto.Sender;
import heliograph.mtproto.message.Message;
import heliograph.mtproto.message.MsgIdList;
import heliograph.mtproto.message.MsgIds;
import heliograph.mtproto.message.PacketHeader;
import heliograph.mtproto.message.ServiceMessages;
import heliograph.mtproto.message.Unpacker;
import heliograph.tl.Bytes;
import heliograph.tl.TlReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every check on what comes from a client, against the vectors of `vectors/server-messages.txt`.
class MessageChecksTest {

  private static final long SESSION = 0x5e5510;

  private final Random random = new Random(7);
  private final ManualClock clock = new ManualClock();
  private final SaltSchedule salts = new SaltSchedule(new byte[32], 0);
  private final MessageServer server =
      new MessageServer(clock, salts, SessionLimits.DEFAULT, random);
  private final StoredAuthKey key =
      new StoredAuthKey(AuthKey.of(randomBytes(AuthKey.LENGTH)), clock.seconds(), 0, 1, 2, 0);
  private ServerConnection connection = server.connect(new QuietLink(), random);

  static List<String> vectors() throws IOException {
    return Vectors.lines("server-messages.txt");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void meetsTheVector(String vector) {
    List<String> parts = Arrays.stream(vector.split("\\|", -1)).map(String::strip).toList();
    byte[] packet = packet(changes(parts.get(1)));
    assertThat(outcome(packet)).isEqualTo(parts.get(2));
  }

  @Test
  void takesCopyOfPacketForWhatItIs() {
    byte[] packet = packet(Map.of());
    assertThat(outcome(packet.clone())).isEqualTo("request");
    assertThat(outcome(packet)).isEqualTo("quiet");
  }

  @Test
  void refusesSequenceNumbersThatFallAsIdsRise() {
    assertThat(outcome(packet(Map.of("seq", "5", "age", "10")))).isEqualTo("request");
    assertThat(outcome(packet(Map.of("seq", "3", "age", "5")))).isEqualTo("bad 32");
    assertThat(outcome(packet(Map.of("seq", "7", "age", "20")))).isEqualTo("bad 33");
    assertThat(outcome(packet(Map.of("seq", "7", "age", "4")))).isEqualTo("request");
  }

  @Test
  void takesTheSaltOfTheKeyExchangeForAnHourAndThePreviousSaltForOnePeriod() {
    long first = salts.salt(key.id(), SaltSchedule.period(clock.seconds()));
    assertThat(outcome(packet(Map.of("salt", "1")))).isEqualTo("request");
    clock.advance(SaltSchedule.PERIOD_SECONDS * 1000L);
    assertThat(outcome(packet(Map.of("salt", Long.toString(first), "seq", "3"))))
        .isEqualTo("request");
    clock.advance(SaltSchedule.PERIOD_SECONDS * 1000L);
    assertThat(outcome(packet(Map.of("salt", Long.toString(first))))).isEqualTo("salt");
    assertThat(outcome(packet(Map.of("salt", "1")))).isEqualTo("salt");
  }

  @Test
  void aPacketThatAnEarlierRunTookIsGoodNoMore() {
    byte[] recorded = packet(Map.of());
    byte[] afterExchange = packet(Map.of("salt", "1", "age", "-1", "seq", "3"));
    assertThat(outcome(recorded.clone())).isEqualTo("request");
    assertThat(outcome(afterExchange.clone())).isEqualTo("request");

    byte[] drawnAnew = randomBytes(32);
    var restarted =
        new MessageServer(
            clock,
            new SaltSchedule(drawnAnew, clock.seconds() + 1),
            SessionLimits.DEFAULT,
            new Random(8));
    connection = restarted.connect(new QuietLink(), random);

    assertThat(outcome(recorded)).isEqualTo("salt");
    assertThat(outcome(afterExchange)).isEqualTo("salt");
  }

  @Test
  void whatASessionTookDoesNotRunAgainAfterItWasGivenUp() {
    byte[] recorded = packet(Map.of());
    assertThat(outcome(recorded.clone())).isEqualTo("request");
    byte[] early = packet(Map.of("age", "5"));

    server.sessions().ofKey(key.id()).forEach(server.sessions()::end);

    assertThat(outcome(recorded.clone())).isEqualTo("bad 20");
    assertThat(outcome(early)).isEqualTo("bad 20");
    server.sessions().ofKey(key.id()).forEach(server.sessions()::end);
    assertThat(outcome(recorded)).isEqualTo("bad 20");
    assertThat(outcome(packet(Map.of("age", "-1")))).isEqualTo("request");
  }

  @Test
  void treatsAnExpiredKeyAsUnknown() {
    StoredAuthKey expired =
        new StoredAuthKey(key.key(), clock.seconds() - 10, clock.seconds(), 1, 2, 0);
    byte[] packet = packet(Map.of());
    assertThat(connection.received(expired, packet, 0, packet.length, false))
        .containsExactly(new Effect.TransportError(Effect.TransportError.KEY_NOT_FOUND));
  }

  @Test
  void closesAConnectionThatNamesMoreIdsThanOnePacketMay() {
    MsgIdList many = new MsgIdList();
    for (int i = 0; i < ServiceMessages.MAX_IDS; i++) {
      many.add(4L * i);
    }
    byte[] acks = ServiceMessages.withIds(ServiceMessages.MSGS_ACK, many);
    assertThat(outcome(packet(acks, Map.of("seq", "0", "age", "2")))).isEqualTo("quiet");
    assertThat(outcome(packet(container(acks, acks), Map.of("seq", "0")))).isEqualTo("close");
  }

  private byte[] container(byte[]... bodies) {
    ByteBuffer out = ByteBuffer.allocate(300_000).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(ServiceMessages.MSG_CONTAINER).putInt(bodies.length);
    long msgId = MsgIds.atMillis(clock.millis() - 1000);
    for (byte[] body : bodies) {
      out.putLong(msgId += 4).putInt(0).putInt(body.length).put(body);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  private String outcome(byte[] packet) {
    List<Effect> effects =
        new ArrayList<>(connection.received(key, packet, 0, packet.length, false));
    effects.addAll(connection.flush());
    String outcome = "quiet";
    for (Effect effect : effects) {
      if (effect instanceof Effect.Request) {
        outcome = "request";
      } else if (effect instanceof Effect.Close) {
        outcome = "close";
      } else if (effect instanceof Effect.Send send && outcome.equals("quiet")) {
        outcome = refusal(send.packet());
      }
    }
    return outcome;
  }

  /// What a packet from the server says against the client's, if it does.
  private String refusal(byte[] packet) {
    assertThat(MessageSeal.open(key.key(), Sender.SERVER, packet, 0, packet.length)).isTrue();
    PacketHeader header = PacketHeader.read(packet, 0);
    List<Message> messages = Unpacker.unpack(header.message(), 1000);
    for (Message message : messages) {
      TlReader in = message.reader();
      int id = in.readInt();
      if (id == ServiceMessages.BAD_SERVER_SALT) {
        return "salt";
      }
      if (id == ServiceMessages.BAD_MSG_NOTIFICATION) {
        in.skip(12);
        return "bad " + in.readInt();
      }
    }
    return "quiet";
  }

  private byte[] packet(Map<String, String> changes) {
    return packet(body(changes), changes);
  }

  private byte[] packet(byte[] body, Map<String, String> changes) {
    long age = number(changes, "age", 0);
    long msgId = MsgIds.atMillis(clock.millis() - age * 1000) | number(changes, "mark", 0);
    long salt = salts.salt(key.id(), SaltSchedule.period(clock.seconds()));
    int plain = MessageSeal.HEADER + body.length;
    byte[] packet = new byte[MessageSeal.sealedLength(plain)];
    int at = MessageSeal.OVERHEAD;
    Bytes.putLong(packet, at, number(changes, "salt", salt));
    Bytes.putLong(packet, at + 8, SESSION);
    Bytes.putLong(packet, at + 16, msgId);
    Bytes.putInt(packet, at + 24, (int) number(changes, "seq", 1));
    Bytes.putInt(packet, at + 28, (int) number(changes, "length", body.length));
    System.arraycopy(body, 0, packet, at + MessageSeal.HEADER, body.length);
    MessageSeal.seal(key.key(), Sender.CLIENT, packet, 0, plain, random);
    if (changes.containsKey("flip")) {
      packet[(int) number(changes, "flip", 0)] ^= 1;
    }
    if (changes.containsKey("flip-last")) {
      packet[packet.length - 1] ^= 1;
    }
    return Arrays.copyOf(packet, packet.length - (int) number(changes, "cut", 0));
  }

  private static byte[] body(Map<String, String> changes) {
    if (changes.containsKey("query")) {
      MsgIdList ids = new MsgIdList();
      ids.add(5);
      return ServiceMessages.withIds(ServiceMessages.MSGS_ACK, ids);
    }
    byte[] body = new byte[(int) number(changes, "body", 16)];
    Bytes.putInt(body, 0, 0x7e57ca11);
    return body;
  }

  private static Map<String, String> changes(String text) {
    Map<String, String> changes = new HashMap<>();
    String[] words = text.isEmpty() ? new String[0] : text.split(" +");
    for (int i = 0; i < words.length; i += 2) {
      changes.put(words[i], words[i + 1]);
    }
    return changes;
  }

  private static long number(Map<String, String> changes, String name, long otherwise) {
    String value = changes.get(name);
    return value == null ? otherwise : Long.parseLong(value);
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
