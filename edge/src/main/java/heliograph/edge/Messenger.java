package heliograph.edge;

import heliograph.mtproto.server.ServerSession;

/// What the open port asks of the messenger behind it. Called on event loops: nothing here may block.
public interface Messenger {

  /// A session begins; called before its first request.
  void opened(ServerSession session);

  /// A session is no more; what it asked may go on, its answers go nowhere.
  void closed(ServerSession session);

  /// Run a request and hand the outcome to [ServerSession#answer] or [ServerSession#fail]. Requests of a session come in the order
  /// in which its client sent them.
  void request(ServerSession session, long msgId, byte[] body);

  /// Nobody waits any more for the answer to that request.
  void dropped(ServerSession session, long msgId);

  /// Delete the session's key, hand the outcome to [ServerSession#keyDestroyed], and close the key's sessions.
  void destroyKey(ServerSession session);
}
