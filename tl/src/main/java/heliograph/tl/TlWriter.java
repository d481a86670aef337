package heliograph.tl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/// Writes TL in one layer into a byte array that grows.
public final class TlWriter {
  /// A string's length has three bytes at most.
  public static final int MAX_STRING = (1 << 24) - 1;

  private static final int FIRST_CAPACITY = 256;

  private byte[] data;
  private int size;
  private int layer;

  public TlWriter(int layer) {
    this(layer, FIRST_CAPACITY);
  }

  public TlWriter(int layer, int capacity) {
    this.layer = layer;
    this.data = new byte[capacity];
  }

  public int layer() {
    return layer;
  }

  /// Sets the layer of what follows: `invokeWithLayer` does so for its query.
  public void layer(int newLayer) {
    layer = newLayer;
  }

  public int size() {
    return size;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(data, size);
  }

  /// The array written to, of which the first [#size] bytes count; valid until the next write.
  public byte[] array() {
    return data;
  }

  /// Forgets what was written and keeps the array.
  public void reset() {
    size = 0;
  }

  public void writeInt(int value) {
    int at = grow(4);
    Bytes.putInt(data, at, value);
  }

  /// Overwrites four bytes that were written before, such as a length that was not known then.
  public void patchInt(int position, int value) {
    if (position < 0 || position > size - 4) {
      throw new IndexOutOfBoundsException(position + " of " + size);
    }
    Bytes.putInt(data, position, value);
  }

  public void writeLong(long value) {
    int at = grow(8);
    Bytes.putLong(data, at, value);
  }

  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  public void writeBool(boolean value) {
    writeInt(value ? TlReader.BOOL_TRUE : TlReader.BOOL_FALSE);
  }

  public void writeInt128(Int128 value) {
    writeLong(value.first());
    writeLong(value.second());
  }

  public void writeInt256(Int256 value) {
    writeLong(value.first());
    writeLong(value.second());
    writeLong(value.third());
    writeLong(value.fourth());
  }

  public void writeString(String value) {
    writeBytes(value.getBytes(UTF_8));
  }

  public void writeBytes(byte[] value) {
    writeBytes(value, 0, value.length);
  }

  /// Writes a part of an array as TL `bytes`: with its length before and padding after.
  public void writeBytes(byte[] value, int offset, int length) {
    if (length > MAX_STRING) {
      throw new IllegalArgumentException(length + " bytes in one string");
    }
    int head = length < 254 ? 1 : 4;
    int padding = -(head + length) & 3;
    int at = grow(head + length + padding);
    if (head == 1) {
      data[at] = (byte) length;
    } else {
      Bytes.putInt(data, at, length << 8 | 254);
    }
    System.arraycopy(value, offset, data, at + head, length);
    Arrays.fill(data, at + head + length, size, (byte) 0);
  }

  /// Writes bytes as they are.
  public void writeRaw(byte[] value) {
    writeRaw(value, 0, value.length);
  }

  public void writeRaw(byte[] value, int offset, int length) {
    int at = grow(length);
    System.arraycopy(value, offset, data, at, length);
  }

  /// Writes the head of a `Vector`; its elements follow.
  public void writeVector(int count) {
    writeVectorId();
    writeInt(count);
  }

  /// Writes the id of a `Vector`; its count and its elements follow.
  public void writeVectorId() {
    writeInt(TlReader.VECTOR);
  }

  public void writeObjects(List<? extends TlObject> list) {
    writeVectorId();
    writeBareObjects(list);
  }

  /// Writes a bare `vector` of boxed elements.
  public void writeBareObjects(List<? extends TlObject> list) {
    int count = list.size();
    writeInt(count);
    for (int i = 0; i < count; i++) {
      list.get(i).write(this);
    }
  }

  /// Writes a vector without the elements that the layer does not know.
  public void writeKnownObjects(List<? extends TlObject> list) {
    writeVectorId();
    int countAt = size;
    writeInt(0);
    int known = 0;
    for (int i = 0; i < list.size(); i++) {
      int elementAt = size;
      try {
        list.get(i).write(this);
        known++;
      } catch (NotInLayerException e) {
        size = elementAt;
      }
    }
    patchInt(countAt, known);
  }

  public void writeInts(List<Integer> list) {
    int count = list.size();
    writeVector(count);
    for (int i = 0; i < count; i++) {
      writeInt(list.get(i));
    }
  }

  public void writeLongs(List<Long> list) {
    int count = list.size();
    writeVector(count);
    for (int i = 0; i < count; i++) {
      writeLong(list.get(i));
    }
  }

  public void writeDoubles(List<Double> list) {
    int count = list.size();
    writeVector(count);
    for (int i = 0; i < count; i++) {
      writeDouble(list.get(i));
    }
  }

  public void writeBools(List<Boolean> list) {
    int count = list.size();
    writeVector(count);
    for (int i = 0; i < count; i++) {
      writeBool(list.get(i));
    }
  }

  public void writeStrings(List<String> list) {
    int count = list.size();
    writeVector(count);
    for (int i = 0; i < count; i++) {
      writeString(list.get(i));
    }
  }

  public void writeByteStrings(List<byte[]> list) {
    int count = list.size();
    writeVector(count);
    for (int i = 0; i < count; i++) {
      writeBytes(list.get(i));
    }
  }

  /// Makes room for `length` bytes and returns where they go.
  private int grow(int length) {
    int at = size;
    if (length > data.length - at) {
      data = Arrays.copyOf(data, Math.max(Math.addExact(at, length), data.length * 2));
    }
    size = at + length;
    return at;
  }
}
