package heliograph.core.account;

import heliograph.core.UserId;
import heliograph.core.mailbox.Origin;
import heliograph.tl.storage.StoredBlock;
import heliograph.tl.storage.StoredBlockNews;

/// Whom an account wants to hear nothing from. The mailbox keeps the same mark beside what it knows of the person, so
/// that a delivery sees it without asking further.
///
/// @see <a href="https://core.telegram.org/api/block">api/block</a>
public final class Blocks {
  private final Accounts accounts;

  public Blocks(Accounts accounts) {
    this.accounts = accounts;
  }

  public void block(UserId owner, Origin origin, UserId user) {
    set(owner, origin, user, true);
  }

  public void unblock(UserId owner, Origin origin, UserId user) {
    set(owner, origin, user, false);
  }

  private void set(UserId owner, Origin origin, UserId user, boolean blocked) {
    accounts.alter(
        owner,
        origin,
        change -> {
          if ((change.get(AccountKeys.block(user)) != null) == blocked) {
            return;
          }
          if (blocked) {
            change.put(AccountKeys.block(user), new StoredBlock(change.now()));
          } else {
            change.delete(AccountKeys.block(user));
          }
          change.putPeer(
              user.value(), change.peer(user.value()).toBuilder().blocked(blocked).build());
          change.notice(new StoredBlockNews(user.value(), blocked));
        });
  }
}
