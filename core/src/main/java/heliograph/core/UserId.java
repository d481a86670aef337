package heliograph.core;

import heliograph.store.Partition;

/// The id of an account: random, positive and below 2^40.
public record UserId(long value) implements Comparable<UserId> {
  public static final long MAX = (1L << 40) - 1;

  /// The account that the server itself speaks from: log-in codes and notices.
  public static final UserId SERVICE = new UserId(777_000);

  public UserId {
    if (value <= 0 || value > MAX) {
      throw new IllegalArgumentException("Not a user's id: " + value);
    }
  }

  /// Where all that belongs to the account is stored.
  public Partition partition() {
    return Partition.of('u', value);
  }

  @Override
  public int compareTo(UserId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
