package heliograph.client;

import heliograph.tl.api.TypeUpdate;

/// Whoever wants to know what changes in the account. Called from one thread, one call at a time.
@FunctionalInterface
public interface UpdateListener {

  /// The next change, in the account's order, each exactly once. The people it names are known to `Peers` by now.
  void update(TypeUpdate update);

  /// So much was missed that the server does not list it any more: whatever is shown must be loaded afresh.
  default void reset() {}

  /// The connection is there or gone.
  default void connection(ConnectionState state) {}

  /// The server has ended this log-in; nothing will follow.
  default void loggedOut() {}
}
