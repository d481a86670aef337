package heliograph.core.auth;

/// Who may make an account.
public enum SignUpMode {
  /// Nobody: invites are worth nothing.
  CLOSED,
  /// Who has an invite.
  INVITE,
  /// Anybody: an anonymous number that is free is taken with any code.
  OPEN
}
