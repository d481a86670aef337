package heliograph.node;

import heliograph.edge.Messenger;
import heliograph.mtproto.server.AuthKeyStore;
import heliograph.mtproto.server.MessageServer;
import heliograph.mtproto.server.ServerSession;
import heliograph.rpc.RpcServer;
import java.time.Duration;

/// Brings what sessions ask to the API.
final class RpcMessenger implements Messenger {
  /// Time for the answer to be sent before the key's connections are closed.
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final RpcServer rpc;
  private final AuthKeyStore keys;
  private final MessageServer messages;

  RpcMessenger(RpcServer rpc, AuthKeyStore keys, MessageServer messages) {
    this.rpc = rpc;
    this.keys = keys;
    this.messages = messages;
  }

  @Override
  public void opened(ServerSession session) {
    SessionAdapter adapter = new SessionAdapter(session);
    session.attachment(adapter);
    rpc.sessionOpened(adapter);
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
    Thread.ofVirtual().name("destroy-key").start(() -> destroy(session));
  }

  private void destroy(ServerSession session) {
    session.keyDestroyed(keys.delete(session.keyId()));
    try {
      Thread.sleep(FAREWELL);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    messages.sessions().closeKey(session.keyId()).forEach(this::closed);
  }

  private static SessionAdapter adapter(ServerSession session) {
    if (session.attachment() instanceof SessionAdapter adapter) {
      return adapter;
    }
    throw new IllegalStateException("a session that was never opened");
  }
}
