package heliograph.mtproto.message;

import java.util.Arrays;

/// The newest messages received in a session, by `msg_id`, so that none is taken twice.
///
/// A sorted array that starts small. Before it grows it forgets what is older than [#KEEP_SECONDS], and at its limit it
/// forgets the oldest; everything at or below the highest forgotten id counts as too old to tell. Messages come nearly in order, so
/// an insertion is mostly an append.
///
/// The order of sequence numbers is checked against the two neighbours only: as long as every message was checked
/// on its way in, the numbers rise along the array, and the neighbours speak for all.
/// Reference: mtproto/security_guidelines, "Checking msg_id"; mtproto/service_messages_about_messages, codes 20, 32, 33.
public final class ReceivedWindow {

  /// How long ids are kept for sure: longer than any `msg_id` is valid.
  static final int KEEP_SECONDS = 330;

  private static final int FIRST_CAPACITY = 8;
  private static final long[] NO_IDS = {};
  private static final int[] NO_NUMBERS = {};

  /// What the window says of a message.
  public enum Verdict {
    NEW,
    DUPLICATE,
    /// It cannot be told whether it was received.
    TOO_OLD,
    SEQ_NO_TOO_LOW,
    SEQ_NO_TOO_HIGH
  }

  private long[] ids = NO_IDS;
  private int[] seqNos = NO_NUMBERS;
  private int size;
  private long forgotten;

  public ReceivedWindow() {
    this(Long.MIN_VALUE);
  }

  /// A window of which it is not known what was received up to an id.
  public ReceivedWindow(long forgotten) {
    this.forgotten = forgotten;
  }

  /// What would be said of a message if it came now.
  public Verdict check(long msgId, int seqNo) {
    if (msgId <= forgotten) {
      return Verdict.TOO_OLD;
    }
    int at = find(msgId);
    if (at >= 0) {
      return Verdict.DUPLICATE;
    }
    int next = -(at + 1);
    if (next > 0 && outOfOrder(seqNos[next - 1], seqNo)) {
      return Verdict.SEQ_NO_TOO_LOW;
    }
    if (next < size && outOfOrder(seqNo, seqNos[next])) {
      return Verdict.SEQ_NO_TOO_HIGH;
    }
    return Verdict.NEW;
  }

  /// Takes a message into the window if it is new; `limit` is the most ids that are kept.
  public Verdict add(long msgId, int seqNo, long nowSeconds, int limit) {
    Verdict verdict = check(msgId, seqNo);
    if (verdict == Verdict.NEW) {
      makeRoom(nowSeconds, limit);
      if (msgId <= forgotten) {
        return Verdict.TOO_OLD;
      }
      int at = -(find(msgId) + 1);
      System.arraycopy(ids, at, ids, at + 1, size - at);
      System.arraycopy(seqNos, at, seqNos, at + 1, size - at);
      ids[at] = msgId;
      seqNos[at] = seqNo;
      size++;
    }
    return verdict;
  }

  public boolean contains(long msgId) {
    return find(msgId) >= 0;
  }

  /// Whether so low an id may have been received and forgotten.
  public boolean mayHaveForgotten(long msgId) {
    return msgId <= forgotten;
  }

  /// The highest id received, or the lowest number there is.
  public long highest() {
    return size == 0 ? forgotten : ids[size - 1];
  }

  /// The sequence number of a message in the window.
  public int seqNo(long msgId) {
    return seqNos[find(msgId)];
  }

  private static boolean outOfOrder(int lower, int higher) {
    return lower > higher || (lower == higher && SeqNo.isContentRelated(lower));
  }

  private void makeRoom(long nowSeconds, int limit) {
    if (size < ids.length) {
      return;
    }
    int old = 0;
    while (old < size && MsgIds.seconds(ids[old]) < nowSeconds - KEEP_SECONDS) {
      old++;
    }
    forget(size - old < limit ? old : Math.max(old, size / 8 + 1));
    int capacity = Math.clamp(size * 2L, FIRST_CAPACITY, Math.max(limit, FIRST_CAPACITY));
    if (capacity != ids.length) {
      ids = Arrays.copyOf(ids, capacity);
      seqNos = Arrays.copyOf(seqNos, capacity);
    }
  }

  private void forget(int count) {
    if (count == 0) {
      return;
    }
    forgotten = ids[count - 1];
    size -= count;
    System.arraycopy(ids, count, ids, 0, size);
    System.arraycopy(seqNos, count, seqNos, 0, size);
  }

  private int find(long msgId) {
    if (size == 0 || ids[size - 1] < msgId) {
      return -size - 1;
    }
    return Arrays.binarySearch(ids, 0, size, msgId);
  }
}
