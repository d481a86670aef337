package heliograph.mtproto.server;

import heliograph.mtproto.message.MsgIds;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which messages the sessions may have taken that were given up a little while ago: all up to an id. Whoever comes back to
/// such a session is asked to say older ones anew, so that a packet that somebody recorded does not run again.
///
/// It is kept for as long as those ids are young enough to be taken, and bounded. A key with too many such sessions may say nothing in
/// an unknown one that is as old as the first one that was forgotten; only where too many keys have some, that holds for all. So
/// whoever makes and ends sessions without end is in his own way. Safe for threads.
final class EndedSessions {
  /// Sessions of one key that are remembered one by one: twice as many as it may have at a time.
  static final int MOST_OF_KEY = 64;

  /// What is remembered of one key.
  private static final class Ended {
    private final Map<Long, Long> highest = new LinkedHashMap<>();
    private long forgottenSeconds = Long.MIN_VALUE;

    void forget(long msgId, long nowSeconds) {
      forgottenSeconds = Math.max(forgottenSeconds, Math.min(MsgIds.seconds(msgId), nowSeconds));
    }
  }

  private final int most;

  /// The keys of which some sessions are remembered; first the one that was quiet for longest.
  private final Map<Long, Ended> keys = new LinkedHashMap<>();

  /// The keys of which all sessions were forgotten; first the one of which that was longest ago.
  private final Map<Long, Ended> forgotten = new LinkedHashMap<>();

  private long forgottenSeconds = Long.MIN_VALUE;
  private int size;

  /// @param most sessions that are remembered one by one, and keys of which all were forgotten
  EndedSessions(int most) {
    this.most = most;
  }

  /// A session was given up that had taken messages up to this id.
  synchronized void add(long keyId, long sessionId, long msgId, long nowSeconds) {
    if (tooOld(MsgIds.seconds(msgId), nowSeconds)) {
      return;
    }
    Ended ended = keys.remove(keyId);
    if (ended == null) {
      ended = forgotten.remove(keyId);
    }
    if (ended == null) {
      ended = new Ended();
    }
    keys.put(keyId, ended);
    size += ended.highest.remove(sessionId) == null ? 1 : 0;
    ended.highest.put(sessionId, msgId);
    if (ended.highest.size() > MOST_OF_KEY) {
      forgetFirst(ended, nowSeconds);
    }
    if (size > most) {
      forgetOne(nowSeconds);
    }
  }

  /// The key that was quiet for longest makes room.
  private void forgetOne(long nowSeconds) {
    Map.Entry<Long, Ended> quiet = keys.entrySet().iterator().next();
    long keyId = quiet.getKey();
    Ended ended = quiet.getValue();
    forgetFirst(ended, nowSeconds);
    if (ended.highest.isEmpty()) {
      keys.remove(keyId);
      forgotten.put(keyId, ended);
    }
    forgetKeys();
  }

  /// Those of which all was forgotten longest ago make room.
  private void forgetKeys() {
    Iterator<Ended> first = forgotten.values().iterator();
    while (forgotten.size() > most) {
      forgottenSeconds = Math.max(forgottenSeconds, first.next().forgottenSeconds);
      first.remove();
    }
  }

  private void forgetFirst(Ended ended, long nowSeconds) {
    Iterator<Long> first = ended.highest.values().iterator();
    ended.forget(first.next(), nowSeconds);
    first.remove();
    size--;
  }

  /// Up to which id the session may have taken messages; the lowest number if it is not known to have taken any.
  synchronized long highest(long keyId, long sessionId) {
    Ended ended = keys.get(keyId);
    return ended == null ? Long.MIN_VALUE : ended.highest.getOrDefault(sessionId, Long.MIN_VALUE);
  }

  /// The second up to which the session may have taken messages that are not remembered here.
  synchronized long forgottenSeconds(long keyId, long sessionId) {
    Ended ended = keys.containsKey(keyId) ? keys.get(keyId) : forgotten.get(keyId);
    if (ended == null) {
      return forgottenSeconds;
    }
    return ended.highest.containsKey(sessionId)
        ? Long.MIN_VALUE
        : Math.max(forgottenSeconds, ended.forgottenSeconds);
  }

  /// Forgets what is too old to be taken by anybody.
  synchronized void expire(long nowSeconds) {
    keys.entrySet()
        .removeIf(key -> {
          Ended ended = key.getValue();
          int before = ended.highest.size();
          ended.highest.values().removeIf(msgId -> tooOld(MsgIds.seconds(msgId), nowSeconds));
          size -= before - ended.highest.size();
          boolean empty = ended.highest.isEmpty();
          if (empty) {
            forgotten.put(key.getKey(), ended);
          }
          return empty;
        });
    forgotten.values().removeIf(ended -> tooOld(ended.forgottenSeconds, nowSeconds));
    forgetKeys();
  }

  private static boolean tooOld(long seconds, long nowSeconds) {
    return seconds < nowSeconds - ServerConnection.PAST_SECONDS;
  }
}
