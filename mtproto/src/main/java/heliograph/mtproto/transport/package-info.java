/// The transports of MTProto: how packets are framed and obfuscated on a byte stream, for both ends.
///
/// A connection's first bytes say which transport it speaks ([TransportDetector]); from then on one [Transport] turns the
/// bytes that arrive into frames and frames into bytes. Nothing is buffered between packets, so an idle connection costs a
/// few hundred bytes. References: mtproto/mtproto-transports and mtproto#transport.
@NullMarked
package heliograph.mtproto.transport;

import org.jspecify.annotations.NullMarked;
