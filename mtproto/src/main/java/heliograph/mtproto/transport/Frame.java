package heliograph.mtproto.transport;

/// Bytes to be sent as they are: `[from, to)` of `bytes`.
@SuppressWarnings("ArrayRecordComponent") // a slice handed on to the socket, never compared
public record Frame(byte[] bytes, int from, int to) {

  public int length() {
    return to - from;
  }
}
