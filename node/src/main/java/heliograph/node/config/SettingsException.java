package heliograph.node.config;

/// A setting that cannot be used: one clear line for the person who wrote it.
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message what is wrong and where, complete in itself
  public SettingsException(String message) {
    super(message);
  }
}
