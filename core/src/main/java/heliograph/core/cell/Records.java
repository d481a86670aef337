package heliograph.core.cell;

import heliograph.tl.Layer;
import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import heliograph.tl.storage.Storage;
import org.jspecify.annotations.Nullable;

/// Reads and writes the values of rows: TL of our own schema.
public final class Records {
  private Records() {}

  public static byte[] bytes(TlObject value) {
    return value.toBytes(Layer.NEWEST);
  }

  /// The record in a row's value, or null if there is no row.
  public static <T extends TlObject> @Nullable T read(byte @Nullable [] value, Class<T> type) {
    return value == null ? null : of(value, type);
  }

  /// The record in a row's value.
  public static <T extends TlObject> T of(byte[] value, Class<T> type) {
    return type.cast(Storage.readObject(new TlReader(value, Layer.NEWEST)));
  }
}
