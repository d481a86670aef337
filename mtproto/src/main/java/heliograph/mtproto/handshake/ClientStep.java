package heliograph.mtproto.handshake;

/// What the client does about an answer of a key exchange.
@SuppressWarnings("ArrayRecordComponent") // packets on their way to a socket, never compared
public sealed interface ClientStep {

  /// Sends this packet and waits for its answer.
  record Send(byte[] packet) implements ClientStep {}

  /// The key is there. `timeOffsetSeconds` is what the server's clock is ahead of this one.
  record Done(NewAuthKey key, int timeOffsetSeconds) implements ClientStep {}

  /// The exchange is over: the server is not to be trusted, or refuses.
  record Failed(Failure reason) implements ClientStep {}

  /// Which check an answer did not pass.
  enum Failure {
    NOT_AN_ANSWER,
    WRONG_NONCE,
    WRONG_SERVER_NONCE,
    UNKNOWN_KEY,
    BAD_PQ,
    REFUSED,
    BAD_ENCRYPTED_ANSWER,
    BAD_GROUP,
    BAD_PUBLIC_VALUE,
    WRONG_PROOF
  }
}
