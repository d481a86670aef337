package heliograph.rpc;

import heliograph.core.auth.AuthKey;

/// Told which sessions want updates: the port by which pushing learns whom to push to.
public interface SessionWatch {

  /// A logged-in session made a call that was not wrapped in `invokeWithoutUpdates`. Said once,
  /// and again after [#detached].
  void attached(ClientSession session, AuthKey key);

  /// The session ended, or its key was logged out. Said at most once for each [#attached].
  void detached(ClientSession session);
}
