package heliograph.client.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// How long each message took from the moment it was due to the moment it was seen.
///
/// The clock starts when a message should have been sent, not when it could be: a server that stalls is charged for the
/// messages that had to wait behind the stall (coordinated omission). A message seen twice or never due is counted,
/// not timed.
final class Latencies {
  private static final long MAX_NANOS = 120_000_000_000L;
  private static final int DIGITS = 3;

  private final AtomicLongArray due;
  private final Histogram histogram = new ConcurrentHistogram(MAX_NANOS, DIGITS);
  private final AtomicInteger seen = new AtomicInteger();
  private final AtomicInteger strange = new AtomicInteger();
  private volatile long firstMeasured;

  /// @param capacity how many messages there can be
  Latencies(int capacity) {
    due = new AtomicLongArray(capacity);
  }

  /// Forgets what was measured; messages from `number` on count.
  void measureFrom(long number) {
    firstMeasured = number;
    histogram.reset();
  }

  /// Message `number` is to be sent at `nanos`.
  void due(long number, long nanos) {
    due.set((int) number, nanos);
  }

  /// Message `number` was seen at `nanos`.
  void seen(long number, long nanos) {
    if (number < 0 || number >= due.length()) {
      return; // not one of ours
    }
    long since = due.getAndSet((int) number, 0);
    if (since == 0) {
      strange.incrementAndGet();
      return;
    }
    seen.incrementAndGet();
    if (number >= firstMeasured) {
      histogram.recordValue(Math.min(MAX_NANOS, Math.max(0, nanos - since)));
    }
  }

  /// How many messages were seen, each counted once.
  int seenCount() {
    return seen.get();
  }

  /// How many were seen twice, or without ever having been sent.
  int strangeCount() {
    return strange.get();
  }

  double millisAt(double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e6;
  }
}
