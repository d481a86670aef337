/// The client's end of MTProto's encrypted messages: one session with a server, over connections that come and go.
///
/// A [ClientSession] is bytes and a clock in, bytes and [ClientEvent]s out; it has one owner and no threads. Calls are known by
/// an id of their own, which stays when a call must be sent again under another `msg_id`: each ends in exactly one
/// [ClientEvent.Result] or [ClientEvent.Failure], however often the connection breaks.
///
/// References: core.telegram.org/mtproto/description, /mtproto/service_messages, /mtproto/security_guidelines.
@NullMarked
package heliograph.mtproto.client;

import org.jspecify.annotations.NullMarked;
