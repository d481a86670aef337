package heliograph.store;

import java.util.Arrays;

/// A key and its value. The value is shared, not copied: whoever has it leaves it as it is.
@SuppressWarnings("ArrayRecordComponent") // a copy would cost more than it protects
public record Row(Key key, byte[] value) {
  public static final int MAX_VALUE_LENGTH = 8 << 20;

  public Row {
    if (value.length > MAX_VALUE_LENGTH) {
      throw new IllegalArgumentException(
          "A value has at most " + MAX_VALUE_LENGTH + " bytes, not " + value.length);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row that && key.equals(that.key) && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return key + " (" + value.length + " bytes)";
  }
}
