package heliograph.tl.generator;

/// The schema cannot be fetched, read or turned into code; the message is one line for the person who builds.
public final class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SchemaException(String message) {
    super(message);
  }

  public SchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
