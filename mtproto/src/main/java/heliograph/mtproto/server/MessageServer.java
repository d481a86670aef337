package heliograph.mtproto.server;

import heliograph.mtproto.message.MsgIds;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/// The message layer of one server: what its connections and sessions have in common. Safe for threads.
public final class MessageServer {

  private final InstantSource clock;
  private final SaltSchedule salts;
  private final SessionLimits limits;
  private final RandomGenerator random;
  private final MsgIds msgIds;
  private final RetainedBytes retained;
  private final SessionRegistry sessions;

  /// @param random safe for threads; makes the ids that tell sessions apart
  public MessageServer(
      InstantSource clock, SaltSchedule salts, SessionLimits limits, RandomGenerator random) {
    this.clock = clock;
    this.salts = salts;
    this.limits = limits;
    this.random = random;
    this.msgIds = new MsgIds(clock);
    this.retained = new RetainedBytes(limits.unackedBytesInAll());
    this.sessions = new SessionRegistry(this);
  }

  /// Begins a connection that stays open, such as TCP or a WebSocket.
  ///
  /// @param padding draws padding; used on the connection's event loop only
  public ServerConnection connect(Link link, RandomGenerator padding) {
    return new ServerConnection(this, link, padding, false);
  }

  /// Begins a connection of HTTP requests, each of which is answered with one packet.
  public ServerConnection connectHttp(Link link, RandomGenerator padding) {
    return new ServerConnection(this, link, padding, true);
  }

  public SessionRegistry sessions() {
    return sessions;
  }

  /// Gives up sessions that nobody came back to; to be called every half minute or so. The edge tells the product that they are gone.
  public List<ServerSession> expire() {
    return sessions.expire(nowSeconds());
  }

  long nowSeconds() {
    return Math.floorDiv(clock.millis(), 1000);
  }

  SaltSchedule salts() {
    return salts;
  }

  SessionLimits limits() {
    return limits;
  }

  MsgIds msgIds() {
    return msgIds;
  }

  RetainedBytes retained() {
    return retained;
  }

  long randomId() {
    return random.nextLong();
  }
}
