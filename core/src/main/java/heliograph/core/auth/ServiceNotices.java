package heliograph.core.auth;

import heliograph.core.UserId;

/// Writes to a person in the server's own name.
@FunctionalInterface
public interface ServiceNotices {

  /// Puts a message from the service account into the person's mailbox; durable when it returns.
  void send(UserId to, String text);
}
