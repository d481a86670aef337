package heliograph.mtproto.client;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.MessageSeal;
import heliograph.mtproto.crypto.Sender;
import heliograph.mtproto.message.MsgIds;
import heliograph.tl.Bytes;
import heliograph.tl.ProtocolException;
import java.time.Instant;
import java.util.Random;

/// Whatever a server puts into a packet that is sound outside, a client with calls under way takes it or hangs up.
public final class ServerMessagesTarget {

  private static final long NOW = 1_800_000_000_000L;

  private final AuthKey key = AuthKey.of(new byte[AuthKey.LENGTH]);

  /// Takes what a fuzzer made up.
  public void take(byte[] body) {
    ClientSession session =
        new ClientSession(key, 5, 0, () -> Instant.ofEpochMilli(NOW), new Random(1));
    session.call(new byte[16]);
    session.flush();
    int plain = MessageSeal.HEADER + body.length / 4 * 4;
    byte[] packet = new byte[MessageSeal.sealedLength(plain)];
    int at = MessageSeal.OVERHEAD;
    Bytes.putLong(packet, at + 8, session.sessionId());
    Bytes.putLong(packet, at + 16, MsgIds.atMillis(NOW) | MsgIds.ANSWER);
    Bytes.putInt(packet, at + 24, 1);
    Bytes.putInt(packet, at + 28, plain - MessageSeal.HEADER);
    System.arraycopy(body, 0, packet, at + MessageSeal.HEADER, plain - MessageSeal.HEADER);
    MessageSeal.seal(key, Sender.SERVER, packet, 0, plain, new Random(2));
    try {
      session.received(packet, 0, packet.length);
      session.flush();
    } catch (ProtocolException expected) {
      // The connection is closed.
    }
  }
}
