package heliograph.edge;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Counts who is at the door: connections in all, and by network those that have not shown a known key and the key exchanges
/// that they asked for. Whoever has shown a known key is no stranger any more, so that a crowd of strangers shuts out its own
/// network only, and nobody who is already in; but no network has more than its share of all connections.
///
/// It knows a network only while it has something to count there. Safe for threads.
final class Gate {
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final double STEP = 1.0 / 3;

  /// The part of all connections that one network may have open, whatever keys it shows: anybody can make a key.
  private static final int NETWORK_SHARE = 4;

  private final Limits limits;
  private final LongSupplier nanoTime;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger strangers = new AtomicInteger();
  private final Map<NetworkPrefix, Network> networks = new HashMap<>();

  /// What is counted of one network; guarded by the gate's lock.
  private static final class Network {
    private final Allowance exchanges;
    private final Allowance pages;
    private int open;
    private int strangers;

    private Network(Limits limits, long now) {
      exchanges = new Allowance(limits.handshakesPerNetwork(), now);
      pages = new Allowance(limits.pagesPerNetwork(), now);
    }

    private boolean isForgettable(long now) {
      return open == 0 && exchanges.isFull(now) && pages.isFull(now);
    }
  }

  /// What grows back within a minute; guarded by the gate's lock.
  private static final class Allowance {
    private final int most;
    private double left;
    private long refilledAt;

    private Allowance(int most, long now) {
      this.most = most;
      left = most;
      refilledAt = now;
    }

    private void refill(long now) {
      left = Math.min(most, left + (double) (now - refilledAt) / MINUTE_NANOS * most);
      refilledAt = now;
    }

    private boolean isFull(long now) {
      refill(now);
      return left >= most;
    }

    private boolean take(double amount, long now) {
      refill(now);
      if (left < amount) {
        return false;
      }
      left -= amount;
      return true;
    }
  }

  Gate(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /// Lets a connection in, or not. The caller ends the visit when the connection closes.
  @Nullable Visit enter(InetAddress address) {
    if (connections.incrementAndGet() > limits.connections()) {
      connections.decrementAndGet();
      return null;
    }
    Visit visit = new Visit(address);
    if (!visit.admitted()) {
      connections.decrementAndGet();
      return null;
    }
    return visit;
  }

  int connections() {
    return connections.get();
  }

  /// Forgets networks that have nobody waiting and a full allowance; to be called now and then.
  void sweep() {
    synchronized (networks) {
      long now = nanoTime.getAsLong();
      networks.values().removeIf(network -> network.isForgettable(now));
    }
  }

  private Network network(NetworkPrefix prefix) {
    return networks.computeIfAbsent(prefix, _ -> new Network(limits, nanoTime.getAsLong()));
  }

  /// One connection's stay, used on its event loop only.
  final class Visit {
    private InetAddress address;
    private boolean inside;
    private boolean stranger;

    private Visit(InetAddress address) {
      this.address = address;
    }

    /// Where the connection comes from.
    InetAddress address() {
      return address;
    }

    /// A trusted front says where the connection really comes from; false if too many strangers are there already.
    boolean moveTo(InetAddress origin) {
      leave();
      address = origin;
      return admitted();
    }

    /// The longest packet that the connection may send now.
    int packetBytes() {
      return !stranger || strangers.get() <= Limits.STRANGERS_WITH_LARGE_PACKETS
          ? Limits.PACKET_BYTES
          : Limits.STRANGER_PACKET_BYTES;
    }

    /// The connection has shown a known key.
    void known() {
      if (stranger) {
        stranger = false;
        strangers.decrementAndGet();
        synchronized (networks) {
          network(NetworkPrefix.of(address)).strangers--;
        }
      }
    }

    /// Whether one more packet of a key exchange is taken from this network now, or one more TLS handshake, which costs about as
    /// much. An exchange has three packets.
    boolean mayExchange() {
      return take(network -> network.exchanges, STEP);
    }

    /// Whether one more page, or file of one, is handed out to this network now.
    boolean mayRead() {
      return take(network -> network.pages, 1);
    }

    private boolean take(Function<Network, Allowance> what, double amount) {
      if (!limits.rates()) {
        return true;
      }
      synchronized (networks) {
        return what.apply(network(NetworkPrefix.of(address))).take(amount, nanoTime.getAsLong());
      }
    }

    /// Whether the connection has not shown a known key yet.
    boolean isStranger() {
      return stranger;
    }

    void left() {
      leave();
      connections.decrementAndGet();
    }

    private boolean admitted() {
      synchronized (networks) {
        Network network = network(NetworkPrefix.of(address));
        if (limits.rates()
            && (network.strangers >= limits.connectionsPerNetwork() || network.open >= share())) {
          return false;
        }
        network.open++;
        network.strangers++;
        strangers.incrementAndGet();
        inside = true;
        stranger = true;
        return true;
      }
    }

    private int share() {
      return Math.max(limits.connectionsPerNetwork(), limits.connections() / NETWORK_SHARE);
    }

    private void leave() {
      if (inside) {
        known();
        inside = false;
        synchronized (networks) {
          network(NetworkPrefix.of(address)).open--;
        }
      }
    }
  }
}
