package heliograph.mtproto.transport;

/// What holds of every stream: it is read or refused, no packet leaves its bounds, and little is held of one that has only begun.
final class Streams {

  private static final int LIMIT = 4_096;
  private static final int RANDOM_TAIL = 15;

  private Streams() {}

  static void read(Transport transport, byte[] stream) {
    transport.limit(LIMIT);
    byte[] data = stream.clone();
    FrameSink sink =
        (buffer, from, to, quickAck) -> {
          if (from < 0
              || to > buffer.length
              || to - from < Integer.BYTES
              || to - from > LIMIT + RANDOM_TAIL) {
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
