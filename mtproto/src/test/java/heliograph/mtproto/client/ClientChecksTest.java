package heliograph.mtproto.client;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.Vectors;
import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.MessageSeal;
import heliograph.mtproto.crypto.Sender;
import heliograph.mtproto.message.BadMsg;
import heliograph.mtproto.message.MsgIds;
import heliograph.mtproto.message.PacketHeader;
import heliograph.mtproto.message.ServiceMessages;
import heliograph.mtproto.message.Unpacker;
import heliograph.tl.Bytes;
import heliograph.tl.ProtocolException;
import heliograph.tl.TlReader;
import heliograph.tl.TlWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The checks that mtproto/security_guidelines asks of a client, against the vectors of `vectors/client-messages.txt`; and what it
/// believes of the server's notices.
class ClientChecksTest {

  private static final long START = 1_800_000_000_000L;
  private static final int UPDATE = 0x7e57b0b0;

  private final Random random = new Random(11);
  private final AuthKey key = AuthKey.of(randomKey());
  private final ClientSession session =
      new ClientSession(key, 5, 0, () -> Instant.ofEpochMilli(START), random);

  static List<String> vectors() throws IOException {
    return Vectors.lines("client-messages.txt");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void meetsTheVector(String vector) {
    List<String> parts = Arrays.stream(vector.split("\\|", -1)).map(String::strip).toList();
    Map<String, Integer> changes = changes(parts.get(1));
    byte[] packet = changed(changes);
    String outcome = "ignored";
    try {
      int taken = 0;
      for (int i = 0; i < changes.getOrDefault("copies", 1); i++) {
        taken += receive(packet.clone()).size();
      }
      assertThat(taken).isLessThan(2);
      outcome = taken == 1 ? "taken" : "ignored";
    } catch (ProtocolException refused) {
      outcome = "close";
    }
    assertThat(outcome).isEqualTo(parts.get(2));
  }

  private static Map<String, Integer> changes(String text) {
    Map<String, Integer> changes = new HashMap<>();
    String[] words = text.isEmpty() ? new String[0] : text.split(" +");
    for (int i = 0; i < words.length; i += 2) {
      changes.put(words[i], Integer.valueOf(words[i + 1]));
    }
    return changes;
  }

  private byte[] changed(Map<String, Integer> changes) {
    byte[] body = Arrays.copyOf(update(), changes.getOrDefault("body", 16));
    byte[] packet =
        packet(
            new Said(
                session.sessionId() + changes.getOrDefault("session", 0),
                changes.getOrDefault("mark", MsgIds.NOTICE),
                changes.getOrDefault("age", 0),
                changes.getOrDefault("length", body.length)),
            changes.containsKey("reflected") ? Sender.CLIENT : Sender.SERVER,
            body);
    if (changes.containsKey("flip")) {
      packet[changes.get("flip")] ^= 1;
    }
    if (changes.containsKey("flip-last")) {
      packet[packet.length - 1] ^= 1;
    }
    return Arrays.copyOf(packet, packet.length - changes.getOrDefault("cut", 0));
  }

  @Test
  void acknowledgesWhatItTakes() {
    assertThat(receive(packet(MsgIds.NOTICE, 0, update()))).hasSize(1);
    assertThat(session.nextTickMillis()).isBetween(START, START + 60_000);
  }

  @Test
  void believesNoticesOnlyAboutWhatItSent() {
    byte[] forged = ServiceMessages.badServerSalt(12, 1, 99);
    receive(packet(MsgIds.ANSWER, 0, forged));
    assertThat(session.salt()).isEqualTo(5);
  }

  @Test
  void setsItsClockByNoticeAboutItsCallAndSaysItAgain() {
    session.call(update());
    long msgId = sentId();
    byte[] notice = ServiceMessages.badMsgNotification(msgId, 1, BadMsg.ID_TOO_LOW);
    receive(packet(MsgIds.ANSWER, -5000, notice));
    assertThat(session.offsetMillis()).isEqualTo(5_000_000);
    assertThat(MsgIds.seconds(sentId())).isEqualTo(START / 1000 + 5000);
  }

  @Test
  void usesTheSaltOfNoticeAboutItsCall() {
    session.call(update());
    byte[] notice = ServiceMessages.badServerSalt(sentId(), 1, 99);
    assertThat(receive(packet(MsgIds.ANSWER, 0, notice)))
        .containsExactly(new ClientEvent.SaltChanged(99));
    assertThat(session.flush()).isNotNull();
  }

  @Test
  void asksForWhatItIsOnlyToldOf() {
    long untold = MsgIds.atMillis(START - 1000) | MsgIds.ANSWER;
    receive(packet(MsgIds.NOTICE, 0, detailedInfo(untold)));

    byte[] packet = session.flush();
    assertThat(packet).isNotNull();
    assertThat(MessageSeal.open(key, Sender.CLIENT, packet, 0, packet.length)).isTrue();
    assertThat(Unpacker.unpack(PacketHeader.read(packet, 0).message(), 1024))
        .filteredOn(message -> message.reader().peekInt() == ServiceMessages.MSG_RESEND_REQ)
        .singleElement()
        .satisfies(message -> {
          TlReader asked = message.reader();
          asked.skip(4);
          assertThat(ServiceMessages.readIds(asked)).containsExactly(untold);
        });
  }

  private static byte[] detailedInfo(long answerMsgId) {
    TlWriter notice = new TlWriter(ServiceMessages.LAYER);
    notice.writeInt(ServiceMessages.MSG_NEW_DETAILED_INFO);
    notice.writeLong(answerMsgId);
    notice.writeInt(100);
    notice.writeInt(0);
    return notice.toByteArray();
  }

  /// The id of the next packet that the session sends.
  private long sentId() {
    byte[] packet = session.flush();
    assertThat(packet).isNotNull();
    assertThat(MessageSeal.open(key, Sender.CLIENT, packet, 0, packet.length)).isTrue();
    return PacketHeader.read(packet, 0).msgId();
  }

  private List<ClientEvent> receive(byte[] packet) {
    return session.received(packet, 0, packet.length);
  }

  private record Said(long sessionId, int mark, long ageSeconds, int length) {}

  private byte[] packet(int mark, long ageSeconds, byte[] body) {
    return packet(
        new Said(session.sessionId(), mark, ageSeconds, body.length), Sender.SERVER, body);
  }

  private byte[] packet(Said said, Sender sender, byte[] body) {
    int plain = MessageSeal.HEADER + body.length;
    byte[] packet = new byte[MessageSeal.sealedLength(plain)];
    int at = MessageSeal.OVERHEAD;
    Bytes.putLong(packet, at, 5);
    Bytes.putLong(packet, at + 8, said.sessionId());
    Bytes.putLong(packet, at + 16, MsgIds.atMillis(START - said.ageSeconds() * 1000) | said.mark());
    Bytes.putInt(packet, at + 24, 1);
    Bytes.putInt(packet, at + 28, said.length());
    System.arraycopy(body, 0, packet, at + MessageSeal.HEADER, body.length);
    MessageSeal.seal(key, sender, packet, 0, plain, random);
    return packet;
  }

  private static byte[] update() {
    byte[] body = new byte[16];
    Bytes.putInt(body, 0, UPDATE);
    return body;
  }

  private byte[] randomKey() {
    byte[] bytes = new byte[AuthKey.LENGTH];
    random.nextBytes(bytes);
    return bytes;
  }
}
