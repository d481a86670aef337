package heliograph.mtproto.client;

/// What came of a packet from the server, in the order in which it was said.
@SuppressWarnings("ArrayRecordComponent") // Bytes handed over, never compared.
public sealed interface ClientEvent {

  /// A call's boxed result.
  record Result(long callId, byte[] body) implements ClientEvent {}

  /// A call's `rpc_error`.
  record Failure(long callId, int code, String message) implements ClientEvent {}

  /// Something that was not asked for: updates.
  record Update(byte[] body) implements ClientEvent {}

  /// The server began this session anew: updates may be missing, unless it is the `first` time that this end hears of it.
  record NewSession(long uniqueId, boolean first) implements ClientEvent {}

  /// The salt to begin with next time.
  record SaltChanged(long salt) implements ClientEvent {}

  record Pong(long pingId) implements ClientEvent {}
}
