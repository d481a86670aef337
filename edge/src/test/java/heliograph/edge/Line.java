package heliograph.edge;

import java.io.IOException;

/// A client's connection: packets there and back.
interface Line extends AutoCloseable {
  void send(byte[] packet) throws IOException;

  /// The next packet.
  ///
  /// @throws RefusedException if a transport error came instead
  /// @throws java.io.EOFException if the connection was closed
  byte[] receive() throws IOException;

  @Override
  void close() throws IOException;

  /// An error of the transport, such as -404.
  final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;
    private final int code;

    RefusedException(int code) {
      super("transport error " + code);
      this.code = code;
    }

    int code() {
      return code;
    }
  }
}
