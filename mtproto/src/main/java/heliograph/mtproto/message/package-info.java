/// What one encrypted packet carries, the same at both ends: messages with ids and sequence numbers, alone or in a container,
/// packed or plain.
///
/// ```
/// packet ─ MessageSeal ─▶ PacketHeader ─ Unpacker ─▶ Message, Message, ...     (in)
/// Outgoing, Outgoing, ... ─ PacketWriter ─ MessageSeal ─▶ packet               (out)
/// ```
/// What has been seen is in [ReceivedWindow], what the other side may still ask for is in the logs of the two ends
/// (packages `server` and `client`). Nothing here knows of sockets, threads or time other than what it is given.
///
/// References: core.telegram.org/mtproto/description, /mtproto/service_messages, /mtproto/service_messages_about_messages.
@NullMarked
package heliograph.mtproto.message;

import org.jspecify.annotations.NullMarked;
