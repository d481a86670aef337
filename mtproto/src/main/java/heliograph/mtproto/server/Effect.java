package heliograph.mtproto.server;

/// What the edge must do for a [ServerConnection], in the order given.
@SuppressWarnings("ArrayRecordComponent") // Bytes handed over, never compared.
public sealed interface Effect {

  /// Send a packet, framed by the transport. Over HTTP it is the response to the request that is being held.
  record Send(byte[] packet) implements Effect {}

  /// Acknowledge the packet just received by the transport's quick acknowledgement.
  record QuickAck(int token) implements Effect {}

  /// A session begins: it was made for the packet just received.
  record SessionOpened(ServerSession session) implements Effect {}

  /// A session is no more: destroyed by its client or given up for lack of room. Its requests may go on; their answers go nowhere.
  record SessionClosed(ServerSession session) implements Effect {}

  /// Run a request and hand the outcome to [ServerSession#answer] or [ServerSession#fail]. Given once for a `msg_id`.
  record Request(ServerSession session, long msgId, byte[] body) implements Effect {}

  /// The client no longer wants the answer to a request that is running.
  record Dropped(ServerSession session, long msgId) implements Effect {}

  /// Delete the session's key and hand the outcome to [ServerSession#keyDestroyed]; then close the key's sessions.
  record DestroyKey(ServerSession session) implements Effect {}

  /// Close the connection in so many seconds; takes the place of an earlier one.
  record DisconnectIn(int seconds) implements Effect {}

  /// Call [ServerConnection#flushAcks] in so many milliseconds; not given again before that.
  record AckIn(int millis) implements Effect {}

  /// HTTP only: hold the request, and call [ServerConnection#holdEnded] if nothing was sent after so many milliseconds.
  record Hold(int millis) implements Effect {}

  /// Send an error of the transport: exactly these four bytes, little-endian, in a frame; then close.
  record TransportError(int code) implements Effect {
    public static final int KEY_NOT_FOUND = -404;
    public static final int TRANSPORT_FLOOD = -429;
  }

  /// Close the connection at once.
  record Close(Reason reason) implements Effect {}

  /// Why a connection is closed. It is not said to the client.
  enum Reason {
    /// Not sealed with the key it names, or with a length or padding that cannot be.
    BROKEN_SEAL,
    /// Well sealed, but not the messages of this protocol.
    BROKEN_MESSAGE,
    /// More sessions than one connection may use.
    TOO_MANY_SESSIONS
  }
}
