package heliograph.mtproto.server;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.tl.Bytes;
import java.util.List;
import java.util.Random;

/// Packets that name a key and were not sealed with it: the connection is closed without a word.
public final class PacketTarget {

  private final ManualClock clock = new ManualClock();
  private final StoredAuthKey key =
      new StoredAuthKey(AuthKey.of(new byte[AuthKey.LENGTH]), clock.seconds(), 0, 1, 2, 0);
  private final MessageServer server =
      new MessageServer(
          clock, new SaltSchedule(new byte[32], 0), SessionLimits.DEFAULT, new Random(1));

  /// Takes what a fuzzer made up.
  public void take(byte[] packet) {
    if (packet.length >= Long.BYTES) {
      Bytes.putLong(packet, 0, key.id());
    }
    List<Effect> effects =
        server
            .connect(new QuietLink(), new Random(2))
            .received(key, packet, 0, packet.length, true);
    assertThat(effects).containsExactly(new Effect.Close(Effect.Reason.BROKEN_SEAL));
    assertThat(server.sessions().size()).isZero();
  }
}
