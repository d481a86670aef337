package heliograph.mtproto.server;

import java.time.Instant;
import java.time.InstantSource;

/// A clock that only moves when told to.
final class ManualClock implements InstantSource {

  static final long START_MILLIS = 1_800_000_000_000L;

  private long millis = START_MILLIS;

  void advance(long byMillis) {
    millis += byMillis;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public long millis() {
    return millis;
  }

  int seconds() {
    return (int) (millis / 1000);
  }
}
