package heliograph.tl;

/// Bytes that are not the TL they should be: an unknown id, a truncated value, a count or a depth out of bounds.
///
/// It carries no stack trace: it is thrown for input that anyone can send, and must cost little.
public final class TlException extends ProtocolException {
  private static final long serialVersionUID = 1;

  public TlException(String message) {
    super(message);
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
