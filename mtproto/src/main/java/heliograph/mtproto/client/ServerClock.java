package heliograph.mtproto.client;

import heliograph.mtproto.message.MsgIds;
import java.time.Instant;
import java.time.InstantSource;

/// The server's time as a client knows it: its own clock and a correction.
final class ServerClock implements InstantSource {

  private static final int PAST_SECONDS = 300;
  private static final int FUTURE_SECONDS = 30;

  /// The ids of a sixteenth of a second.
  private static final long ROOM = 1L << 28;

  private final InstantSource own;
  private long offsetMillis;

  ServerClock(InstantSource own, long offsetMillis) {
    this.own = own;
    this.offsetMillis = offsetMillis;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public long millis() {
    return own.millis() + offsetMillis;
  }

  long seconds() {
    return Math.floorDiv(millis(), 1000);
  }

  long offsetMillis() {
    return offsetMillis;
  }

  /// Takes the time from an id that the server has just made.
  void follow(long msgId) {
    offsetMillis = MsgIds.seconds(msgId) * 1000 - own.millis();
  }

  /// Whether it is later where this id was made.
  boolean isBehind(long msgId) {
    return seconds() < MsgIds.seconds(msgId);
  }

  /// About the highest id that a server takes which has just made this one; some are left above it, to go on with.
  long latestTimely(long serverMsgId) {
    return ((MsgIds.seconds(serverMsgId) + FUTURE_SECONDS + 1) << 32) - ROOM;
  }

  /// Whether an id was made at about this time.
  boolean timely(long msgId) {
    long age = seconds() - MsgIds.seconds(msgId);
    return age <= PAST_SECONDS && age >= -FUTURE_SECONDS;
  }
}
