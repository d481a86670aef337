package heliograph.mtproto.transport;

/// Takes what a transport finds in the bytes that arrive.
public interface FrameSink {

  /// A packet in `[from, to)` of `buffer`, which may be changed in place but not kept. `quickAck` says that the client asks
  /// for a quick acknowledgement.
  void frame(byte[] buffer, int from, int to, boolean quickAck);

  /// To a client: the server has received the packet that this token belongs to.
  default void quickAck(int token) {}

  /// To a client: the server refuses with a transport error, such as -404 for an unknown authorization key.
  default void error(int code) {}
}
