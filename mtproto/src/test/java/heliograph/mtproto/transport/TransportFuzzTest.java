package heliograph.mtproto.transport;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Whatever bytes arrive, a connection is recognised or not, and its stream is read or refused: nothing else is thrown,
/// and no packet leaves its bounds.
class TransportFuzzTest {

  private static final ProxySecret SECRET = ProxySecret.parse("00112233445566778899aabbccddeeff");
  private static final int LIMIT = 4_096;

  @FuzzTest
  void anyConnection(byte[] stream) {
    TransportDetector detector = new TransportDetector(List.of(SECRET), true, new Random(1));
    if (detector.detect(stream, 0, stream.length)
        instanceof Detection.Mtproto(Transport transport, int consumed, int dc)) {
      read(transport, Arrays.copyOfRange(stream, consumed, stream.length));
    }
  }

  @FuzzTest
  void anyStreamOfAnyFraming(byte[] stream) {
    for (Framing framing : Framing.values()) {
      read(Transport.server(framing, null, new Random(1)), stream);
      read(Transport.openPlain(framing, new Random(1)).transport(), stream);
    }
  }

  private static void read(Transport transport, byte[] stream) {
    transport.limit(LIMIT);
    byte[] data = stream.clone();
    FrameSink sink =
        (buffer, from, to, quickAck) -> {
          if (from < 0
              || to > buffer.length
              || to - from < Integer.BYTES
              || to - from > LIMIT + 15) {
            throw new AssertionError("A packet of " + from + ".." + to);
          }
        };
    try {
      int step = 1 + (data.length > 0 ? data[0] & 63 : 0);
      for (int at = 0; at < data.length; at += step) {
        transport.feed(data, at, Math.min(data.length, at + step), sink);
      }
    } catch (TransportException e) {
      return;
    }
    if (transport.heldBytes() > 2 * LIMIT) {
      throw new AssertionError("Holds " + transport.heldBytes() + " bytes");
    }
  }
}
