package heliograph.client;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.tl.api.TypeUpdates;

/// What a link has to tell. Called on its event loop: must not block.
interface LinkEvents {

  /// The server pushed changes.
  default void pushed(TypeUpdates updates) {}

  /// A call was answered; told before the caller is.
  default void answered(Object result) {}

  /// The connection is there, or gone.
  default void connection(ConnectionState state) {}

  /// The server began the session anew: pushes may have been lost.
  default void sessionRenewed() {}

  /// There is a key, or a new salt for it: what a later run needs.
  default void keyed(AuthKey key, long salt) {}

  /// The server does not know the key, or has ended its log-in.
  default void loggedOut() {}
}
