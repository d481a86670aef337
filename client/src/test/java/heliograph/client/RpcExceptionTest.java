package heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RpcExceptionTest {
  @Test
  void readsHowLongToWait() {
    RpcException refused = new RpcException(420, "FLOOD_WAIT_42");
    assertThat(refused.type()).isEqualTo("FLOOD_WAIT");
    assertThat(refused.parameter()).isEqualTo(42);
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(42));
  }

  @Test
  void keepsNamesWithoutNumbers() {
    RpcException refused = new RpcException(400, "PHONE_CODE_INVALID");
    assertThat(refused.is("PHONE_CODE_INVALID")).isTrue();
    assertThat(refused.retryAfter()).isNull();
  }
}
