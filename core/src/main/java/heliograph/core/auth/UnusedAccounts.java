package heliograph.core.auth;

import heliograph.core.UserId;
import heliograph.core.account.Account;
import heliograph.core.account.Accounts;
import heliograph.core.cell.CellChange;
import heliograph.core.cell.Cells;
import heliograph.core.due.DueWork;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.tl.storage.StoredDisuse;
import java.time.Duration;
import java.time.InstantSource;

/// Deletes accounts that nobody has used for as long as their owners allow.
///
/// Each account is looked at once a day: a partition of its own is due then. It is written before the account is, so that none is
/// forgotten; one that leads to no account goes by itself.
///
/// Only days count on which the server looked. A clock that jumps ahead, or a year in which the server did not run, is one look,
/// and costs nobody the account.
///
/// @see <a href="https://core.telegram.org/method/account.setAccountTTL">account.setAccountTTL</a>
public final class UnusedAccounts {
  /// The family of the partitions that are due.
  static final char FAMILY = 't';

  static final Duration LOOKED_AT = Duration.ofDays(1);

  private static final Key WATCHED = Key.of('A');
  private static final Key DISUSE = Key.of('D');

  private final Cells cells;
  private final Accounts accounts;
  private final AuthKeys keys;
  private final LogIns logIns;
  private final InstantSource clock;

  public UnusedAccounts(
      Cells cells, Accounts accounts, AuthKeys keys, LogIns logIns, InstantSource clock) {
    this.cells = cells;
    this.accounts = accounts;
    this.keys = keys;
    this.logIns = logIns;
    this.clock = clock;
  }

  /// Has accounts looked at when they are due.
  public void sweptWith(DueWork due) {
    due.onDue(FAMILY, partition -> look(new UserId(partition.id())));
  }

  /// Has an account looked at from now on, one that is about to be made too.
  void watch(UserId user) {
    if (!cells.has(partition(user), WATCHED)) {
      lookAgain(user);
    }
  }

  /// Looks at an account whose time has come.
  private void look(UserId user) {
    Account account = accounts.find(user);
    if (account == null || account.deleted()) {
      lookNoMore(user);
    } else if (count(account) > account.settings().accountDays()) {
      logIns.delete(user);
      lookNoMore(user);
    }
  }

  private void lookNoMore(UserId user) {
    cells.alter(
        partition(user),
        change -> {
          change.delete(WATCHED);
          change.delete(DISUSE);
        });
  }

  /// Counts one more day on which the account was not used, or begins anew; answers how many there are now.
  private int count(Account account) {
    int lastUse = Math.max(account.lastSeen(), keys.lastUse(account.id()));
    return cells.change(
        partition(account.id()),
        change -> {
          StoredDisuse before = change.get(DISUSE, StoredDisuse.class);
          int days = before != null && before.used() == lastUse ? before.days() + 1 : 0;
          change.put(DISUSE, new StoredDisuse(lastUse, days));
          dueAgain(change);
          return days;
        });
  }

  private void lookAgain(UserId user) {
    cells.alter(
        partition(user),
        change -> {
          change.mark(WATCHED);
          dueAgain(change);
        });
  }

  private void dueAgain(CellChange change) {
    change.due((now() + LOOKED_AT.toSeconds()) * 1000);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static Partition partition(UserId user) {
    return Partition.of(FAMILY, user.value());
  }
}
