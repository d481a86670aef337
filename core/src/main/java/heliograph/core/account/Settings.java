package heliograph.core.account;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.Origin;
import heliograph.tl.storage.StoredSettings;
import java.util.function.UnaryOperator;

/// The settings of an account that concern nobody else.
public final class Settings {
  /// A holiday, or a thief of a log-in, must not cost the account.
  private static final int MIN_ACCOUNT_DAYS = 30;

  private static final int MAX_ACCOUNT_DAYS = 730;
  private static final int MAX_SESSION_DAYS = 366;

  private final Accounts accounts;

  public Settings(Accounts accounts) {
    this.accounts = accounts;
  }

  public StoredSettings get(UserId owner) {
    return accounts.self(owner).settings();
  }

  public void change(UserId owner, Origin origin, UnaryOperator<StoredSettings> edit) {
    accounts.alter(
        owner,
        origin,
        change -> {
          StoredSettings before = change.get(AccountKeys.SETTINGS, StoredSettings.class);
          StoredSettings base = before == null ? Account.UNSET : before;
          StoredSettings after = edit.apply(base);
          if ((after.accountDays() != base.accountDays()
                  && outside(after.accountDays(), MIN_ACCOUNT_DAYS, MAX_ACCOUNT_DAYS))
              || outside(after.sessionDays(), 1, MAX_SESSION_DAYS)) {
            throw Refusal.TTL_DAYS_INVALID.exception();
          }
          change.put(AccountKeys.SETTINGS, after);
        });
  }

  private static boolean outside(int days, int min, int max) {
    return days < min || days > max;
  }
}
