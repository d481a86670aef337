package heliograph.tl.generator;

import org.jspecify.annotations.Nullable;

/// A field of a definition.
///
/// @param flags the flags field that says whether this one is there, or null if it always is
/// @param bit the bit in that flags field
public record Field(
    String name, TlType type, @Nullable String flags, int bit, @Nullable String comment) {
  /// Reads `peer:InputPeer`, `flags:#`, `reply_to:flags.0?InputReplyTo`.
  static Field parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new SchemaException("not a field: " + text);
    }
    String name = text.substring(0, colon);
    String type = text.substring(colon + 1);
    int question = type.indexOf('?');
    if (question < 0) {
      return new Field(name, TlType.parse(type), null, 0, null);
    }
    int dot = type.indexOf('.');
    String flags = type.substring(0, dot);
    int bit = Integer.parseInt(type.substring(dot + 1, question));
    return new Field(name, TlType.parse(type.substring(question + 1)), flags, bit, null);
  }

  public boolean optional() {
    return flags != null;
  }

  /// The same but for the comment.
  boolean sameShape(Field other) {
    return toString().equals(other.toString());
  }

  @Override
  public String toString() {
    return name + ":" + (flags == null ? "" : flags + "." + bit + "?") + type;
  }
}
