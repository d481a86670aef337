package heliograph.mtproto.handshake;

import heliograph.mtproto.crypto.AuthKey;

/// A key just agreed on: its first salt, the data centre that the client believes in, and for a temporary key the time in
/// seconds when it ends (0 for a permanent one).
public record NewAuthKey(AuthKey key, long salt, int dc, int expiresAt) {

  public boolean temporary() {
    return expiresAt != 0;
  }
}
