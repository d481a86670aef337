package heliograph.rpc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;

/// Token buckets for each account, or for each key while nobody is logged in: who calls more often
/// than people do is asked to wait, `FLOOD_WAIT_X`.
public final class FloodGate {
  private static final int MAX_CALLERS = 100_000;
  private static final Cost[] COSTS = Cost.values();

  private final boolean on;
  private final InstantSource clock;
  private final Cache<Long, Buckets> callers =
      Caffeine.newBuilder()
          .maximumSize(MAX_CALLERS)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build();

  /// @param on false for load tests: nobody ever waits
  public FloodGate(boolean on, InstantSource clock) {
    this.on = on;
    this.clock = clock;
  }

  /// Takes a call that is worth so many from the caller's allowance; answers the seconds to wait, 0 if it may go on.
  int take(long caller, Cost cost, int worth) {
    if (!on) {
      return 0;
    }
    long nowMillis = clock.millis();
    return callers.get(caller, _ -> new Buckets(nowMillis)).take(cost, worth, nowMillis);
  }

  private static final class Buckets {
    private final double[] tokens = new double[COSTS.length];
    private long filledMillis;

    Buckets(long nowMillis) {
      filledMillis = nowMillis;
      for (Cost cost : COSTS) {
        tokens[cost.slot] = cost.burst;
      }
    }

    synchronized int take(Cost cost, int worth, long nowMillis) {
      double seconds = Math.max(0, nowMillis - filledMillis) / 1000.0;
      filledMillis = Math.max(filledMillis, nowMillis);
      for (Cost each : COSTS) {
        int i = each.slot;
        tokens[i] = Math.min(each.burst, tokens[i] + seconds * each.perSecond);
      }
      double left = tokens[cost.slot];
      double price = Math.min(worth, cost.burst);
      if (left < price) {
        return (int) Math.ceil((price - left) / cost.perSecond);
      }
      tokens[cost.slot] = left - price;
      return 0;
    }
  }
}
