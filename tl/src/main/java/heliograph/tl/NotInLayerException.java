package heliograph.tl;

/// A value cannot be written in a layer that has no constructor for it and no rule that stands in.
public final class NotInLayerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotInLayerException(String tlName, int layer) {
    super(tlName + " does not exist in layer " + layer);
  }
}
