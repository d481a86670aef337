package heliograph.mtproto.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.Bytes;
import heliograph.mtproto.crypto.MessageSeal;
import heliograph.mtproto.crypto.Sender;
import heliograph.mtproto.message.BadMsg;
import heliograph.mtproto.message.MsgIds;
import heliograph.mtproto.message.PacketHeader;
import heliograph.mtproto.message.ServiceMessages;
import heliograph.tl.ProtocolException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The checks that mtproto/security_guidelines asks of a client.
class ClientChecksTest {

  private static final long START = 1_800_000_000_000L;
  private static final int UPDATE = 0x7e57b0b0;

  private final Random random = new Random(11);
  private final AuthKey key = AuthKey.of(randomKey());
  private final ClientSession session =
      new ClientSession(key, 5, 0, () -> Instant.ofEpochMilli(START), random);

  @Test
  void takesUpdateOnceAndAcknowledgesIt() {
    byte[] packet = packet(session.sessionId(), MsgIds.NOTICE, 0, Sender.SERVER, update());
    assertThat(receive(packet.clone())).hasSize(1);
    assertThat(receive(packet)).isEmpty();
    assertThat(session.nextTickMillis()).isBetween(START, START + 60_000);
  }

  @Test
  void refusesPacketThatTheServerDidNotSeal() {
    byte[] changed = packet(session.sessionId(), MsgIds.NOTICE, 0, Sender.SERVER, update());
    changed[30] ^= 1;
    assertThatThrownBy(() -> receive(changed)).isInstanceOf(ProtocolException.class);
    byte[] reflected = packet(session.sessionId(), MsgIds.NOTICE, 0, Sender.CLIENT, update());
    assertThatThrownBy(() -> receive(reflected)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void refusesPacketOfAnotherSession() {
    byte[] packet = packet(session.sessionId() + 1, MsgIds.NOTICE, 0, Sender.SERVER, update());
    assertThatThrownBy(() -> receive(packet)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void refusesIdsOfClients() {
    for (int mark : List.of(0, 2)) {
      byte[] packet = packet(session.sessionId(), mark, 0, Sender.SERVER, update());
      assertThatThrownBy(() -> receive(packet)).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void ignoresWhatIsFromAnotherTime() {
    for (long age : List.of(300L, -30L)) {
      assertThat(receive(packet(session.sessionId(), MsgIds.NOTICE, age, Sender.SERVER, update())))
          .hasSize(1);
    }
    for (long age : List.of(301L, -31L)) {
      assertThat(receive(packet(session.sessionId(), MsgIds.NOTICE, age, Sender.SERVER, update())))
          .isEmpty();
    }
  }

  @Test
  void believesNoticesOnlyAboutWhatItSent() {
    byte[] forged = ServiceMessages.badServerSalt(12, 1, 99);
    receive(packet(session.sessionId(), MsgIds.ANSWER, 0, Sender.SERVER, forged));
    assertThat(session.salt()).isEqualTo(5);
  }

  @Test
  void setsItsClockByNoticeAboutItsCallAndSaysItAgain() {
    session.call(update());
    long msgId = sentId();
    byte[] notice = ServiceMessages.badMsgNotification(msgId, 1, BadMsg.ID_TOO_LOW);
    receive(packet(session.sessionId(), MsgIds.ANSWER, -5000, Sender.SERVER, notice));
    assertThat(session.offsetMillis()).isEqualTo(5_000_000);
    assertThat(MsgIds.seconds(sentId())).isEqualTo(START / 1000 + 5000);
  }

  @Test
  void usesTheSaltOfNoticeAboutItsCall() {
    session.call(update());
    byte[] notice = ServiceMessages.badServerSalt(sentId(), 1, 99);
    assertThat(receive(packet(session.sessionId(), MsgIds.ANSWER, 0, Sender.SERVER, notice)))
        .containsExactly(new ClientEvent.SaltChanged(99));
    assertThat(session.flush()).isNotNull();
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

  private byte[] packet(long sessionId, int mark, long ageSeconds, Sender sender, byte[] body) {
    int plain = MessageSeal.HEADER + body.length;
    byte[] packet = new byte[MessageSeal.sealedLength(plain)];
    int at = MessageSeal.OVERHEAD;
    Bytes.putLong(packet, at, 5);
    Bytes.putLong(packet, at + 8, sessionId);
    Bytes.putLong(packet, at + 16, MsgIds.atMillis(START - ageSeconds * 1000) | mark);
    Bytes.putInt(packet, at + 24, 1);
    Bytes.putInt(packet, at + 28, body.length);
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
