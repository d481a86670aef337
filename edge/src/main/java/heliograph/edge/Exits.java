package heliograph.edge;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// Why connections were closed or turned away, counted for whoever watches the server.
public final class Exits {

  /// The reasons of the edge itself; the message layer and the key exchange have theirs.
  public enum Reason {
    /// Too many connections, in all or from one network.
    CROWDED,
    /// The first bytes belong to no protocol that is spoken here.
    GARBAGE,
    /// A frame that cannot be, or longer than is allowed.
    BROKEN_FRAME,
    /// A packet without a known key where only those are taken, or a key exchange's packet that was refused.
    REFUSED_EXCHANGE,
    /// More key exchanges than the network, or the server, can have now.
    TOO_MANY_EXCHANGES,
    /// An authorization key that does not exist.
    UNKNOWN_KEY,
    /// A key that does not fit its packet, or messages that are none.
    BROKEN_MESSAGE,
    /// Silent or slow for too long.
    TIMED_OUT,
    /// The store could not say whether a key exists.
    STORE_FAILED
  }

  private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

  Exits() {
    for (Reason reason : Reason.values()) {
      counts.put(reason, new LongAdder());
    }
  }

  void count(Reason reason) {
    counter(reason).increment();
  }

  public long of(Reason reason) {
    return counter(reason).sum();
  }

  private LongAdder counter(Reason reason) {
    return Objects.requireNonNull(counts.get(reason));
  }
}
