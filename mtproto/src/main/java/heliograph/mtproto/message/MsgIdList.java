package heliograph.mtproto.message;

import java.util.Arrays;

/// A short list of `msg_id`s that takes no memory while it is empty.
public final class MsgIdList {

  private static final long[] NONE = {};
  private static final int FIRST_CAPACITY = 4;

  private long[] ids = NONE;
  private int size;

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public long get(int index) {
    return ids[index];
  }

  public boolean contains(long id) {
    return indexOf(id) >= 0;
  }

  /// Adds an id that is not there yet.
  public void add(long id) {
    if (indexOf(id) >= 0) {
      return;
    }
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, Math.max(FIRST_CAPACITY, size * 2));
    }
    ids[size++] = id;
  }

  /// Removes an id; false if it was not there.
  public boolean remove(long id) {
    int at = indexOf(id);
    if (at < 0) {
      return false;
    }
    if (--size == 0) {
      clear();
    } else {
      System.arraycopy(ids, at + 1, ids, at, size - at);
    }
    return true;
  }

  public void clear() {
    size = 0;
    ids = NONE;
  }

  /// The newest ids are looked for most.
  private int indexOf(long id) {
    for (int i = size - 1; i >= 0; i--) {
      if (ids[i] == id) {
        return i;
      }
    }
    return -1;
  }
}
