package heliograph.testkit;

import java.io.IOException;
import java.io.Serial;

/// The server's refusal of a connection: a transport error, or an HTTP status other than 200.
public final class WireRefusedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final int code;

  WireRefusedException(int code) {
    super("refused: " + code);
    this.code = code;
  }

  /// -404 for an unknown key, -429 for too many connections; over HTTP the status with a sign before it.
  public int code() {
    return code;
  }
}
