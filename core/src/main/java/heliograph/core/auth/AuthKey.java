package heliograph.core.auth;

import heliograph.core.UserId;
import org.jspecify.annotations.Nullable;

/// A permanent key in use: who is logged in with it and which client speaks. One object per key
/// for as long as a session uses it, so that a log-out is seen by every session at once.
public final class AuthKey {
  private final long id;
  private final int dc;
  private final boolean permanent;
  private volatile @Nullable UserId user;
  private volatile Spoken spoken;

  /// What of it is in the store.
  private volatile Spoken stored;

  /// How the client speaks: the layer that it named last, 0 if it never did, and what it said of itself.
  record Spoken(int layer, @Nullable ClientDescription client) {}

  AuthKey(long id, int dc, boolean permanent, @Nullable UserId user, Spoken stored) {
    this.id = id;
    this.dc = dc;
    this.permanent = permanent;
    this.user = user;
    this.spoken = stored;
    this.stored = stored;
  }

  /// A temporary key that is bound to no permanent one yet: nobody can be logged in with it.
  static AuthKey unbound(long id, int dc) {
    return new AuthKey(id, dc, false, null, new Spoken(0, null));
  }

  public boolean permanent() {
    return permanent;
  }

  public long id() {
    return id;
  }

  /// The data centre that the client believed to be at when it made the key.
  public int dc() {
    return dc;
  }

  public @Nullable UserId user() {
    return user;
  }

  /// The layer that the client named last; 0 if it never did.
  public int layer() {
    return spoken.layer();
  }

  /// What the client said of itself in initConnection.
  @Nullable ClientDescription client() {
    return spoken.client();
  }

  void user(@Nullable UserId newUser) {
    this.user = newUser;
  }

  Spoken spoken() {
    return spoken;
  }

  void spoken(Spoken newest) {
    this.spoken = newest;
  }

  Spoken stored() {
    return stored;
  }

  void stored(Spoken written) {
    this.stored = written;
  }
}
