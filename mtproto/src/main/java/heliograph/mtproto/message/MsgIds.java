package heliograph.mtproto.message;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Makes `msg_id`s: the time in units of 2^-32 seconds, always rising, with the sender's mark in the two lowest bits.
///
/// One source can serve many sessions and threads: ids are then unique over all of them, which is more than is asked for.
/// Reference: mtproto/description, "Message Identifier (msg_id)".
public final class MsgIds {

  /// The lowest bits of what a client sends.
  public static final int CLIENT = 0;

  /// The lowest bits of what a server sends in answer to a client's message.
  public static final int ANSWER = 1;

  /// The lowest bits of what a server sends of its own accord.
  public static final int NOTICE = 3;

  private final InstantSource clock;
  private final AtomicLong last = new AtomicLong();

  public MsgIds(InstantSource clock) {
    this.clock = clock;
  }

  /// A new id with these lowest bits.
  public long next(int mark) {
    long candidate = atMillis(clock.millis());
    long previous;
    long next;
    do {
      previous = last.get();
      next = Math.max(candidate, (previous & ~3L) + 4) | mark;
    } while (!last.compareAndSet(previous, next));
    return next;
  }

  /// The clock was set back: ids go on from `highest` at most.
  public void goBackTo(long highest) {
    last.updateAndGet(id -> Math.min(id, highest));
  }

  /// The second of Unix time at which an id was made.
  public static long seconds(long msgId) {
    return msgId >>> 32;
  }

  /// The lowest id of a millisecond.
  public static long atMillis(long millis) {
    long fraction = ((millis % 1000) << 32) / 1000;
    return ((millis / 1000) << 32) | (fraction & ~3L);
  }

  /// The mark in an id's lowest bits.
  public static int mark(long msgId) {
    return (int) msgId & 3;
  }
}
