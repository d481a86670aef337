package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.rpc.MethodTable.Order;
import heliograph.tl.Layer;
import heliograph.tl.api.help.GetNearestDc;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The order of a session's calls, and how many it may have. Threads run when the test lets them.
final class RpcSessionTest {
  private final List<Runnable> threads = new ArrayList<>();
  private final List<Long> ran = new ArrayList<>();
  private final RpcSession session =
      new RpcSession(
          new Silent(1),
          threads::add,
          (_, call) -> {
            ran.add(call.msgId);
            return true;
          });

  @Test
  void changesRunOneAfterTheOtherAsTheyCame() {
    for (long id = 4; id <= 40; id += 4) {
      session.submit(call(id), Order.CHANGE);
    }
    assertThat(threads).hasSize(1);

    threads.getFirst().run();

    assertThat(ran).containsExactly(4L, 8L, 12L, 16L, 20L, 24L, 28L, 32L, 36L, 40L);
  }

  @Test
  void readsDoNotWaitForChangesAndOnlySoManyRunAtOnce() {
    session.submit(call(4), Order.CHANGE);
    for (int i = 0; i < RpcSession.MAX_READS + 3; i++) {
      session.submit(call(100 + 4L * i), Order.READ);
    }
    assertThat(threads).hasSize(1 + RpcSession.MAX_READS);

    threads.get(1).run();
    assertThat(ran).hasSize(4).doesNotContain(4L);
    threads.getFirst().run();
    assertThat(ran).contains(4L);
  }

  @Test
  void aSessionWithTooManyCallsHasToWait() {
    for (int i = 1; i <= RpcSession.MAX_PENDING; i++) {
      session.submit(call(4L * i), Order.CHANGE);
    }
    assertThatThrownBy(() -> session.submit(call(9000), Order.CHANGE))
        .hasMessageContaining("FLOOD_WAIT");

    threads.getFirst().run();

    session.submit(call(9004), Order.CHANGE);
    assertThat(ran).hasSize(RpcSession.MAX_PENDING).doesNotContain(9000L);
  }

  private static RpcCall call(long msgId) {
    return new RpcCall(
        msgId,
        Envelope.open(new GetNearestDc().toBytes(Layer.NEWEST), Layer.NEWEST),
        new Outcome());
  }
}
