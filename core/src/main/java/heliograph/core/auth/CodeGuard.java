package heliograph.core.auth;

import com.github.benmanes.caffeine.cache.Cache;
import heliograph.core.Refusal;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Makes guessing codes slow: after a few wrong ones each further one costs twice the time of the one before, up to an
/// hour, for the number whoever tries it, and for the network whatever number it tries. Nothing is ever locked for
/// good, and a number that nobody has is guarded like any other.
///
/// So that nobody keeps a person out by guessing at his number, each network has tries of its own at a number that waits because of
/// others. They look the same from everywhere and count only from where a device of the account is connected: elsewhere no code
/// is right.
///
/// With one try an hour a code of five digits stands a week with a chance of 1 in 500 against an attacker who owns any
/// number of networks. The counts live in memory, in bounded tables: a restart forgives.
public final class CodeGuard {
  static final int FREE_TRIES_PER_NUMBER = 4;
  static final int FREE_TRIES_PER_NETWORK = 12;
  static final int MAX_WAIT_SECONDS = 3600;
  static final int MAX_SENDS = 6;
  static final Duration SENDS_PER = Duration.ofMinutes(10);
  static final int MAX_NEWCOMERS = 20;
  static final Duration NEWCOMERS_PER = Duration.ofHours(1);

  private static final int MAX_TRACKED = 200_000;
  private static final int FIRST_WAIT_SECONDS = 4;

  private final boolean limited;
  private final InstantSource clock;
  private final Cache<String, Failures> failures;
  private final Cache<String, AtomicInteger> sends;
  private final Cache<String, AtomicInteger> newcomers;

  private record Failures(int count, long freeAtSeconds) {}

  /// @param limited false for load tests, which come from one address and ask for many codes; wrong ones still cost time
  public CodeGuard(boolean limited, InstantSource clock) {
    this.limited = limited;
    this.clock = clock;
    this.failures = Expiring.table(MAX_TRACKED, Duration.ofDays(1), clock);
    this.sends = Expiring.table(MAX_TRACKED, SENDS_PER, clock);
    this.newcomers = Expiring.table(MAX_TRACKED, NEWCOMERS_PER, clock);
  }

  /// Refuses while the network has to wait, or the number both for everybody and for this network.
  void check(PhoneNumber number, @Nullable InetAddress from) {
    String network = networkKey(from);
    long wait = waitSeconds(numberKey(number));
    if (network != null) {
      wait = Math.min(wait, waitSeconds(ownKey(number, network)));
      wait = Math.max(wait, waitSeconds(network));
    }
    if (wait > 0) {
      throw Refusal.FLOOD_WAIT.exception((int) wait);
    }
  }

  /// Takes a try of a code: refuses while one has to wait, and counts the try as a wrong one until [#succeeded] says that it
  /// was not. So many tries at the same moment are no cheaper than one after the other.
  ///
  /// @return whether it is one of the tries that anybody has; else it counts only near a device of the account
  boolean trying(PhoneNumber number, @Nullable InetAddress from) {
    check(number, from);
    String network = networkKey(from);
    boolean anybodys = network == null || waitSeconds(numberKey(number)) == 0;
    if (network != null) {
      count(network, FREE_TRIES_PER_NETWORK);
      count(ownKey(number, network), FREE_TRIES_PER_NUMBER);
    }
    if (anybodys) {
      count(numberKey(number), FREE_TRIES_PER_NUMBER);
    }
    return anybodys;
  }

  /// The code was right.
  void succeeded(PhoneNumber number, @Nullable InetAddress from) {
    failures.invalidate(numberKey(number));
    String network = networkKey(from);
    if (network != null) {
      failures.invalidate(ownKey(number, network));
      failures
          .asMap()
          .computeIfPresent(network, (_, before) -> new Failures(before.count() - 1, nowSeconds()));
    }
  }

  /// Whether a code that was sent before may be sent again: a person needs few.
  boolean sendingAgain(PhoneNumber number) {
    return takes(sends, numberKey(number), MAX_SENDS);
  }

  /// Somebody comes in whom nobody invited: after so many from one network the next waits an hour.
  void uninvited(@Nullable InetAddress from) {
    String network = networkKey(from);
    if (network != null && !takes(newcomers, network, MAX_NEWCOMERS)) {
      throw Refusal.FLOOD_WAIT.exception((int) NEWCOMERS_PER.toSeconds());
    }
  }

  /// Counts one more; false when there were as many as there may be from the first on for as long as the table keeps them.
  private static boolean takes(Cache<String, AtomicInteger> table, String who, int most) {
    return table.get(who, _ -> new AtomicInteger()).getAndIncrement() < most;
  }

  private long waitSeconds(String who) {
    Failures known = failures.getIfPresent(who);
    return known == null ? 0 : Math.max(0, known.freeAtSeconds() - nowSeconds());
  }

  private void count(String who, int free) {
    failures
        .asMap()
        .compute(
            who,
            (_, before) -> {
              if (before != null && before.freeAtSeconds() > nowSeconds()) {
                throw Refusal.FLOOD_WAIT.exception((int) (before.freeAtSeconds() - nowSeconds()));
              }
              int count = before == null ? 1 : before.count() + 1;
              return new Failures(count, nowSeconds() + cost(count - free));
            });
  }

  private static long cost(int beyondFree) {
    if (beyondFree < 0) {
      return 0;
    }
    return Math.min(MAX_WAIT_SECONDS, (long) FIRST_WAIT_SECONDS << Math.min(beyondFree, 20));
  }

  private long nowSeconds() {
    return clock.instant().getEpochSecond();
  }

  private static String numberKey(PhoneNumber number) {
    return "n" + number.digits();
  }

  private static String ownKey(PhoneNumber number, String network) {
    return numberKey(number) + network;
  }

  private @Nullable String networkKey(@Nullable InetAddress address) {
    return address == null || !limited ? null : "a" + Networks.of(address);
  }
}
