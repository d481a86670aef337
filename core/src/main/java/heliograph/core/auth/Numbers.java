package heliograph.core.auth;

import heliograph.core.KeyedHash;
import heliograph.core.UserId;
import heliograph.core.account.Account;
import heliograph.core.account.Accounts;
import heliograph.core.cell.CellChange;
import heliograph.core.cell.Cells;
import heliograph.core.cell.Claims;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.tl.storage.StoredInvite;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is known of numbers: who has one, which invite waits for its person, which log-in code is out.
public final class Numbers {
  static final Key INVITE = Key.of('I');
  static final Key LOGIN_CODE = Key.of('L');

  private final KeyedHash hash;
  private final Cells cells;
  private final Claims claims;
  private final Accounts accounts;

  public Numbers(KeyedHash hash, Cells cells, Claims claims, Accounts accounts) {
    this.hash = hash;
    this.cells = cells;
    this.claims = claims;
    this.accounts = accounts;
  }

  /// The account that has the number.
  public @Nullable UserId owner(PhoneNumber number) {
    return claims.owner(partition(number), user -> carries(user, number));
  }

  @Nullable StoredInvite invite(PhoneNumber number) {
    return cells.get(partition(number), INVITE, StoredInvite.class);
  }

  <R> R change(PhoneNumber number, Function<CellChange, R> command) {
    return cells.change(partition(number), command);
  }

  /// Has an account written that carries the number; null if another one has it.
  <R> @Nullable R take(PhoneNumber number, UserId user, int now, Supplier<R> write) {
    return claims.take(partition(number), user, now, other -> carries(other, number), write);
  }

  private boolean carries(UserId user, PhoneNumber number) {
    Account account = accounts.find(user);
    return account != null
        && !account.deleted()
        && account.profile().number().equals(number.digits());
  }

  private Partition partition(PhoneNumber number) {
    return hash.partition('n', number.digits());
  }
}
