package heliograph.rpc;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A session of a client as the protocol's server sees it; it outlives connections.
public interface ClientSession {

  /// The key that the session's messages are sealed with: a permanent one, or a temporary one.
  long authKeyId();

  long sessionId();

  /// Where the session's newest connection comes from; null when that is not known.
  @Nullable InetAddress address();

  /// Sends updates, already written in the session's layer. Never blocks.
  void push(byte[] updates);

  /// Closes the session's connections; the client may come back.
  void close();
}
