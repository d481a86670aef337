package heliograph.store;

import org.jspecify.annotations.Nullable;

/// The store cannot do what was asked: it is closed, damaged, out of space, in use by another process, or sealed with
/// another key. Thrown by [PartitionStore#commit], it leaves open whether the commit happened, unless its reason says
/// otherwise: trying again with the same command id tells.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// What is the matter.
  public enum Reason {
    /// The store was closed before or while it was asked. Nothing was committed.
    CLOSED,
    /// Too little space is left on the disk. Nothing was committed; commits go on once there is space again.
    DISK_FULL,
    /// More callers wait than the store lets in. Nothing was committed.
    BUSY,
    /// Writing failed. The store still reads but takes no commit until it is opened again.
    FAILED,
    /// What is on the disk is not what was written. A backup is the way out.
    DAMAGED,
    /// Another process has the folder open.
    IN_USE,
    /// The data was sealed with another key, or with none, or is sealed and no key was given.
    WRONG_KEY,
    /// The folder or backup is not one that this version can use: not empty, of a newer format, incomplete.
    UNUSABLE
  }

  private final Reason reason;

  public StoreException(Reason reason, String message) {
    this(reason, message, null);
  }

  public StoreException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
