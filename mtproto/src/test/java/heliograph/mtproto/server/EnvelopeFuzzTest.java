package heliograph.mtproto.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.Bytes;
import heliograph.mtproto.crypto.MessageSeal;
import heliograph.mtproto.crypto.Sender;
import heliograph.mtproto.message.MsgIds;
import java.util.Random;

/// A server's connection under hostile packets: unsealed ones, and well sealed ones with any messages in them.
class EnvelopeFuzzTest {

  private final ManualClock clock = new ManualClock();
  private final SaltSchedule salts = new SaltSchedule(new byte[32], 0);
  private final StoredAuthKey key =
      new StoredAuthKey(AuthKey.of(new byte[AuthKey.LENGTH]), clock.seconds(), 0, 1, 2, 0);

  @FuzzTest(maxDuration = "10s")
  void opensPackets(byte[] packet) {
    if (packet.length >= 8) {
      Bytes.putLong(packet, 0, key.id());
    }
    connection().received(key, packet, 0, packet.length, true);
  }

  @FuzzTest(maxDuration = "10s")
  void takesSealedMessages(byte[] body) {
    int plain = MessageSeal.HEADER + body.length / 4 * 4;
    byte[] packet = new byte[MessageSeal.sealedLength(plain)];
    int at = MessageSeal.OVERHEAD;
    Bytes.putLong(packet, at, 1);
    Bytes.putLong(packet, at + 16, MsgIds.atMillis(clock.millis()));
    Bytes.putInt(packet, at + 24, 1);
    Bytes.putInt(packet, at + 28, plain - MessageSeal.HEADER);
    System.arraycopy(body, 0, packet, at + MessageSeal.HEADER, plain - MessageSeal.HEADER);
    MessageSeal.seal(key.key(), Sender.CLIENT, packet, 0, plain, new Random(1));
    ServerConnection connection = connection();
    connection.received(key, packet, 0, packet.length, true);
    connection.flush();
  }

  private ServerConnection connection() {
    MessageServer server = new MessageServer(clock, salts, SessionLimits.DEFAULT, new Random(1));
    Link link =
        new Link() {
          @Override
          public void wake() {}

          @Override
          public void close() {}
        };
    return server.connect(link, new Random(2));
  }
}
