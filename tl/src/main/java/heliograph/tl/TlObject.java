package heliograph.tl;

/// A value of a TL constructor or a call of a TL method.
public interface TlObject {
  /// The id of the newest definition; the one written may be an older layer's.
  int constructorId();

  /// The name in the schema: `messages.messagesSlice`.
  String tlName();

  /// Writes the id and the fields as the writer's layer defines them.
  ///
  /// @throws NotInLayerException if that layer has nothing that could stand for this value
  void write(TlWriter writer);

  default byte[] toBytes(int layer) {
    TlWriter writer = new TlWriter(layer);
    write(writer);
    return writer.toByteArray();
  }
}
