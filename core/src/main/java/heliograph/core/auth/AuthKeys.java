package heliograph.core.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.cell.CellChange;
import heliograph.core.cell.Cells;
import heliograph.core.mailbox.Mailboxes;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.tl.storage.StoredAuthKey;
import heliograph.tl.storage.StoredKeyClient;
import heliograph.tl.storage.StoredKeyUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The authorisation keys, durable: the key itself, the client behind it, and who is logged in with it.
///
/// What sessions use is an [AuthKey], one object for each key in use.
public final class AuthKeys {
  private static final Key KEY = Key.of('K');
  private static final Key CLIENT = Key.of('C');
  private static final Key USER = Key.of('U');
  private static final Key TEMPORARY = Key.of('T');
  private static final char FAMILY = 'k';
  private static final int USUAL_DC = 2;

  /// How long a key is kept that nobody is logged in with.
  static final Duration IDLE = Duration.ofDays(7);

  /// How often it is looked whether a key is still logged in.
  static final Duration CHECKED = Duration.ofDays(30);

  /// How long a temporary key is kept after its time, for clocks that differ.
  static final Duration GRACE = Duration.ofMinutes(5);

  /// Temporary keys of one permanent key that are remembered.
  private static final int MAX_TEMPORARY = 1000;

  private final Cells cells;
  private final Authorisations authorisations;
  private final List<LogOutListener> listeners = new CopyOnWriteArrayList<>();
  private final List<LongConsumer> dropListeners = new CopyOnWriteArrayList<>();
  private final Cache<Long, AuthKey> inUse =
      Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

  /// Many people have the same client on the same device: one description serves all their keys.
  private final Interner<ClientDescription> descriptions = Interner.newWeakInterner();

  /// Hears of keys that are logged in no more.
  @FunctionalInterface
  public interface LogOutListener {
    /// A key was logged out.
    ///
    /// @param asked whether the key's own client asked for it, and so knows
    void loggedOut(AuthKey key, boolean asked);
  }

  public AuthKeys(Cells cells, Authorisations authorisations) {
    this.cells = cells;
    this.authorisations = authorisations;
  }

  /// A stored key; null if there is none, or no more.
  public @Nullable StoredAuthKey find(long keyId) {
    return cells.get(partition(keyId), KEY, StoredAuthKey.class);
  }

  /// Stores a new key.
  public void save(long keyId, StoredAuthKey key) {
    cells.alter(
        partition(keyId),
        change -> {
          change.put(KEY, key);
          schedule(change);
        });
  }

