package heliograph.core.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// Tables of what is worth remembering for a while only, and not over a restart: bounded in number and in time.
final class Expiring {
  private Expiring() {}

  static <K, V> Cache<K, V> table(int most, Duration kept, InstantSource clock) {
    return Caffeine.newBuilder()
        .maximumSize(most)
        .expireAfterWrite(kept)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .executor(Runnable::run)
        .build();
  }
}
