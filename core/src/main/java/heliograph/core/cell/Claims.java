package heliograph.core.cell;

import heliograph.core.UserId;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.tl.storage.StoredClaim;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who took a number or a user name, where the taking spans two partitions.
///
/// The name's partition says who claims it, the account's partition says whether it carries the name, and a claim is
/// worth something only while the account carries the name. So the order is: claim, then write the account. A crash
/// in between leaves a claim that nobody carries, which the next one overwrites; an account that drops a name, or is
/// deleted, frees it by that commit alone. Nothing ever has to be mended.
///
/// What must not happen is that a second account takes the name between the two steps of the first: they are done
/// under a lock of the name, which lives in the node that owns the partition.
public final class Claims {
  private static final Key OWNER = Key.of('O');
  private static final int LOCKS = 256;

  private final Cells cells;
  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

  public Claims(Cells cells) {
    this.cells = cells;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /// The account that claimed the name and carries it.
  public @Nullable UserId owner(Partition name, Predicate<UserId> carries) {
    StoredClaim claim = cells.get(name, OWNER, StoredClaim.class);
    if (claim == null) {
      return null;
    }
    UserId user = new UserId(claim.userId());
    return carries.test(user) ? user : null;
  }

  /// Claims the name for an account and has the account written, unless another one carries it.
  ///
  /// @param write makes the account carry the name
  /// @return what `write` returned, or null if the name is taken
  public <R> @Nullable R take(
      Partition name, UserId user, int now, Predicate<UserId> carries, Supplier<R> write) {
    ReentrantLock lock = lock(name);
    lock.lock();
    try {
      UserId owner = owner(name, carries);
      if (owner != null && !owner.equals(user)) {
        return null;
      }
      cells.alter(name, change -> change.put(OWNER, new StoredClaim(user.value(), now)));
      return write.get();
    } finally {
      lock.unlock();
    }
  }

  /// Removes the row of a claim that is worth nothing any more. Only saves space.
  public void forget(Partition name, UserId user, BooleanSupplier carried) {
    ReentrantLock lock = lock(name);
    lock.lock();
    try {
      if (carried.getAsBoolean()) {
        return;
      }
      cells.alter(
          name,
          change -> {
            StoredClaim claim = change.get(OWNER, StoredClaim.class);
            if (claim != null && claim.userId() == user.value()) {
              change.delete(OWNER);
            }
          });
    } finally {
      lock.unlock();
    }
  }

  private ReentrantLock lock(Partition name) {
    return locks[Math.floorMod(name.hashCode(), LOCKS)];
  }
}
