package heliograph.store;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/// The name of one command, by which a store tells a command that is tried again from a new one. It has to be unique,
/// not secret.
public record CommandId(long high, long low) {
  private static final long PROCESS = new SecureRandom().nextLong();
  private static final AtomicLong NEXT = new AtomicLong();

  /// An id that nobody has used: 64 bits are random for each process, 64 count.
  public static CommandId fresh() {
    return new CommandId(PROCESS, NEXT.getAndIncrement());
  }
}
