package heliograph.node.server;

import heliograph.edge.Messenger;
import heliograph.mtproto.server.AuthKeyStore;
import heliograph.mtproto.server.MessageServer;
import heliograph.mtproto.server.ServerSession;
import heliograph.rpc.RpcServer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Brings what sessions ask to the API.
final class RpcMessenger implements Messenger {
  /// Time for the answer to be sent before the key's connections are closed.
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final RpcServer rpc;
  private final AuthKeyStore keys;
  private final MessageServer messages;
  private final Set<Long> dying = ConcurrentHashMap.newKeySet();

  RpcMessenger(RpcServer rpc, AuthKeyStore keys, MessageServer messages) {
    this.rpc = rpc;
    this.keys = keys;
    this.messages = messages;
  }

  @Override
  public void opened(ServerSession session) {
    rpc.sessionOpened(adapter(session));
  }

  @Override
  public void closed(ServerSession session) {
    rpc.sessionClosed(adapter(session));
  }

  @Override
  public void request(ServerSession session, long msgId, byte[] body) {
    SessionAdapter adapter = adapter(session);
    rpc.request(adapter, msgId, body, adapter.answer(msgId));
  }

  @Override
  public void dropped(ServerSession session, long msgId) {
    rpc.drop(adapter(session), msgId);
  }

  @Override
  public void destroyKey(ServerSession session) {
    // A client that asks again and again before its connection closes is served once.
    if (dying.add(session.keyId())) {
      Thread.ofVirtual().name("destroy-key").start(() -> destroy(session));
    }
  }

  private void destroy(ServerSession session) {
    try {
      session.keyDestroyed(keys.delete(session.keyId()));
      Thread.sleep(FAREWELL);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      dying.remove(session.keyId());
    }
    messages.sessions().closeKey(session.keyId()).forEach(this::closed);
  }

  /// The same one for every event of a session, whichever of its connections brings the first.
  private static SessionAdapter adapter(ServerSession session) {
    synchronized (session) {
      if (session.attachment() instanceof SessionAdapter adapter) {
        return adapter;
      }
      SessionAdapter adapter = new SessionAdapter(session);
      session.attachment(adapter);
      return adapter;
    }
  }
}
