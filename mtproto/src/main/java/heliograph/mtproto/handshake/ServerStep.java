package heliograph.mtproto.handshake;

import java.util.function.Supplier;

/// What the server does about a query of a key exchange.
@SuppressWarnings("ArrayRecordComponent") // packets on their way to a socket, never compared
public sealed interface ServerStep {

  /// Sends this packet.
  record Answer(byte[] packet) implements ServerStep {}

  /// Computes the step elsewhere: it takes a millisecond or more, so it belongs on a bounded executor.
  record Work(Supplier<ServerStep> task) implements ServerStep {}

  /// Stores the key first, and sends the packet once that is durable. A repeated query brings the same key again.
  record Agreed(NewAuthKey key, byte[] packet) implements ServerStep {}

  /// Closes the connection without a word: no answer may show which check failed. The reason stays here.
  record Refused(Refusal reason) implements ServerStep {}

  /// Why a query was refused.
  enum Refusal {
    NOT_A_QUERY,
    STALE_OR_FORGED_SERVER_NONCE,
    TABLE_FULL,
    SERVER_NONCE_USED,
    UNKNOWN_KEY,
    BAD_INNER_DATA,
    BAD_EXPIRY,
    UNKNOWN_EXCHANGE,
    BAD_CLIENT_DATA,
    BAD_PUBLIC_VALUE
  }
}
