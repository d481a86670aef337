package heliograph.tl;

/// Bytes from outside that break the protocol. Whoever reads them fails closed: the message or the connection goes.
public class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ProtocolException(String message) {
    super(message);
  }

  public ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
