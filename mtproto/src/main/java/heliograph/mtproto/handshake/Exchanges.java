package heliograph.mtproto.handshake;

import heliograph.tl.Int128;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The key exchanges that have passed the puzzle, by server nonce, for a minute each and never more than a set number.
///
/// An entry outlives the time in which its server nonce is good, so that none is accepted twice.
final class Exchanges {

  private static final long LIFE_MILLIS = 2_000L * ServerNonces.WINDOW_SECONDS + 5_000;

  private final Map<Int128, Exchange> byServerNonce = new LinkedHashMap<>();
  private final int capacity;
  private final InstantSource clock;

  Exchanges(int capacity, InstantSource clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  synchronized @Nullable Exchange find(Int128 serverNonce) {
    Exchange exchange = byServerNonce.get(serverNonce);
    return exchange == null || clock.millis() - exchange.since() > LIFE_MILLIS ? null : exchange;
  }

  /// The exchange already there for the server nonce, else this new one; null if there is no room.
  synchronized @Nullable Exchange enter(Int128 serverNonce, Exchange fresh) {
    forgetOld();
    Exchange known = byServerNonce.get(serverNonce);
    if (known != null || byServerNonce.size() >= capacity) {
      return known;
    }
    byServerNonce.put(serverNonce, fresh);
    return fresh;
  }

  synchronized void forgetOld() {
    long now = clock.millis();
    Iterator<Exchange> oldestFirst = byServerNonce.values().iterator();
    while (oldestFirst.hasNext() && now - oldestFirst.next().since() > LIFE_MILLIS) {
      oldestFirst.remove();
    }
  }

  synchronized int size() {
    return byServerNonce.size();
  }
}
