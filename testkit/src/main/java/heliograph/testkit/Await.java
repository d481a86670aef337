package heliograph.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what happens soon, but not before a call returns: what one account's change does to another's.
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int STEP_MILLIS = 10;

  private Await() {}

  /// Returns once the condition holds.
  ///
  /// @param what is waited for, as the failure will say
  public static void until(BooleanSupplier condition, String what) {
    until(condition, () -> what);
  }

  /// Returns once the condition holds.
  ///
  /// @param what is waited for, as the failure will say
  public static void until(BooleanSupplier condition, Supplier<String> what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + what.get());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
