package heliograph.client.chat;

import java.io.Serial;

/// What was typed cannot be done; the message says why, to the person who typed it.
final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
