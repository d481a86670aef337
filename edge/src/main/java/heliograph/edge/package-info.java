/// The open port: sockets, and nothing of what is said over them.
///
/// One port speaks everything. [Arrival] looks at a connection's first bytes and puts what fits in its own place:
/// ```
///   first bytes ─▶ Arrival ─┬─▶ StreamConnection                     MTProto over TCP
///                           ├─▶ TLS ─┬─▶ Arrival                     the same inside TLS
///                           │        └─▶ Http2Request, one a stream  HTTP/2: MTProto over POST, the web version
///                           └─▶ HttpConnection ─┬─▶ StreamConnection MTProto over a WebSocket
///                                               └─▶ (itself)         HTTP/1.1: MTProto over POST, the web version
/// ```
/// Whatever carries MTProto holds a [Conversation], which has the key of a packet found or agreed upon ([KeySource]), and does what
/// the message layer ([heliograph.mtproto.server]) says. Everything that a turn of the event loop produces for a connection leaves
/// in one packet and one write.
///
/// What is no MTProto is answered by [Pages]: files of the [Site], of which every [Reply] was made before anybody asked.
///
/// What is bounded: [Limits] names it, [Gate] counts connections and key exchanges by network, [Sweeper] closes who is slow or silent.
/// Whatever blocks (keys that are not in memory) runs on virtual threads, whatever computes for long (key exchanges) on [Workshop].
@NullMarked
package heliograph.edge;

import org.jspecify.annotations.NullMarked;
