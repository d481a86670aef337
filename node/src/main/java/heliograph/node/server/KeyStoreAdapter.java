package heliograph.node.server;

import heliograph.core.auth.AuthKeys;
import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.server.AuthKeyStore;
import heliograph.mtproto.server.StoredAuthKey;
import org.jspecify.annotations.Nullable;

/// The authorisation keys of the kernel, as the protocol asks for them.
final class KeyStoreAdapter implements AuthKeyStore {
  private final AuthKeys keys;

  KeyStoreAdapter(AuthKeys keys) {
    this.keys = keys;
  }

  @Override
  public @Nullable StoredAuthKey find(long keyId) {
    var stored = keys.find(keyId);
    if (stored == null) {
      return null;
    }
    Long permanentId = stored.permanentId();
    return new StoredAuthKey(
        AuthKey.of(stored.key()),
        stored.created(),
        stored.expires(),
        stored.firstSalt(),
        stored.dc(),
        permanentId == null ? 0 : permanentId);
  }

  @Override
  public void save(StoredAuthKey key) {
    keys.save(
        key.id(),
        heliograph.tl.storage.StoredAuthKey.builder()
            .key(key.key().bytes())
            .dc(key.dc())
            .created(key.createdAtSeconds())
            .expires(key.expiresAtSeconds())
            .firstSalt(key.firstSalt())
            .permanentId(key.permanentKeyId() == 0 ? null : key.permanentKeyId())
            .build());
  }

  @Override
  public boolean delete(long keyId) {
    return keys.delete(keyId);
  }
}
