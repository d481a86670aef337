package heliograph.core.account;

import heliograph.core.UserId;
import heliograph.core.mailbox.Origin;
import heliograph.tl.storage.StoredPrivacyNews;

/// Who may see what of an account.
///
/// @see <a href="https://core.telegram.org/api/privacy">api/privacy</a>
public final class Privacy {
  private final Accounts accounts;

  public Privacy(Accounts accounts) {
    this.accounts = accounts;
  }

  public PrivacyRules get(UserId owner, PrivacyKey key) {
    return accounts.self(owner).rules(key);
  }

  public void set(UserId owner, Origin origin, PrivacyKey key, PrivacyRules rules) {
    accounts.alter(
        owner,
        origin,
        change -> {
          change.put(AccountKeys.privacy(key), rules.stored());
          change.notice(new StoredPrivacyNews(key.code()));
        });
  }
}
