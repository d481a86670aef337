package heliograph.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A call could not be made or answered: the client was closed, or the server could not be reached in time.
public final class ConnectionLostException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  ConnectionLostException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
