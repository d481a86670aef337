/// The server's end of MTProto's encrypted messages: sessions that outlive connections.
///
/// ## How an edge uses it
/// One [MessageServer] for the process. For each transport connection one [ServerConnection], used on that connection's
/// event loop only, and for each session one [ServerSession], which any thread may use:
/// ```
/// packet in  ──▶ connection.received(key, packet, ...) ──▶ effects     (in the event loop)
/// end of the event loop's turn, or Link.wake() ──▶ connection.flush() ──▶ effects: the packets to send
/// rpc (any thread) ──▶ session.answer(msgId, body) / session.push(updates) ──▶ Link.wake(), once until the next flush
/// connection gone ──▶ connection.closed()
/// now and then ──▶ server.expire(): sessions that nobody came back to
/// ```
/// Everything that is produced between two flushes leaves in one packet. An [Effect] is what the edge must do; effects are
/// done in the order given. The packet's array is decrypted in place and not kept.
///
/// The key of a packet is looked up by the edge (its first 8 bytes are the key's id) in an [AuthKeyStore]; an unknown one is
/// answered with [Effect.TransportError#KEY_NOT_FOUND].
///
/// ## Threads
/// | class | used by |
/// |---|---|
/// | [MessageServer], [SessionRegistry], [SaltSchedule] | any thread |
/// | [ServerSession] | any thread; one lock for each session, never held while the edge's code runs, except [Link#wake], which must return at once |
/// | [ServerConnection] | its event loop only |
///
/// ## What is bounded
/// [SessionLimits] names every bound. A session that must forget something unacknowledged says so on its next connection with
/// `new_session_created`, upon which the client asks for what it missed.
///
/// References: core.telegram.org/mtproto/description, /mtproto/service_messages, /mtproto/security_guidelines.
@NullMarked
package heliograph.mtproto.server;

import org.jspecify.annotations.NullMarked;
