package heliograph.mtproto.server;

/// The transport connection under a [ServerConnection], as its sessions see it. Both methods may be called from any thread, with a
/// session's lock held: they must return at once and call nothing of a session or connection themselves.
public interface Link {

  /// There is something to send: [ServerConnection#flush] should be called soon, on the event loop. Not called again
  /// before that.
  void wake();

  /// The connection should be closed, after what was sent.
  void close();
}
