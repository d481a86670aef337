package heliograph.core.account;

import heliograph.core.KeyedHash;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.cell.Claims;
import heliograph.core.mailbox.Origin;
import heliograph.store.Partition;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// User names: who has one, and how one is taken and left.
///
/// @see <a href="https://core.telegram.org/method/account.updateUsername">account.updateUsername</a>
public final class Usernames {
  private final KeyedHash hash;
  private final Claims claims;
  private final Accounts accounts;
  private final Profiles profiles;
  private final InstantSource clock;

  public Usernames(
      KeyedHash hash, Claims claims, Accounts accounts, Profiles profiles, InstantSource clock) {
    this.hash = hash;
    this.claims = claims;
    this.accounts = accounts;
    this.profiles = profiles;
    this.clock = clock;
  }

  /// The account with this user name, in whatever case it is written.
  public @Nullable UserId find(String typed) {
    return claims.owner(partition(typed), user -> carries(user, typed));
  }

  /// Whether somebody could take the name; refuses one that nobody can have.
  public boolean available(UserId asking, String typed) {
    UserId owner = find(Names.username(typed));
    return owner == null || owner.equals(asking);
  }

  /// Takes a user name, and leaves the one before; an empty one only leaves.
  public void change(UserId user, Origin origin, String typed) {
    String before = accounts.self(user).profile().username();
    if (typed.equals(before == null ? "" : before)) {
      throw Refusal.USERNAME_NOT_MODIFIED.exception();
    }
    if (typed.isEmpty()) {
      profiles.username(user, origin, null);
    } else {
      take(user, origin, Names.username(typed));
    }
    if (before != null) {
      claims.forget(partition(before), user, () -> carries(user, before));
    }
  }

  private void take(UserId user, Origin origin, String name) {
    UserId taken =
        claims.take(
            partition(name),
            user,
            (int) clock.instant().getEpochSecond(),
            other -> carries(other, name),
            () -> {
              profiles.username(user, origin, name);
              return user;
            });
    if (taken == null) {
      throw Refusal.USERNAME_OCCUPIED.exception();
    }
  }

  private boolean carries(UserId user, String name) {
    Account account = accounts.find(user);
    String carried = account == null ? null : account.profile().username();
    return carried != null && Names.folded(carried).equals(Names.folded(name));
  }

  private Partition partition(String name) {
    return hash.partition('a', Names.folded(name));
  }
}
