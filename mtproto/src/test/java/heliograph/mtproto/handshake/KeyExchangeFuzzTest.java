package heliograph.mtproto.handshake;

import com.code_intelligence.jazzer.junit.FuzzTest;
import heliograph.mtproto.crypto.Bytes;
import heliograph.mtproto.crypto.ServerKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/// Whatever packet arrives, either end answers or refuses.
class KeyExchangeFuzzTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000));
  private static final ServerKey KEY = ServerKey.generate(RANDOM);
  private static final ServerKeyExchange SERVER =
      new ServerKeyExchange(KEY, id -> false, RANDOM, CLOCK);

  @FuzzTest
  void anyPacket(byte[] body) {
    byte[] packet = Bytes.concat(new byte[UnsealedPacket.HEADER], body);
    Bytes.putInt(packet, UnsealedPacket.HEADER - Integer.BYTES, body.length);
    receive(packet);
    receive(body);
  }

  private static void receive(byte[] packet) {
    if (SERVER.receive(packet, 0, packet.length) instanceof ServerStep.Work(var task)) {
      var _ = task.get();
    }
    var client =
        new ClientKeyExchange(
            KEY.publicKey(), ClientKeyExchange.Request.permanent(2), RANDOM, CLOCK);
    if (client.receive(packet, 0, packet.length) instanceof ClientStep.Done) {
      throw new AssertionError("A key out of nothing");
    }
  }
}
