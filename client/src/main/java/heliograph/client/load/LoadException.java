package heliograph.client.load;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A measurement that cannot be made; the message says why, to the person who asked for it.
final class LoadException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  LoadException(String message) {
    this(message, null);
  }

  LoadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
