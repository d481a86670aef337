package heliograph.core.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.auth.AuthKey.Spoken;
import heliograph.core.cell.Cells;
import heliograph.core.due.DueWork;
import heliograph.tl.storage.StoredAuthKey;
import heliograph.tl.storage.StoredKeyClient;
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
  private static final int USUAL_DC = 2;

  private final KeyRows rows;
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
    this.rows = new KeyRows(cells, authorisations::now);
    this.authorisations = authorisations;
  }

  /// A stored key; null if there is none, or no more.
  public @Nullable StoredAuthKey find(long keyId) {
    return rows.find(keyId);
  }

  /// Stores a new key.
  public void save(long keyId, StoredAuthKey key) {
    rows.save(keyId, key);
  }

  /// Says that a temporary key speaks for a permanent one; false if either is not there or not of its kind.
  public boolean bind(long temporaryId, long permanentId, int expires) {
    return rows.bind(temporaryId, permanentId, expires);
  }

  /// Destroys the temporary keys that speak for a permanent one, but for some; answers which they were.
  public List<Long> dropTemporary(AuthKey permanent, Collection<Long> except) {
    List<Long> dropped = rows.forgetTemporary(permanent.id(), except);
    for (long id : dropped) {
      rows.erase(id);
      dropListeners.forEach(listener -> listener.accept(id));
    }
    return dropped;
  }

  /// Destroys a key with the temporary ones that speak for it, and ends the log-in that it carried; false if there is none.
  public boolean delete(long keyId) {
    if (find(keyId) == null) {
      return false;
    }
    AuthKey key = use(keyId);
    if (key.id() == keyId) {
      logOut(key, true);
      var _ = dropTemporary(key, List.of());
    }
    // What sessions still use stays the one object of this key: whoever logs in with it is found
    // when that is ended.
    rows.erase(keyId);
    return true;
  }

  /// Has keys looked at when they are due.
  public void sweptWith(DueWork due) {
    due.onDue(
        KeyRows.FAMILY, partition -> rows.sweep(partition.id(), () -> serves(partition.id())));
  }

  /// Whether a session uses a permanent key, or somebody is logged in with it.
  private boolean serves(long keyId) {
    UserId user = rows.user(keyId);
    if (inUse.getIfPresent(keyId) != null) {
      if (user != null) {
        authorisations.used(user, keyId);
      }
      return true;
    }
    return user != null && authorisations.holds(user, keyId);
  }

  /// When one of the account's keys was used last, in seconds; 0 if it has none. Those in use now are noted as used.
  int lastUse(UserId user) {
    int last = 0;
    for (Authorisations.Authorisation logIn : authorisations.list(user)) {
      int used = logIn.row().active();
      if (inUse.getIfPresent(logIn.authKeyId()) != null) {
        authorisations.used(user, logIn.authKeyId());
        used = authorisations.now();
      }
      last = Math.max(last, used);
    }
    return last;
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

  /// Remembers what the client says of itself for as long as the key is in use. Clients say it once, whatever becomes of
  /// the call that it came with.
  public void describe(AuthKey key, int layer, @Nullable ClientDescription client) {
    int newLayer = layer == 0 ? key.layer() : layer;
    ClientDescription newClient = client == null ? key.client() : client;
    if (newLayer != key.layer() || !Objects.equals(newClient, key.client())) {
      key.spoken(new Spoken(newLayer, shared(newClient)));
    }
  }

  /// Writes that down, if it is new.
  @SuppressWarnings("ReferenceEquality") // what was said anew is another object
  public void keep(AuthKey key) {
    Spoken spoken = key.spoken();
    Spoken before = key.stored();
    if (spoken == before || !key.permanent()) {
      return;
    }
    key.stored(spoken); // of calls that come together, one writes
    try {
      rows.put(key.id(), spoken.layer(), spoken.client());
    } catch (RuntimeException unwritten) {
      key.stored(before);
      throw unwritten;
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
    rows.put(key.id(), user);
  }

  private AuthKey load(long keyId, int dc) {
    StoredKeyClient client = rows.client(keyId);
    UserId loggedIn = rows.user(keyId);
    if (loggedIn != null && !authorisations.valid(loggedIn, keyId)) {
      loggedIn = null;
    }
    return new AuthKey(
        keyId,
        dc,
        true,
        loggedIn,
        new Spoken(client == null ? 0 : client.layer(), shared(ClientDescription.of(client))));
  }

  private @Nullable ClientDescription shared(@Nullable ClientDescription client) {
    return client == null ? null : descriptions.intern(client);
  }
}
