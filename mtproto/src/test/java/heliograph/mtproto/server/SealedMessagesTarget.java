package heliograph.mtproto.server;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.MessageSeal;
import heliograph.mtproto.crypto.Sender;
import heliograph.mtproto.message.MsgIds;
import heliograph.tl.Bytes;
import java.util.Arrays;
import java.util.Random;

/// Whatever holders of a key put into packets that are sound outside, one packet after another of one session.
public final class SealedMessagesTarget {

  private static final int PACKET = 256;

  private final ManualClock clock = new ManualClock();
  private final StoredAuthKey key =
      new StoredAuthKey(AuthKey.of(new byte[AuthKey.LENGTH]), clock.seconds(), 0, 1, 2, 0);

  /// Takes what a fuzzer made up.
  public void take(byte[] bodies) {
    MessageServer server =
        new MessageServer(
            clock, new SaltSchedule(new byte[32], 0), SessionLimits.DEFAULT, new Random(1));
    ServerConnection connection = server.connect(new QuietLink(), new Random(2));
    long msgId = MsgIds.atMillis(clock.millis());
    for (int at = 0; at < bodies.length; at += PACKET) {
      byte[] body = Arrays.copyOfRange(bodies, at, Math.min(bodies.length, at + PACKET));
      byte[] packet = packet(msgId += 4096, body);
      for (Effect effect : connection.received(key, packet, 0, packet.length, true)) {
        switch (effect) {
          case Effect.Request request -> request.session().answer(request.msgId(), request.body());
          case Effect.DestroyKey destroyed -> destroyed.session().keyDestroyed(true);
          case Effect.Close _ -> {
            return;
          }
          default -> {}
        }
      }
      connection.flush();
    }
    connection.closed();
  }

  private byte[] packet(long msgId, byte[] body) {
    int plain = MessageSeal.HEADER + body.length / 4 * 4;
    byte[] packet = new byte[MessageSeal.sealedLength(plain)];
    int at = MessageSeal.OVERHEAD;
    Bytes.putLong(packet, at, 1);
    Bytes.putLong(packet, at + 16, msgId);
    Bytes.putInt(packet, at + 24, 2 * (int) (msgId >>> 12 & 0xffff) + 1);
    Bytes.putInt(packet, at + 28, plain - MessageSeal.HEADER);
    System.arraycopy(body, 0, packet, at + MessageSeal.HEADER, plain - MessageSeal.HEADER);
    MessageSeal.seal(key.key(), Sender.CLIENT, packet, 0, plain, new Random(1));
    return packet;
  }
}
