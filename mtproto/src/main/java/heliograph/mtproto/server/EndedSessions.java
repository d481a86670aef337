package heliograph.mtproto.server;

import heliograph.mtproto.message.MsgIds;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which messages the sessions may have taken that were given up a little while ago: all up to an id. Whoever comes back to
/// such a session is asked to say older ones anew, so that a packet that somebody recorded does not run again.
///
/// It is kept for as long as those ids are young enough to be taken. The number of sessions is bounded; beyond it no unknown
/// session may say anything that is as old as the first one that was forgotten. Safe for threads.
final class EndedSessions {
  private record Name(long keyId, long sessionId) {}

  private final int most;
  private final Map<Name, Long> highest = new LinkedHashMap<>();
  private volatile long forgottenSeconds = Long.MIN_VALUE;

  EndedSessions(int most) {
    this.most = most;
  }

  /// A session was given up that had taken messages up to this id.
  synchronized void add(long keyId, long sessionId, long msgId, long nowSeconds) {
    if (tooOld(msgId, nowSeconds)) {
      return;
    }
    Name name = new Name(keyId, sessionId);
    highest.remove(name);
    highest.put(name, msgId);
    if (highest.size() > most) {
      var eldest = highest.entrySet().iterator();
      long forgotten = MsgIds.seconds(eldest.next().getValue());
      forgottenSeconds = Math.max(forgottenSeconds, Math.min(forgotten, nowSeconds));
      eldest.remove();
    }
  }

  /// Up to which id the session may have taken messages; the lowest number if it is not known to have taken any.
  synchronized long highest(long keyId, long sessionId) {
    return highest.getOrDefault(new Name(keyId, sessionId), Long.MIN_VALUE);
  }

  /// The second up to which sessions may have taken messages that are not remembered here.
  long forgottenSeconds() {
    return forgottenSeconds;
  }

  /// Forgets what is too old to be taken by anybody.
  synchronized void expire(long nowSeconds) {
    highest.values().removeIf(msgId -> tooOld(msgId, nowSeconds));
  }

  private static boolean tooOld(long msgId, long nowSeconds) {
    return MsgIds.seconds(msgId) < nowSeconds - ServerConnection.PAST_SECONDS;
  }
}
