package heliograph.edge;

/// The way back to the client of a [Conversation]: packets out, in whatever form the connection carries them. Used on the
/// connection's event loop only.
interface Outlet {

  /// Queues a packet; it leaves with the next [#flush].
  void packet(byte[] packet);

  /// Acknowledges the packet just received by the transport's own means.
  void quickAck(int token);

  /// Sends an error of the transport, such as -404.
  void error(int code);

  void flush();

  /// The client has shown a known key: it may send longer packets from now on.
  void known();

  /// Whether more would only pile up: the client reads more slowly than it is written to.
  boolean congested();

  /// Stops or resumes reading from the client.
  void reading(boolean on);

  /// Closes after what was queued.
  void close();

  /// Closes at once.
  void abort();
}
