package heliograph.core.auth;

import com.github.benmanes.caffeine.cache.Cache;
import heliograph.core.KeyedHash;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.account.Profiles;
import heliograph.tl.storage.StoredInvite;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Getting in with a number and a code.
///
/// An account's code goes to its other devices; an invite's was handed over with its number. Whoever asks with a
/// number hears the same, and as soon, whether it is an account's, an invite's or nobody's. Only who has the code of a spent invite
/// is told that it is spent. A right code for a number without an account is remembered until the sign-up that follows it.
///
/// @see <a href="https://core.telegram.org/api/auth">api/auth</a>
public final class SignIn {
  private static final int MAX_REMEMBERED = 100_000;

  private final Numbers numbers;
  private final LoginCodes codes;
  private final LogIns logIns;
  private final Profiles profiles;
  private final CodeGuard guard;
  private final Whereabouts whereabouts;
  private final UnusedAccounts unused;
  private final CodeHashes hashes;
  private final CodeDelivery delivery;
  private final SignUpMode mode;
  private final InstantSource clock;

  /// The codes that were right, by the hash of their log-in.
  private final Cache<String, PhoneNumber> mayEnter;

  /// The hashes of log-ins that were given up.
  private final Cache<String, Boolean> cancelled;

  /// What a code led to.
  public sealed interface Outcome {
    record LoggedIn(UserId user) implements Outcome {}

    record SignUpRequired() implements Outcome {}
  }

  /// The parts that signing in is made of.
  public record Parts(
      Numbers numbers,
      LoginCodes codes,
      LogIns logIns,
      Profiles profiles,
      CodeGuard guard,
      Whereabouts whereabouts,
      UnusedAccounts unused,
      KeyedHash hash) {}

  /// @param executor sends codes on threads that may block
  public SignIn(Parts parts, SignUpMode mode, InstantSource clock, Executor executor) {
    this.numbers = parts.numbers();
    this.codes = parts.codes();
    this.logIns = parts.logIns();
    this.profiles = parts.profiles();
    this.guard = parts.guard();
    this.whereabouts = parts.whereabouts();
    this.unused = parts.unused();
    this.hashes = new CodeHashes(parts.hash(), clock);
    this.delivery = new CodeDelivery(executor);
    this.mode = mode;
    this.clock = clock;
    this.mayEnter = Expiring.table(MAX_REMEMBERED, CodeHashes.VALID, clock);
    this.cancelled = Expiring.table(MAX_REMEMBERED, CodeHashes.VALID, clock);
  }

  /// Begins a log-in, or sends the code of one again; answers its hash.
  public String sendCode(AuthKey key, PhoneNumber number, @Nullable InetAddress from) {
    guard.check(number, from);
    boolean again = guard.sendingAgain(number);
    delivery.start(number, () -> deliver(number, again));
    String codeHash = hashes.issue(number, key.id());
    cancelled.invalidate(codeHash);
    return codeHash;
  }

  private void deliver(PhoneNumber number, boolean again) {
    UserId owner = numbers.owner(number);
    if (owner != null) {
      codes.send(number, owner, again);
    }
  }

  /// Sends the code of a log-in under way again.
  public String resendCode(
      AuthKey key, PhoneNumber number, String codeHash, @Nullable InetAddress from) {
    check(key, number, codeHash);
    return sendCode(key, number, from);
  }

  /// Ends a log-in under way: its hash is good for nothing any more. The code stays, or whoever knows a number could void it.
  public void cancelCode(AuthKey key, PhoneNumber number, String codeHash) {
    check(key, number, codeHash);
    mayEnter.invalidate(codeHash);
    cancelled.put(codeHash, true);
  }

  private void check(AuthKey key, PhoneNumber number, String codeHash) {
    hashes.check(number, key.id(), codeHash);
    if (cancelled.getIfPresent(codeHash) != null) {
      throw Refusal.PHONE_CODE_EXPIRED.exception();
    }
  }

  /// Takes a code.
  public Outcome signIn(
      AuthKey key, PhoneNumber number, String codeHash, String code, @Nullable InetAddress from) {
    if (code.isEmpty()) {
      throw Refusal.PHONE_CODE_EMPTY.exception();
    }
    check(key, number, codeHash);
    boolean anybodys = guard.trying(number, from);
    UserId owner = numbers.owner(number);
    boolean counts = anybodys || (owner != null && from != null && whereabouts.near(owner, from));
    boolean right =
        counts
            && Codes.wellFormed(code)
            && (owner == null ? opens(number, code) : spends(number, code));
    if (!right) {
      boolean spent = counts && numbers.spent(number, code);
      throw (spent ? Refusal.PHONE_CODE_EXPIRED : Refusal.PHONE_CODE_INVALID).exception();
    }
    guard.succeeded(number, from);
    if (owner == null) {
      if (numbers.invite(number) == null) {
        guard.uninvited(from);
      }
      mayEnter.put(codeHash, number);
      return new Outcome.SignUpRequired();
    }
    unused.watch(owner);
    logIns.logIn(key, owner);
    return new Outcome.LoggedIn(owner);
  }

  /// Makes the account that a right code allowed; the invite is spent by the commit that makes it. Asked again by the
  /// same client, it answers the account that was made.
  public UserId signUp(
      AuthKey key, PhoneNumber number, String codeHash, String firstName, String lastName) {
    check(key, number, codeHash);
    UserId owner = numbers.owner(number);
    if (owner != null && owner.equals(key.user())) {
      return owner;
    }
    // Nobody else is told whether the number has an account.
    if (!number.equals(mayEnter.getIfPresent(codeHash))) {
      throw Refusal.PHONE_CODE_EMPTY.exception();
    }
    UserId user = create(key, number, firstName, lastName);
    mayEnter.invalidate(codeHash);
    numbers.change(
        number,
        change -> {
          StoredInvite invite = change.get(Numbers.INVITE, StoredInvite.class);
          if (invite != null) {
            change.delete(Numbers.INVITE);
            change.put(Numbers.SPENT_INVITE, invite);
          }
          return user;
        });
    return user;
  }

  private UserId create(AuthKey key, PhoneNumber number, String firstName, String lastName) {
    UserId fresh = profiles.freshId();
    UserId made =
        numbers.take(
            number,
            fresh,
            (int) clock.instant().getEpochSecond(),
            () -> {
              unused.watch(fresh);
              logIns.logInToNew(
                  key,
                  fresh,
                  change -> profiles.create(change, number.digits(), firstName, lastName));
              profiles.created(fresh);
              return fresh;
            });
    if (made == null) {
      throw Refusal.PHONE_NUMBER_OCCUPIED.exception();
    }
    return made;
  }

  /// Takes an account's code out of use if it is the right one. Only a right one waits for the code that is on its way: how
  /// long the answer to a wrong one takes tells nothing of whether there is an account.
  private boolean spends(PhoneNumber number, String code) {
    if (!codes.good(number, code)) {
      return false;
    }
    delivery.await(number);
    return codes.spend(number, code);
  }

  /// Whether the code opens the door to a number that nobody has.
  private boolean opens(PhoneNumber number, String code) {
    StoredInvite invite = numbers.invite(number);
    boolean invited =
        invite != null
            && invite.expires() > clock.instant().getEpochSecond()
            && Codes.equal(invite.code(), code);
    return switch (mode) {
      case CLOSED -> false;
      case INVITE -> invited;
      case OPEN -> invited || (number.anonymous() && invite == null);
    };
  }
}
