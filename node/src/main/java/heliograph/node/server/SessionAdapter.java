package heliograph.node.server;

import heliograph.edge.Edge;
import heliograph.mtproto.server.ServerSession;
import heliograph.rpc.Answer;
import heliograph.rpc.ClientSession;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A session of the protocol, as the API sees it.
final class SessionAdapter implements ClientSession {
  private final ServerSession session;

  SessionAdapter(ServerSession session) {
    this.session = session;
  }

  Answer answer(long msgId) {
    return new SessionAnswer(session, msgId);
  }

  @Override
  public long authKeyId() {
    return session.keyId();
  }

  @Override
  public long sessionId() {
    return session.sessionId();
  }

  @Override
  public @Nullable InetAddress address() {
    return Edge.addressOf(session);
  }

  @Override
  public void push(byte[] updates) {
    session.push(updates);
  }

  @Override
  public void close() {
    session.disconnect();
  }

  private record SessionAnswer(ServerSession session, long msgId) implements Answer {
    @Override
    public void result(byte[] boxedResult) {
      session.answer(msgId, boxedResult);
    }

    @Override
    public void error(int code, String message) {
      session.fail(msgId, code, message);
    }
  }
}
