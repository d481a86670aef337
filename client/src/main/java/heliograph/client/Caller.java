package heliograph.client;

import heliograph.tl.TlMethod;

/// Calls methods of a server.
@FunctionalInterface
public interface Caller {

  /// Calls a method and waits for the answer; over a lost connection too, until it is answered or refused.
  ///
  /// @throws RpcException the server refused it
  /// @throws ConnectionLostException the client was closed or gave up
  <R> R call(TlMethod<R> method);
}
