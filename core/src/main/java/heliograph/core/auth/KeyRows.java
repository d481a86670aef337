package heliograph.core.auth;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.cell.CellChange;
import heliograph.core.cell.Cells;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.tl.storage.StoredAuthKey;
import heliograph.tl.storage.StoredKeyClient;
import heliograph.tl.storage.StoredKeyUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The partitions of authorisation keys: the key itself, the client behind it, whom it was last logged in to, the temporary keys that
/// speak for it, and when it is to be looked at.
final class KeyRows {
  private static final Key KEY = Key.of('K');
  private static final Key CLIENT = Key.of('C');
  private static final Key USER = Key.of('U');
  private static final Key TEMPORARY = Key.of('T');
  static final char FAMILY = 'k';

  /// How long a key is kept that nobody is logged in with.
  static final Duration IDLE = Duration.ofDays(7);

  /// How often it is looked whether a key is still logged in.
  static final Duration CHECKED = Duration.ofDays(30);

  /// How long a temporary key is kept after its time, for clocks that differ.
  static final Duration GRACE = Duration.ofMinutes(5);

  /// Temporary keys of one permanent key that are remembered.
  private static final int MAX_TEMPORARY = 1000;

  private final Cells cells;
  private final LongSupplier now;

  /// @param now the time in seconds
  KeyRows(Cells cells, LongSupplier now) {
    this.cells = cells;
    this.now = now;
  }

  /// A stored key; null if there is none, or no more.
  @Nullable StoredAuthKey find(long keyId) {
    return cells.get(partition(keyId), KEY, StoredAuthKey.class);
  }

  /// What the client of a permanent key said of itself; null if it never did.
  @Nullable StoredKeyClient client(long keyId) {
    return cells.get(partition(keyId), CLIENT, StoredKeyClient.class);
  }

  /// Whom a permanent key was last logged in to; null if nobody.
  @Nullable UserId user(long keyId) {
    StoredKeyUser user = cells.get(partition(keyId), USER, StoredKeyUser.class);
    return user == null ? null : new UserId(user.userId());
  }

  /// Stores a new key.
  void save(long keyId, StoredAuthKey key) {
    cells.alter(
        partition(keyId),
        change -> {
          change.put(KEY, key);
          schedule(change);
        });
  }

  /// Says that a temporary key speaks for a permanent one; false if either is not there or not of its kind.
  boolean bind(long temporaryId, long permanentId, int expires) {
    StoredAuthKey permanent = find(permanentId);
    if (permanent == null || permanent.expires() != 0) {
      return false;
    }
    boolean done =
        cells.change(
            partition(temporaryId),
            change -> {
              StoredAuthKey key = change.get(KEY, StoredAuthKey.class);
              if (key == null || key.expires() == 0) {
                return false;
              }
              Long bound = key.permanentId();
              if (bound != null && bound != permanentId) {
                throw Refusal.TEMP_AUTH_KEY_ALREADY_BOUND.exception();
              }
              // No key outlives what was said when it was made.
              int until = Math.min(key.expires(), expires);
              change.put(KEY, key.toBuilder().permanentId(permanentId).expires(until).build());
              schedule(change);
              return true;
            });
    if (done) {
      remember(permanentId, temporaryId);
    }
    return done;
  }

  /// Notes with a permanent key which temporary ones speak for it, and forgets those that are no more.
  private void remember(long permanentId, long temporaryId) {
    cells.alter(
        partition(permanentId),
        change -> {
          for (Key bound : change.keys(TEMPORARY, MAX_TEMPORARY)) {
            if (find(bound.int64At(1)) == null) {
              change.delete(bound);
            }
          }
          change.mark(TEMPORARY.int64(temporaryId));
          schedule(change);
        });
  }

  /// Forgets the temporary keys that speak for a permanent one, but for some; answers which they were. They are still to be erased.
  List<Long> forgetTemporary(long permanentId, Collection<Long> except) {
    return cells.change(
        partition(permanentId),
        change -> {
          List<Long> ids = new ArrayList<>();
          for (Key bound : change.keys(TEMPORARY, MAX_TEMPORARY)) {
            if (!except.contains(bound.int64At(1))) {
              ids.add(bound.int64At(1));
              change.delete(bound);
            }
          }
          if (!ids.isEmpty()) {
            schedule(change);
          }
          return ids;
        });
  }

  void erase(long keyId) {
    cells.alter(partition(keyId), KeyRows::erase);
  }

  private static void erase(CellChange change) {
    change.delete(KEY);
    change.delete(CLIENT);
    change.delete(USER);
    change.keys(TEMPORARY, MAX_TEMPORARY).forEach(change::delete);
  }

  /// Names the account that a key is about to be logged in to.
  void put(long keyId, UserId user) {
    cells.alter(
        partition(keyId),
        change -> {
          change.put(USER, new StoredKeyUser(user.value()));
          schedule(change);
        });
  }

  void put(long keyId, int layer, @Nullable ClientDescription client) {
    cells.alter(
        partition(keyId),
        change -> {
          var row = StoredKeyClient.builder().layer(layer);
          if (client != null) {
            row.apiId(client.apiId())
                .deviceModel(client.deviceModel())
                .systemVersion(client.systemVersion())
                .appVersion(client.appVersion())
                .systemLangCode(client.systemLangCode())
                .langPack(client.langPack())
                .langCode(client.langCode());
          }
          change.put(CLIENT, row.build());
          schedule(change);
        });
  }

  /// Looks at a key whose time to be looked at has come, and destroys it if it serves nobody any more: a temporary one
  /// that ran out or was never bound, a permanent one that has no use.
  void sweep(long keyId, BooleanSupplier permanentInUse) {
    cells.alter(
        partition(keyId),
        change -> {
          StoredAuthKey key = change.get(KEY, StoredAuthKey.class);
          boolean serves =
              (key != null && key.expires() != 0) ? serves(key) : permanentInUse.getAsBoolean();
          if (serves) {
            schedule(change);
          } else {
            erase(change);
          }
        });
  }

  private boolean serves(StoredAuthKey temporary) {
    Long permanent = temporary.permanentId();
    return permanent != null
        && now.getAsLong() < temporary.expires() + GRACE.toSeconds()
        && find(permanent) != null;
  }

  /// Says when the key is to be looked at.
  private void schedule(CellChange change) {
    StoredAuthKey key = change.get(KEY, StoredAuthKey.class);
    long now = this.now.getAsLong();
    long due;
    if (key != null && key.expires() != 0) {
      Duration patience = key.permanentId() == null ? IDLE : CHECKED;
      due = Math.min(now + patience.toSeconds(), key.expires() + GRACE.toSeconds());
    } else {
      boolean loggedIn = change.get(USER, StoredKeyUser.class) != null;
      due = now + (loggedIn ? CHECKED : IDLE).toSeconds();
    }
    change.due(Math.max(0, due) * 1000);
  }

  private static Partition partition(long keyId) {
    return Partition.of(FAMILY, keyId);
  }
}
