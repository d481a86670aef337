package heliograph.mtproto.client;

import heliograph.mtproto.message.MsgIds;
import java.time.Instant;
import java.time.InstantSource;

/// The server's time as a client knows it: its own clock and a correction.
final class ServerClock implements InstantSource {

  private static final int PAST_SECONDS = 300;
  private static final int FUTURE_SECONDS = 30;

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

  /// Takes the time from an id that the server has just made; true if that sets the clock back.
  boolean follow(long msgId) {
    long before = offsetMillis;
    offsetMillis = MsgIds.seconds(msgId) * 1000 - own.millis();
    return offsetMillis < before;
  }

  /// Whether an id was made at about this time.
  boolean timely(long msgId) {
    long age = seconds() - MsgIds.seconds(msgId);
    return age <= PAST_SECONDS && age >= -FUTURE_SECONDS;
  }
}
