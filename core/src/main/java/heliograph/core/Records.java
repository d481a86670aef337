package heliograph.core;

import heliograph.tl.Layer;
import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import heliograph.tl.storage.Storage;

/// Turns stored records, and the signals that travel by the bus, into bytes and back. They are written in no layer: old constructors
/// stay in their schema.
public final class Records {
  private Records() {}

  public static byte[] bytes(TlObject storedRecord) {
    return storedRecord.toBytes(Layer.NEWEST);
  }

  /// Reads a record of the type that its key promises.
  public static <T> T read(byte[] value, Class<T> type) {
    return type.cast(Storage.readObject(new TlReader(value, Layer.NEWEST)));
  }
}
