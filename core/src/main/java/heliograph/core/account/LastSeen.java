package heliograph.core.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import heliograph.core.UserId;
import heliograph.tl.storage.StoredLastSeen;

/// When people were last online: exactly in memory, to ten minutes in the store, which is written no oftener than that.
public final class LastSeen {
  private static final int COARSE_SECONDS = 600;

  /// People whose last time is known exactly; of others the stored one is told.
  private static final int MAX_EXACT = 100_000;

  private final Accounts accounts;
  private final Cache<UserId, Integer> exact =
      Caffeine.newBuilder().maximumSize(MAX_EXACT).executor(Runnable::run).build();

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
    accounts.alter(user, change -> change.put(AccountKeys.LAST_SEEN, new StoredLastSeen(coarse)));
  }

  /// When the account was last online, or made if it never was since.
  public int of(Account account) {
    Integer known = exact.getIfPresent(account.id());
    return known == null ? account.lastSeen() : Math.max(account.lastSeen(), known);
  }
}
