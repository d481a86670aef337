package heliograph.edge;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whatever a connection brings, HTTP above all, or what comes over a WebSocket: it is served or closed by rule, and leaves nothing
/// behind. The first byte says which of the two.
@ExtendWith(Watcher.class)
class EdgeFuzzTest {
  private static final byte[] NOTHING = {};
  private static final byte[] UPGRADE =
      """
      GET /apiws HTTP/1.1\r
      Host: here\r
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Protocol: binary\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  private static final Front FRONT = new Front();

  @FuzzTest(maxDuration = "8s")
  void isServedOrClosed(byte[] bytes) {
    if (bytes.length > 0) {
      byte[] begin = (bytes[0] & 1) == 0 ? NOTHING : UPGRADE;
      FRONT.connection(begin, Arrays.copyOfRange(bytes, 1, bytes.length));
    }
  }
}
