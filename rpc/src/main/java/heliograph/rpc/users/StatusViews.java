package heliograph.rpc.users;

import heliograph.core.account.Account;
import heliograph.core.account.PrivacyKey;
import heliograph.core.presence.Presence;
import heliograph.tl.api.TypeUserStatus;
import heliograph.tl.api.UserStatusEmpty;
import heliograph.tl.api.UserStatusLastMonth;
import heliograph.tl.api.UserStatusLastWeek;
import heliograph.tl.api.UserStatusOffline;
import heliograph.tl.api.UserStatusOnline;
import heliograph.tl.api.UserStatusRecently;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Whether people are online, as far as they let it be seen. Who hides it from somebody sees no more of them either;
/// whom they block sees nothing of it.
///
/// @see <a href="https://core.telegram.org/type/UserStatus">UserStatus</a>
public final class StatusViews {
  private static final int DAY = 86_400;
  private static final int RECENTLY_SECONDS = 3 * DAY;
  private static final int WEEK_SECONDS = 7 * DAY;
  private static final int MONTH_SECONDS = 30 * DAY;

  private final Presence presence;
  private final InstantSource clock;

  public StatusViews(Presence presence, InstantSource clock) {
    this.presence = presence;
    this.clock = clock;
  }

  public TypeUserStatus of(@Nullable Account viewer, Account target) {
    if (target.deleted() || (viewer != null && target.blocks(viewer.id()))) {
      return new UserStatusEmpty();
    }
    int online = presence.onlineUntil(target.id());
    int last = online > 0 ? now() : presence.lastSeen(target.id());
    boolean shown = viewer == null || target.allows(PrivacyKey.LAST_SEEN, viewer.id());
    boolean shares = viewer == null || viewer.allows(PrivacyKey.LAST_SEEN, target.id());
    if (!shown || !shares) {
      return roughly(last, shown);
    }
    if (online > 0) {
      return new UserStatusOnline(online);
    }
    return last == 0 ? new UserStatusEmpty() : new UserStatusOffline(last);
  }

  /// Whether the viewer hears at once when somebody comes or goes. Who hides that from them does not: when a device is told says
  /// as much as what it is told.
  boolean told(@Nullable Account viewer, Account target) {
    return viewer == null
        || target.blocks(viewer.id())
        || viewer.allows(PrivacyKey.LAST_SEEN, target.id());
  }

  /// @param byMe whether the viewer would see more by hiding less
  private TypeUserStatus roughly(int last, boolean byMe) {
    int ago = now() - last;
    if (last == 0 || ago > MONTH_SECONDS) {
      return new UserStatusEmpty();
    }
    if (ago > WEEK_SECONDS) {
      return new UserStatusLastMonth(byMe);
    }
    return ago > RECENTLY_SECONDS ? new UserStatusLastWeek(byMe) : new UserStatusRecently(byMe);
  }

  private int now() {
    return (int) clock.instant().getEpochSecond();
  }
}
