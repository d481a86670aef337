package heliograph.client;

/// How a client stands to its server.
public enum ConnectionState {
  /// Being connected for the first time or again; calls wait.
  CONNECTING,
  /// Connected: calls are under way.
  ONLINE,
  /// Closed for good.
  CLOSED
}
