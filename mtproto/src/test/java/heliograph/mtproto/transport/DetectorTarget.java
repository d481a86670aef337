package heliograph.mtproto.transport;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Whatever a connection begins with, it is recognised or not; and what follows is read or refused.
public final class DetectorTarget {

  private static final ProxySecret SECRET = ProxySecret.parse("00112233445566778899aabbccddeeff");

  /// Takes what a fuzzer made up.
  public void take(byte[] stream) {
    TransportDetector detector = new TransportDetector(List.of(SECRET), true, new Random(1));
    if (detector.detect(stream, 0, stream.length)
        instanceof Detection.Mtproto(Transport transport, int consumed)) {
      Streams.read(transport, Arrays.copyOfRange(stream, consumed, stream.length));
    }
  }
}
