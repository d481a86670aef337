package heliograph.mtproto.transport;

import java.util.Random;

/// Whatever stream arrives over any framing, in pieces of any size, at either end: it is read or refused.
public final class FramingTarget {

  /// Takes what a fuzzer made up.
  public void take(byte[] stream) {
    for (Framing framing : Framing.values()) {
      Streams.read(Transport.server(framing, null, new Random(1)), stream);
      Streams.read(Transport.openPlain(framing, new Random(1)).transport(), stream);
    }
  }
}
