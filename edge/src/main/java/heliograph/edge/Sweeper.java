package heliograph.edge;

import java.util.ArrayList;
import java.util.List;

/// Closes the connections of one event loop whose time is up: one pass a second over all of them instead of a timer for each. Used on its
/// event loop only.
final class Sweeper {

  /// Something with a deadline; it knows its own place in the list, so that leaving costs nothing.
  abstract static class Entry {
    private int place = -1;

    /// On the clock of [System#nanoTime], in seconds.
    abstract long deadlineSeconds();

    abstract void timeIsUp();
  }

  private final List<Entry> entries = new ArrayList<>();

  static long nowSeconds() {
    return System.nanoTime() / 1_000_000_000L;
  }

  void add(Entry entry) {
    entry.place = entries.size();
    entries.add(entry);
  }

  void remove(Entry entry) {
    if (entry.place < 0) {
      return;
    }
    Entry last = entries.removeLast();
    if (last.place != entry.place) {
      entries.set(entry.place, last);
      last.place = entry.place;
    }
    entry.place = -1;
  }

  void sweep() {
    long now = nowSeconds();
    // Backwards, because an entry that leaves is replaced by the last one.
    for (int at = entries.size() - 1; at >= 0; at--) {
      if (at < entries.size() && entries.get(at).deadlineSeconds() <= now) {
        entries.get(at).timeIsUp();
      }
    }
  }
}
