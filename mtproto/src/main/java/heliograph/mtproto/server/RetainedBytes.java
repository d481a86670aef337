package heliograph.mtproto.server;

import java.util.concurrent.atomic.LongAdder;

/// Counts what all sessions keep for their clients, so that many sessions are bounded together.
final class RetainedBytes {

  private final LongAdder bytes = new LongAdder();
  private final long limit;

  RetainedBytes(long limit) {
    this.limit = limit;
  }

  void add(long delta) {
    bytes.add(delta);
  }

  long bytes() {
    return bytes.sum();
  }

  boolean exceeded() {
    return !hasRoomFor(0);
  }

  boolean hasRoomFor(int more) {
    return bytes() + more <= limit;
  }
}
