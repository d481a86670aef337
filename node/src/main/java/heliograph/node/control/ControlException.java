package heliograph.node.control;

/// What a command asked for and did not get, as one clear line.
public final class ControlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message why, complete in itself
  public ControlException(String message) {
    super(message);
  }
}
