package heliograph.rpc;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A session of a client to which nobody listens.
record Silent(long sessionId) implements ClientSession {
  @Override
  public long authKeyId() {
    return 1;
  }

  @Override
  public @Nullable InetAddress address() {
    return null;
  }

  @Override
  public void push(byte[] updates) {}

  @Override
  public void close() {}
}
