package heliograph.mtproto.transport;

/// What the first bytes of a connection to the server turn out to be.
public sealed interface Detection {

  /// Too few bytes to tell; ask again with more. [TransportDetector#MOST_NEEDED] bytes always suffice.
  record NeedMore() implements Detection {}

  /// MTProto. `consumed` bytes are used up; the ones after them are for the transport to read.
  record Mtproto(Transport transport, int consumed) implements Detection {}

  /// An HTTP request; nothing is consumed.
  record Http() implements Detection {}

  /// A TLS ClientHello; nothing is consumed.
  record Tls() implements Detection {}

  /// Nothing this server speaks.
  record Unknown() implements Detection {}
}
