package heliograph.tl;

import org.jspecify.annotations.Nullable;

/// A value cannot be written in a layer that has no constructor for it and no rule that stands in.
public final class NotInLayerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotInLayerException(String tlName, int layer) {
    super(tlName + " does not exist in layer " + layer);
  }

  /// For a field that an older layer must have and the newest may leave out.
  public static <T> T ifNull(@Nullable T value, String tlName, int layer) {
    if (value == null) {
      throw new NotInLayerException(tlName, layer);
    }
    return value;
  }
}
