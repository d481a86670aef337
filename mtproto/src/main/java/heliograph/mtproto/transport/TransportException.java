package heliograph.mtproto.transport;

import heliograph.tl.ProtocolException;

/// Bytes that are no frame of the connection's transport. The connection is closed: there is no way back into step.
public final class TransportException extends ProtocolException {

  private static final long serialVersionUID = 1L;

  public TransportException(String message) {
    super(message);
  }

  /// Garbage arrives in floods; a stack trace would say nothing and cost much.
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
