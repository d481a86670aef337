package heliograph.mtproto.server;

/// Every bound on what clients can make the sessions keep.
///
/// @param sessions all sessions of the server; beyond it the longest-left ones go
/// @param endedSessions that are remembered for as long as what was said in them could be said again, and of how many keys
/// @param sessionsPerKey beyond it the key's longest-left session goes
/// @param detachedSeconds how long a session without a connection is kept
/// @param connectionsPerSession beyond it the oldest connection is closed
/// @param sessionsPerConnection beyond it the connection is closed
/// @param requestsInFlight requests of a session that are being answered; more are told to wait
/// @param receivedIds ids remembered of received messages
/// @param unackedMessages unsent or unacknowledged messages of a session; beyond it the oldest are forgotten
/// @param unackedBytes the same in bytes
/// @param unackedBytesInAll the same over all sessions: while it is exceeded, a session keeps little; see [#scarceBytes]
/// @param unpackedBytes what one packet may unpack to
/// @param disconnectSeconds the longest delay that `ping_delay_disconnect` may ask for
public record SessionLimits(
    int sessions,
    int endedSessions,
    int sessionsPerKey,
    int detachedSeconds,
    int connectionsPerSession,
    int sessionsPerConnection,
    int requestsInFlight,
    int receivedIds,
    int unackedMessages,
    int unackedBytes,
    long unackedBytesInAll,
    int unpackedBytes,
    int disconnectSeconds) {

  /// Fit for a server with a few hundred megabytes of heap.
  public static final SessionLimits DEFAULT =
      new SessionLimits(
          200_000, 50_000, 32, 900, 8, 32, 512, 1024, 1024, 2 << 20, 128L << 20, 1 << 20, 600);

  /// What a session may keep while all of them together keep too much. Whoever keeps less loses nothing to those who keep much.
  int scarceBytes() {
    return unackedBytes / 64;
  }
}
