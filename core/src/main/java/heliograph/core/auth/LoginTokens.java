package heliograph.core.auth;

import com.github.benmanes.caffeine.cache.Cache;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.IntConsumer;

/// Log-in by a code that is shown, not typed: a device that is not logged in shows a token as a picture, one that is
/// logged in accepts it.
///
/// Tokens live half a minute and in memory only: a client asks for a new one when its own runs out.
///
/// @see <a href="https://core.telegram.org/api/qr-login">api/qr-login</a>
public final class LoginTokens {
  public static final Duration VALID = Duration.ofSeconds(30);

  private static final int MAX_TOKENS = 100_000;
  private static final int TOKEN_BYTES = 24;

  private final LogIns logIns;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Waiting> waiting;

  /// @param accepted tells the session that shows the token
  private record Waiting(AuthKey key, IntConsumer accepted) {}

  /// What a device shows.
  ///
  /// @param expires seconds
  @SuppressWarnings("ArrayRecordComponent") // shown once, never compared
  public record Token(byte[] bytes, int expires) {}

  public LoginTokens(LogIns logIns, InstantSource clock) {
    this.logIns = logIns;
    this.clock = clock;
    this.waiting = Expiring.table(MAX_TOKENS, VALID, clock);
  }

  /// Makes a token for a key that nobody is logged in with.
  ///
  /// @param accepted told once, with the time in seconds, when another device has accepted the token
  public Token show(AuthKey key, IntConsumer accepted) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    waiting.put(name(bytes), new Waiting(key, accepted));
    return new Token(bytes, (int) clock.instant().plus(VALID).getEpochSecond());
  }

  /// Logs the key that shows the token in to the account of the one who accepts it.
  ///
  /// @param by the key that accepts it
  /// @return the key that is logged in now
  public AuthKey accept(UserId user, long by, byte[] token) {
    Waiting shown = waiting.asMap().remove(name(token));
    if (shown == null) {
      throw Refusal.AUTH_TOKEN_EXPIRED.exception();
    }
    if (shown.key().user() != null) {
      throw Refusal.AUTH_TOKEN_ALREADY_ACCEPTED.exception();
    }
    logIns.accept(shown.key(), user, by);
    shown.accepted().accept((int) clock.instant().getEpochSecond());
    return shown.key();
  }

  private static String name(byte[] token) {
    return HexFormat.of().formatHex(token);
  }
}
