package heliograph.core.auth;

import com.github.benmanes.caffeine.cache.Cache;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Lets a client that is logged in with one key be logged in with a second one, which it has for another data centre.
/// What it lends is good once and for a minute, and ends when the log-in that it came from ends.
///
/// @see <a href="https://core.telegram.org/api/datacenter#authorization-transfer">api/datacenter</a>
public final class LentLogIns {
  private static final Duration VALID = Duration.ofMinutes(1);
  private static final int MAX_LENT = 100_000;
  private static final int TOKEN_BYTES = 32;

  private final LogIns logIns;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Lent> lent;

  private record Lent(UserId user, long parentKey) {}

  public LentLogIns(LogIns logIns, InstantSource clock) {
    this.logIns = logIns;
    this.lent = Expiring.table(MAX_LENT, VALID, clock);
  }

  /// What the other key has to show.
  public byte[] export(UserId user, long authKeyId) {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    lent.put(HexFormat.of().formatHex(token), new Lent(user, authKeyId));
    return token;
  }

  /// Logs the other key in.
  public UserId accept(AuthKey key, long userId, byte[] token) {
    @Nullable Lent found = lent.asMap().remove(HexFormat.of().formatHex(token));
    if (found == null || found.user().value() != userId) {
      throw Refusal.AUTH_BYTES_INVALID.exception();
    }
    if (key.id() != found.parentKey()) {
      logIns.lend(key, found.user(), found.parentKey());
    }
    return found.user();
  }
}
