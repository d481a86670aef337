package heliograph.core;

import java.io.Serial;

/// Ends a command with an expected outcome. It carries no stack trace: it tells of no fault.
public final class RefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final Refusal refusal;
  private final int seconds;

  RefusedException(Refusal refusal, int seconds) {
    super(refusal.name(), null, false, false);
    this.refusal = refusal;
    this.seconds = seconds;
  }

  public Refusal refusal() {
    return refusal;
  }

  /// How long to wait, where the refusal is about waiting.
  public int seconds() {
    return seconds;
  }
}
