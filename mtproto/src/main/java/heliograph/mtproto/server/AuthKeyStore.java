package heliograph.mtproto.server;

import org.jspecify.annotations.Nullable;

/// Where authorization keys are kept. Every method may block, and must not be called on an event loop.
public interface AuthKeyStore {

  /// The key with this id, or null if there is none: only then may a client be told so.
  @Nullable StoredAuthKey find(long keyId);

  /// Keeps a new key; durable when it returns.
  void save(StoredAuthKey key);

  /// Forgets a key and what is bound to it; false if there was none.
  boolean delete(long keyId);
}
