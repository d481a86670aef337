package heliograph.core.auth;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.tl.storage.StoredLoginCode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Codes for logging in to an account that exists: sent to its other devices as a message from the server, or made by
/// the administrator for a person who has lost them all.
public final class LoginCodes {
  static final Duration VALID = Duration.ofMinutes(10);

  private final Numbers numbers;
  private final ServiceNotices notices;
  private final InstantSource clock;
  private final RandomGenerator random = new SecureRandom();

  public LoginCodes(Numbers numbers, ServiceNotices notices, InstantSource clock) {
    this.numbers = numbers;
    this.notices = notices;
    this.clock = clock;
  }

  private record Current(String code, boolean fresh) {}

  /// Sends the account's devices a code; the same one again while it is good, if `again`. Whoever asks too often makes no flood
  /// that way, and keeps nobody out.
  void send(PhoneNumber number, UserId owner, boolean again) {
    Current current = current(number);
    if (!current.fresh() && !again) {
      return;
    }
    notices.send(
        owner,
        "Login code: "
            + current.code()
            + ". Do not give this code to anyone, even if they say that they run this server.\n\n"
            + "If you did not ask for it by logging in on another device, ignore this message.");
  }

  /// Makes a code at the administrator's wish, and tells the account's devices that it was made.
  public String make(PhoneNumber number) {
    UserId owner = numbers.owner(number);
    if (owner == null) {
      throw Refusal.PHONE_NUMBER_UNOCCUPIED.exception();
    }
    String code = current(number).code();
    notices.send(
        owner,
        "The administrator of this server made a login code for your account. "
            + "If you did not ask for one, somebody may be trying to get in: look at Devices in your settings.");
    return code;
  }

  private Current current(PhoneNumber number) {
    int now = nowSeconds();
    return numbers.change(
        number,
        change -> {
          StoredLoginCode known = change.get(Numbers.LOGIN_CODE, StoredLoginCode.class);
          if (known != null && known.expires() > now) {
            return new Current(known.code(), false);
          }
          String code = Codes.next(random);
          int expires = now + (int) VALID.toSeconds();
          change.put(Numbers.LOGIN_CODE, new StoredLoginCode(code, now, expires));
          return new Current(code, true);
        });
  }

  /// Whether the code is the right one; changes nothing.
  boolean good(PhoneNumber number, String typed) {
    return right(numbers.code(number), typed, nowSeconds());
  }

  /// Takes the code out of use if it is the right one; says whether it was.
  boolean spend(PhoneNumber number, String typed) {
    int now = nowSeconds();
    return numbers.change(
        number,
        change -> {
          boolean right = right(change.get(Numbers.LOGIN_CODE, StoredLoginCode.class), typed, now);
          if (right) {
            change.delete(Numbers.LOGIN_CODE);
          }
          return right;
        });
  }

  private static boolean right(@Nullable StoredLoginCode known, String typed, int now) {
    return known != null && known.expires() > now && Codes.equal(known.code(), typed);
  }

  private int nowSeconds() {
    return (int) clock.instant().getEpochSecond();
  }
}
