package heliograph.core.auth;

import heliograph.core.KeyedHash;
import heliograph.core.UserId;
import heliograph.core.account.Account;
import heliograph.core.account.Accounts;
import heliograph.core.cell.CellChange;
import heliograph.core.cell.Cells;
import heliograph.core.cell.Claims;
import heliograph.core.due.DueWork;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.tl.storage.StoredInvite;
import heliograph.tl.storage.StoredLoginCode;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is known of numbers: who has one, which invite waits for its person, which log-in code is out.
public final class Numbers {
  static final Key INVITE = Key.of('I');
  static final Key SPENT_INVITE = Key.of('S');
  static final Key LOGIN_CODE = Key.of('L');

  /// The family of the numbers' partitions.
  static final char FAMILY = 'n';

  private static final int NEVER = Integer.MAX_VALUE;

  private final KeyedHash hash;
  private final Cells cells;
  private final Claims claims;
  private final Accounts accounts;
  private final InstantSource clock;

  public Numbers(
      KeyedHash hash, Cells cells, Claims claims, Accounts accounts, InstantSource clock) {
    this.hash = hash;
    this.cells = cells;
    this.claims = claims;
    this.accounts = accounts;
    this.clock = clock;
  }

  /// The account that has the number.
  public @Nullable UserId owner(PhoneNumber number) {
    return claims.owner(partition(number), user -> carries(user, number));
  }

  @Nullable StoredInvite invite(PhoneNumber number) {
    return cells.get(partition(number), INVITE, StoredInvite.class);
  }

  @Nullable StoredLoginCode code(PhoneNumber number) {
    return cells.get(partition(number), LOGIN_CODE, StoredLoginCode.class);
  }

  /// Whether the code is that of an invite whose person has come, for as long as it would have been good.
  boolean spent(PhoneNumber number, String code) {
    StoredInvite invite = cells.get(partition(number), SPENT_INVITE, StoredInvite.class);
    return invite != null && Codes.equal(invite.code(), code);
  }

  <R> R change(PhoneNumber number, Function<CellChange, R> command) {
    return cells.change(
        partition(number),
        change -> {
          R result = command.apply(change);
          schedule(change);
          return result;
        });
  }

  /// Has what ran out erased when it is due.
  public void sweptWith(DueWork due) {
    due.onDue(FAMILY, this::sweep);
  }

  /// Erases what has run out in the partition of a number whose time has come.
  private void sweep(Partition number) {
    cells.alter(
        number,
        change -> {
          if (invited(change, INVITE) <= now()) {
            change.delete(INVITE);
          }
          if (invited(change, SPENT_INVITE) <= now()) {
            change.delete(SPENT_INVITE);
          }
          if (coded(change) <= now()) {
            change.delete(LOGIN_CODE);
          }
          schedule(change);
        });
  }

  /// The partition is due when the first of its codes runs out.
  private static void schedule(CellChange change) {
    int invited = Math.min(invited(change, INVITE), invited(change, SPENT_INVITE));
    int first = Math.min(invited, coded(change));
    if (first != NEVER && !change.untouched()) {
      change.due(first * 1000L);
    }
  }

  private static int invited(CellChange change, Key row) {
    StoredInvite invite = change.get(row, StoredInvite.class);
    return invite == null ? NEVER : invite.expires();
  }

  private static int coded(CellChange change) {
    StoredLoginCode code = change.get(LOGIN_CODE, StoredLoginCode.class);
    return code == null ? NEVER : code.expires();
  }

  private long now() {
    return clock.instant().getEpochSecond();
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
    return hash.partition(FAMILY, number.digits());
  }
}
