package heliograph.core.auth;

import heliograph.tl.storage.StoredInvite;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Makes anonymous numbers with one-time codes. A code is good for a week, for its number alone, and is spent by the
/// account that signs up with it.
public final class Invites {
  static final Duration VALID = Duration.ofDays(7);

  private static final int FREE_DIGITS = 100_000_000;

  private final Numbers numbers;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// What a person types into a client.
  ///
  /// @param code five digits
  public record Invite(PhoneNumber number, String code) {}

  public Invites(Numbers numbers, InstantSource clock) {
    this(numbers, clock, new SecureRandom());
  }

  Invites(Numbers numbers, InstantSource clock, RandomGenerator random) {
    this.numbers = numbers;
    this.clock = clock;
    this.random = random;
  }

  /// Makes one; durable when it returns.
  public Invite create() {
    int now = (int) clock.instant().getEpochSecond();
    while (true) {
      var number =
          new PhoneNumber(
              PhoneNumber.ANONYMOUS
                  + String.format(Locale.ROOT, "%08d", random.nextInt(FREE_DIGITS)));
      String code = Codes.next(random);
      if (numbers.owner(number) == null && put(number, code, now)) {
        return new Invite(number, code);
      }
    }
  }

  private boolean put(PhoneNumber number, String code, int now) {
    return numbers.change(
        number,
        change -> {
          StoredInvite waiting = change.get(Numbers.INVITE, StoredInvite.class);
          if (waiting != null && waiting.expires() > now) {
            return false;
          }
          int expires = now + (int) VALID.toSeconds();
          change.put(Numbers.INVITE, new StoredInvite(code, now, expires));
          return true;
        });
  }
}
