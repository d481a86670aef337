package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

/// Pings of a WebSocket, which are answered before anybody knows who sends them.
final class PingsTest {
  @Test
  void whoReadsNoPongsIsNotReadFrom() {
    EmbeddedChannel channel = new EmbeddedChannel(new WebSocketBytes());
    writable(channel, false);
    assertThat(channel.config().isAutoRead()).isFalse();
    writable(channel, true);
    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(channel.finish()).isFalse();
  }

  private static void writable(EmbeddedChannel channel, boolean on) {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, on);
    channel.runPendingTasks();
  }
}