  /// Says that a temporary key speaks for a permanent one; false if either is not there or not of its kind.
  public boolean bind(long temporaryId, long permanentId, int expires) {
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

  /// Destroys the temporary keys that speak for a permanent one, but for some; answers which they were.
  public List<Long> dropTemporary(AuthKey permanent, Collection<Long> except) {
    List<Long> dropped =
        cells.change(
            partition(permanent.id()),
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
    for (long id : dropped) {
      erase(id);
      dropListeners.forEach(listener -> listener.accept(id));
    }
    return dropped;
  }

  /// Destroys a key, and ends the log-in that it carried; false if there is none.
  public boolean delete(long keyId) {
    if (find(keyId) == null) {
      return false;
    }
    AuthKey key = use(keyId);
    if (key.id() == keyId) {
      logOut(key, true);
    }
    erase(keyId);
    return true;
  }

  private void erase(long keyId) {
    cells.alter(partition(keyId), change -> erase(change));
    inUse.invalidate(keyId);
  }

  private static void erase(CellChange change) {
    change.delete(KEY);
    change.delete(CLIENT);
    change.delete(USER);
    change.keys(TEMPORARY, MAX_TEMPORARY).forEach(change::delete);
  }

  /// Has keys looked at whenever the mailboxes do what is due.
  public void sweptWith(Mailboxes mailboxes) {
    mailboxes.onDue(FAMILY, partition -> sweep(partition.id()));
  }

  /// Looks at a key whose time to be looked at has come, and destroys it if it serves nobody any more: a temporary one
  /// that ran out or was never bound, a permanent one that nobody is logged in with and no session uses.
  private void sweep(long keyId) {
    cells.alter(
        partition(keyId),
        change -> {
          if (serves(keyId, change)) {
            schedule(change);
          } else {
            erase(change);
          }
        });
  }

  /// When one of the account's keys was used last, in seconds; 0 if it has none. Those in use now are noted as used.
  int lastUse(UserId user) {
    int last = 0;
    for (Authorisations.Authorisation log : authorisations.list(user)) {
      int used = log.row().active();
      if (inUse.getIfPresent(log.authKeyId()) != null) {
        authorisations.used(user, log.authKeyId());
        used = authorisations.now();
      }
      last = Math.max(last, used);
    }
    return last;
  }

  private boolean serves(long keyId, CellChange change) {
    StoredAuthKey key = change.get(KEY, StoredAuthKey.class);
    if (key != null && key.expires() != 0) {
      Long permanent = key.permanentId();
      return permanent != null
          && authorisations.now() < key.expires() + GRACE.toSeconds()
          && find(permanent) != null;
    }
    StoredKeyUser user = change.get(USER, StoredKeyUser.class);
    if (inUse.getIfPresent(keyId) != null) {
      if (user != null) {
        authorisations.used(new UserId(user.userId()), keyId);
      }
      return true;
    }
    return user != null && authorisations.holds(new UserId(user.userId()), keyId);
  }

  /// Says when the key is to be looked at.
  private void schedule(CellChange change) {
    StoredAuthKey key = change.get(KEY, StoredAuthKey.class);
    long now = authorisations.now();
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

  /// The permanent key behind a key that a session uses; see [AuthKey#permanent] for one that has none yet.
  public AuthKey use(long keyId) {
    AuthKey known = inUse.getIfPresent(keyId);
    if (known != null) {
      return known;
    }
    StoredAuthKey stored = find(keyId);
    int dc = stored == null || stored.dc() == 0 ? USUAL_DC : stored.dc();
    if (stored == null || stored.expires() == 0) {
      return inUse.get(keyId, id -> load(id, dc));
    }
    Long permanent = stored.permanentId();
    return permanent == null ? AuthKey.unbound(keyId, dc) : use(permanent);
  }

  /// Remembers what the client says of itself, if that is new.
  public void describe(AuthKey key, int layer, @Nullable ClientDescription client) {
    int newLayer = layer == 0 ? key.layer() : layer;
    ClientDescription newClient = client == null ? key.client() : client;
    if (newLayer == key.layer() && Objects.equals(newClient, key.client())) {
      return;
    }
    key.describe(newLayer, shared(newClient));
    if (key.permanent()) {
      store(key);
    }
  }

  /// Tells the listener of every key that is destroyed from now on because its client does not want it any more.
  public void onDropped(LongConsumer listener) {
    dropListeners.add(listener);
  }

  /// Tells the listener of every log-out from now on.
  public void onLogOut(LogOutListener listener) {
    listeners.add(listener);
  }

  /// Ends the log-in of a key.
  public void logOut(AuthKey key, boolean asked) {
    UserId user = key.user();
    if (user == null) {
      return;
    }
    List<Long> ended = authorisations.remove(user, key.id());
    ended(key.id(), asked);
    ended.stream().filter(other -> other != key.id()).forEach(lent -> ended(lent, false));
  }

  /// The log-in of a key has ended in its account; its sessions have to learn it.
  void ended(long keyId, boolean asked) {
    AuthKey key = use(keyId);
    key.user(null);
    listeners.forEach(listener -> listener.loggedOut(key, asked));
  }

  /// Names the account that a key is about to be logged in to. Only the account's own row makes it so.
  void prepare(AuthKey key, UserId user) {
    if (!key.permanent()) {
      throw Refusal.AUTH_KEY_PERM_EMPTY.exception();
    }
    UserId before = key.user();
    if (before != null && !before.equals(user)) {
      logOut(key, true);
    }
    cells.alter(
        partition(key.id()),
        change -> {
          change.put(USER, new StoredKeyUser(user.value()));
          schedule(change);
        });
  }

  private void store(AuthKey key) {
    cells.alter(
        partition(key.id()),
        change -> {
          var row = StoredKeyClient.builder().layer(key.layer());
          ClientDescription client = key.client();
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

  private AuthKey load(long keyId, int dc) {
    StoredKeyClient client = cells.get(partition(keyId), CLIENT, StoredKeyClient.class);
    StoredKeyUser user = cells.get(partition(keyId), USER, StoredKeyUser.class);
    UserId loggedIn = user == null ? null : new UserId(user.userId());
    if (loggedIn != null && !authorisations.valid(loggedIn, keyId)) {
      loggedIn = null;
    }
    return new AuthKey(
        keyId,
        dc,
        true,
        loggedIn,
        client == null ? 0 : client.layer(),
        shared(ClientDescription.of(client)));
  }

  private @Nullable ClientDescription shared(@Nullable ClientDescription client) {
    return client == null ? null : descriptions.intern(client);
  }

  private static Partition partition(long keyId) {
    return Partition.of(FAMILY, keyId);
  }
}
