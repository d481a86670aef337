package heliograph.mtproto.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// All sessions of a server, by key and session id. Safe for threads.
///
/// The sessions of a key are an array that is replaced as a whole: a key has one or two of them nearly always, and finding one
/// takes no lock.
public final class SessionRegistry {

  private static final ServerSession[] NONE = {};

  private final MessageServer server;
  private final ConcurrentHashMap<Long, ServerSession[]> byKey = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final EndedSessions endedSessions;

  SessionRegistry(MessageServer server) {
    this.server = server;
    this.endedSessions = new EndedSessions(server.limits().endedSessions());
  }

  /// How many sessions there are.
  public int size() {
    return count.get();
  }

  /// The sessions of a key; a snapshot.
  public List<ServerSession> ofKey(long keyId) {
    return List.of(byKey.getOrDefault(keyId, NONE));
  }

  /// Ends all sessions of a key that was revoked, and closes their connections.
  public List<ServerSession> closeKey(long keyId) {
    List<ServerSession> ended = new ArrayList<>(ofKey(keyId));
    for (ServerSession session : ended) {
      session.disconnect();
    }
    ended.removeIf(session -> !end(session));
    return ended;
  }

  @Nullable ServerSession find(long keyId, long sessionId) {
    for (ServerSession session : byKey.getOrDefault(keyId, NONE)) {
      if (session.sessionId() == sessionId) {
        return session;
      }
    }
    return null;
  }

  /// The second up to which a session may have taken messages that nothing is known of any more.
  long unknownSeconds(long keyId, long sessionId) {
    return find(keyId, sessionId) == null
        ? endedSessions.forgottenSeconds(keyId, sessionId)
        : Long.MIN_VALUE;
  }

  /// The session, made if there is none. What had to make room for it is added to `ended`.
  ServerSession findOrOpen(long keyId, long sessionId, List<ServerSession> ended) {
    ServerSession found = find(keyId, sessionId);
    if (found != null) {
      return found;
    }
    ServerSession fresh =
        new ServerSession(server, keyId, sessionId, endedSessions.highest(keyId, sessionId));
    ServerSession[] all =
        byKey.compute(
            keyId,
            (_, old) -> {
              for (ServerSession session : old == null ? NONE : old) {
                if (session.sessionId() == sessionId) {
                  return old;
                }
              }
              count.incrementAndGet();
              return with(old == null ? NONE : old, fresh);
            });
    if (all.length > server.limits().sessionsPerKey()) {
      Arrays.stream(all)
          .filter(session -> session != fresh)
          .min(Comparator.comparingLong(ServerSession::leftAtSeconds))
          .filter(this::end)
          .ifPresent(ended::add);
    }
    for (ServerSession session : all) {
      if (session.sessionId() == sessionId) {
        return session;
      }
    }
    return fresh;
  }

  /// Takes a session out and ends it; false if it had ended before.
  boolean end(ServerSession session) {
    if (!session.end()) {
      return false;
    }
    endedSessions.add(
        session.keyId(), session.sessionId(), session.highestReceived(), server.nowSeconds());
    byKey.computeIfPresent(session.keyId(), (_, old) -> without(old, session));
    count.decrementAndGet();
    return true;
  }

  List<ServerSession> expire(long nowSeconds) {
    endedSessions.expire(nowSeconds);
    SessionLimits limits = server.limits();
    long leftBefore = nowSeconds - limits.detachedSeconds();
    List<ServerSession> left = new ArrayList<>();
    boolean scarce = server.retained().exceeded();
    for (ServerSession[] sessions : byKey.values()) {
      for (ServerSession session : sessions) {
        if (scarce) {
          session.trim();
        }
        if (session.leftAtSeconds() != ServerSession.ATTACHED) {
          left.add(session);
        }
      }
    }
    left.sort(Comparator.comparingLong(ServerSession::leftAtSeconds));
    int tooMany = size() - limits.sessions();
    List<ServerSession> ended = new ArrayList<>();
    for (ServerSession session : left) {
      long leftAt = session.leftAtSeconds();
      boolean over = leftAt <= leftBefore || ended.size() < tooMany;
      if (leftAt != ServerSession.ATTACHED && over && end(session)) {
        ended.add(session);
      }
    }
    return ended;
  }

  private static ServerSession[] with(ServerSession[] old, ServerSession added) {
    ServerSession[] sessions = Arrays.copyOf(old, old.length + 1);
    sessions[old.length] = added;
    return sessions;
  }

  private static ServerSession @Nullable [] without(ServerSession[] old, ServerSession gone) {
    ServerSession[] rest =
        Arrays.stream(old).filter(session -> session != gone).toArray(ServerSession[]::new);
    return rest.length == 0 ? null : rest;
  }
}
