package heliograph.edge;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// The body of a request of HTTP while it comes in: copied out of the buffers that its parts came in, so that it holds what is counted
/// as [Unfinished] and no more. Used on the connection's event loop only.
final class Body {
  private static final byte[] NOTHING = {};

  private final Gate.Visit visit;
  private final Unfinished unfinished;
  private byte[] bytes = NOTHING;
  private int length;

  Body(EventLoopShare share, Gate.Visit visit) {
    this.visit = visit;
    this.unfinished = new Unfinished(share, visit);
  }

  /// Takes a part; false if that makes more than a packet may have, and then nothing is kept.
  boolean add(ByteBuf part) {
    int size = part.readableBytes();
    if (length + size > visit.packetBytes()) {
      drop();
      return false;
    }
    byte[] grown =
        length + size <= bytes.length
            ? bytes
            : Arrays.copyOf(bytes, Math.max(length + size, 2 * bytes.length));
    part.readBytes(grown, length, size);
    keep(grown, length + size);
    return true;
  }

  /// Whether the connection has to go; then nothing is kept.
  boolean overflows() {
    boolean over = unfinished.overflows();
    if (over) {
      drop();
    }
    return over;
  }

  /// All of it; from now on it is the caller's.
  byte[] take() {
    byte[] whole = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    drop();
    return whole;
  }

  /// Forgets what came.
  void drop() {
    keep(NOTHING, 0);
  }

  private void keep(byte[] kept, int size) {
    unfinished.hold(kept.length);
    bytes = kept;
    length = size;
  }
}
