package heliograph.tl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// Reads TL from a part of a byte array, and trusts nothing in it.
///
/// Every length is checked against what remains before anything is allocated, a vector's list grows only as its
/// elements are read, and values may be nested [#MAX_DEPTH] deep: so input of n bytes never makes more than a small
/// multiple of n bytes of objects. Every failure is a [TlException].
public final class TlReader {
  /// How deep values that can contain themselves may be nested.
  public static final int MAX_DEPTH = 64;

  static final int VECTOR = 0x1cb5c415;
  static final int BOOL_TRUE = 0x997275b5;
  static final int BOOL_FALSE = 0xbc799737;

  private static final byte[] NO_BYTES = {};

  private final byte[] data;
  private final int end;
  private int position;
  private int layer;
  private int depth;

  public TlReader(byte[] data, int layer) {
    this(data, 0, data.length, layer);
  }

  /// Reads `data` from index `from` (inclusive) to `to` (exclusive).
  public TlReader(byte[] data, int from, int to, int layer) {
    if (from < 0 || to < from || to > data.length) {
      throw new IndexOutOfBoundsException(from + ".." + to + " of " + data.length);
    }
    this.data = data;
    this.position = from;
    this.end = to;
    this.layer = layer;
  }

  /// The layer that the bytes are in; only flags which moved between layers depend on it.
  public int layer() {
    return layer;
  }

  /// Sets the layer of what follows: `invokeWithLayer` does so for its query.
  public void layer(int newLayer) {
    layer = newLayer;
  }

  /// The index in the array of the next byte.
  public int position() {
    return position;
  }

  public int remaining() {
    return end - position;
  }

  /// The array read from; not a copy.
  public byte[] array() {
    return data;
  }

  public int readInt() {
    int at = take(4);
    return Bytes.getInt(data, at);
  }

  /// The next four bytes as [#readInt] would give them, without moving on.
  public int peekInt() {
    if (remaining() < 4) {
      throw truncated(4);
    }
    return Bytes.getInt(data, position);
  }

  public long readLong() {
    int at = take(8);
    return Bytes.getLong(data, at);
  }

  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  public boolean readBool() {
    int id = readInt();
    if (id == BOOL_TRUE) {
      return true;
    }
    if (id == BOOL_FALSE) {
      return false;
    }
    throw unknownId("Bool", id);
  }

  public Int128 readInt128() {
    return Int128.of(data, take(Int128.BYTES), Int128.BYTES);
  }

  public Int256 readInt256() {
    return Int256.of(data, take(Int256.BYTES), Int256.BYTES);
  }

  /// Reads a string; what is not UTF-8 in it becomes U+FFFD.
  public String readString() {
    int length = readLength();
    int at = takePadded(length);
    return length == 0 ? "" : new String(data, at, length, UTF_8);
  }

  public byte[] readBytes() {
    int length = readLength();
    int at = takePadded(length);
    return copy(at, length);
  }

  public void skip(int length) {
    take(length);
  }

  /// A reader of the next `length` bytes in the same layer and at the same depth; this one moves past them.
  public TlReader slice(int length) {
    int at = take(length);
    TlReader slice = new TlReader(data, at, at + length, layer);
    slice.depth = depth;
    return slice;
  }

  /// Fails unless everything was read.
  public void expectEnd() {
    if (position != end) {
      throw new TlException(remaining() + " bytes left over");
    }
  }

  /// Reads the head of a `Vector` whose elements take at least `minBytes` each, and returns their number.
  public int readVector(int minBytes) {
    int id = readInt();
    if (id != VECTOR) {
      throw unknownId("Vector", id);
    }
    return readBareVector(minBytes);
  }

  /// Reads the number of elements of a bare `vector`.
  public int readBareVector(int minBytes) {
    int count = readInt();
    if (count < 0 || count > remaining() / minBytes) {
      throw new TlException(
          "a vector of " + Integer.toUnsignedString(count) + " in " + remaining() + " bytes");
    }
    return count;
  }

  public List<Integer> readInts() {
    int count = readVector(4);
    var list = new TlList.Builder<Integer>(count);
    for (int i = 0; i < count; i++) {
      list.add(readInt());
    }
    return list.build();
  }

  public List<Long> readLongs() {
    int count = readVector(8);
    var list = new TlList.Builder<Long>(count);
    for (int i = 0; i < count; i++) {
      list.add(readLong());
    }
    return list.build();
  }

  public List<Double> readDoubles() {
    int count = readVector(8);
    var list = new TlList.Builder<Double>(count);
    for (int i = 0; i < count; i++) {
      list.add(readDouble());
    }
    return list.build();
  }

  public List<Boolean> readBools() {
    int count = readVector(4);
    var list = new TlList.Builder<Boolean>(count);
    for (int i = 0; i < count; i++) {
      list.add(readBool());
    }
    return list.build();
  }

  public List<String> readStrings() {
    int count = readVector(4);
    var list = new TlList.Builder<String>(count);
    for (int i = 0; i < count; i++) {
      list.add(readString());
    }
    return list.build();
  }

  public List<byte[]> readByteStrings() {
    int count = readVector(4);
    var list = new TlList.Builder<byte[]>(count);
    for (int i = 0; i < count; i++) {
      list.add(readBytes());
    }
    return list.build();
  }

  /// Called before a value that can contain itself is read, and matched by [#leave].
  public void enter() {
    if (++depth > MAX_DEPTH) {
      throw new TlException("nested more than " + MAX_DEPTH + " deep");
    }
  }

  public void leave() {
    depth--;
  }

  /// The failure for an id that the expected type does not have; to be thrown by the caller.
  public TlException unknownId(String type, int id) {
    return new TlException("unknown id " + Integer.toHexString(id) + " for " + type);
  }

  /// The failure for a form of an older layer that lacks what the newest needs; to be thrown by the caller.
  public TlException unreadable(String name) {
    return new TlException("this form of " + name + " is not supported");
  }

  private int readLength() {
    int first = data[take(1)] & 0xff;
    if (first < 254) {
      return first;
    }
    if (first == 255) {
      throw new TlException("a string of unknown length form");
    }
    int at = take(3);
    return (data[at] & 0xff) | ((data[at + 1] & 0xff) << 8) | ((data[at + 2] & 0xff) << 16);
  }

  /// Moves past `length` bytes of a string and what pads it, with its length, to a multiple of four.
  private int takePadded(int length) {
    int head = length < 254 ? 1 : 4;
    return take(length, length + (-(head + length) & 3));
  }

  private int take(int length) {
    return take(length, length);
  }

  private int take(int length, int withPadding) {
    if (length < 0 || withPadding > remaining()) {
      throw truncated(length);
    }
    int at = position;
    position += withPadding;
    return at;
  }

  private byte[] copy(int at, int length) {
    if (length == 0) {
      return NO_BYTES;
    }
    byte[] bytes = new byte[length];
    System.arraycopy(data, at, bytes, 0, length);
    return bytes;
  }

  private TlException truncated(int wanted) {
    return new TlException(wanted + " bytes wanted, " + remaining() + " left");
  }
}
