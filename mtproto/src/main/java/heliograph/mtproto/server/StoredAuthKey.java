package heliograph.mtproto.server;

import heliograph.mtproto.crypto.AuthKey;

/// An authorization key as the server keeps it.
///
/// @param createdAtSeconds when the key exchange ended
/// @param expiresAtSeconds 0 for a permanent key
/// @param firstSalt the salt that both ends computed in the key exchange; good for the first hour
/// @param dc the data centre that the client believed to be at
/// @param permanentKeyId the key that a temporary one is bound to; 0 while it is not, and for permanent keys
public record StoredAuthKey(
    AuthKey key,
    int createdAtSeconds,
    int expiresAtSeconds,
    long firstSalt,
    int dc,
    long permanentKeyId) {

  public long id() {
    return key.id();
  }

  /// Whether the client made the key for a limited time (mtproto/auth_key, "temporary").
  public boolean temporary() {
    return expiresAtSeconds != 0;
  }

  /// Whether its time is over: it is then as good as unknown.
  public boolean expired(long nowSeconds) {
    return temporary() && nowSeconds >= expiresAtSeconds;
  }
}
