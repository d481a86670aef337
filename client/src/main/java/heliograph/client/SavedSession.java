package heliograph.client;

import heliograph.tl.api.updates.State;
import org.jspecify.annotations.Nullable;

/// Keeps a log-in between two runs of a client.
public interface SavedSession {
  /// The length of a key that a key exchange makes.
  int AUTH_KEY_BYTES = 256;

  /// What is kept of a log-in.
  ///
  /// @param salt the server's last salt, so that the first call of the next run is accepted at once
  /// @param userId whose account it is; 0 before the log-in
  /// @param state how far the account's changes were seen; null: never followed
  @SuppressWarnings("ArrayRecordComponent") // secret bytes, never compared
  record Login(byte[] authKey, long salt, long userId, @Nullable State state) {}

  /// The log-in that was saved; null if there is none.
  @Nullable Login load();

  /// Replaces what was saved.
  void save(Login login);

  /// Forgets it, after a log-out.
  void delete();

  /// Keeps the log-in as long as the process lives.
  static SavedSession inMemory() {
    return new SavedSession() {
      private @Nullable Login kept;

      @Override
      public synchronized @Nullable Login load() {
        return kept;
      }

      @Override
      public synchronized void save(Login login) {
        kept = login;
      }

      @Override
      public synchronized void delete() {
        kept = null;
      }
    };
  }
}
