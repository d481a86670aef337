package heliograph.rpc;

import java.util.Arrays;

/// The outcome of a session's last calls, which later ones may name in `invokeAfterMsg`.
final class FinishedCalls {
  /// How many outcomes are kept.
  static final int CAPACITY = 128;

  private static final int START = 4;

  /// Message ids; a failed call has its lowest bit set, which no client's message id has.
  private long[] outcomes = {};

  private int next;
  private boolean full;

  void add(long msgId, boolean succeeded) {
    if (next == outcomes.length && outcomes.length < CAPACITY) {
      outcomes = Arrays.copyOf(outcomes, Math.max(START, outcomes.length * 2));
    }
    if (next == CAPACITY) {
      next = 0;
      full = true;
    }
    outcomes[next++] = succeeded ? msgId : msgId | 1;
  }

  /// Whether the call is known and succeeded.
  boolean succeeded(long msgId) {
    int known = full ? CAPACITY : next;
    for (int i = 0; i < known; i++) {
      if (outcomes[i] == msgId) {
        return true;
      }
    }
    return false;
  }
}
