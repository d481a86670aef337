package heliograph.node.folder;

/// A data folder that cannot be used: one clear line for its owner.
public final class FolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message what is wrong and where, complete in itself
  public FolderException(String message) {
    super(message);
  }
}
