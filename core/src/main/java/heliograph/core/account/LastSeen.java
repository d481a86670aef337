package heliograph.core.account;

import heliograph.core.UserId;
import heliograph.tl.storage.StoredLastSeen;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// When people were last online: exactly in memory, to ten minutes in the store, which is written no oftener than that.
public final class LastSeen {
  private static final int COARSE_SECONDS = 600;

  private final Accounts accounts;
  private final Map<UserId, Integer> exact = new ConcurrentHashMap<>();

  public LastSeen(Accounts accounts) {
    this.accounts = accounts;
  }

  /// A person was online until then.
  public void seen(UserId user, int at) {
    exact.put(user, at);
    Account account = accounts.find(user);
    int coarse = at - at % COARSE_SECONDS;
    if (account == null || account.deleted() || account.lastSeen() >= coarse) {
      return;
    }
    accounts.change(
        user,
        change -> {
          change.put(AccountKeys.LAST_SEEN, new StoredLastSeen(coarse));
          return user;
        });
  }

  /// When the account was last online; 0 if never.
  public int of(Account account) {
    return Math.max(account.lastSeen(), exact.getOrDefault(account.id(), 0));
  }
}
