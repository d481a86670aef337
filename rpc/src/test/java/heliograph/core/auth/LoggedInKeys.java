package heliograph.core.auth;

import heliograph.core.UserId;
import org.jspecify.annotations.NullMarked;

/// Keys as they are after a log-in, for tests that begin there.
@NullMarked
public final class LoggedInKeys {
  private LoggedInKeys() {}

  public static AuthKey of(long id, UserId user, int layer) {
    return new AuthKey(id, 2, true, user, new AuthKey.Spoken(layer, null));
  }
}
