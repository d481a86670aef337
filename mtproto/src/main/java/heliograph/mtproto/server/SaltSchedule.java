package heliograph.mtproto.server;

import heliograph.tl.Bytes;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The server salts of every key for all time, of which none is stored: a salt is a keyed hash of the key's id and of a period of
/// half an hour.
///
/// A salt is the current one for its own period, and is still taken for one more. So at any time two are good, a client is
/// told the newer one, and that one stays good for at least half an hour.
///
/// No salt survives a restart. A server that starts anew does not know what it took before, so a packet that somebody
/// recorded must not be good any more: the first one of each client is answered with a new salt, and comes again with that.
/// Reference: mtproto/description, "Server Salt"; mtproto/service_messages, "Request for several future salts".
public final class SaltSchedule {

  static final int PERIOD_SECONDS = 1800;

  /// How far ahead of the clock a period's salt is taken: clients change salts by their own clock.
  static final int EARLY_SECONDS = 60;

  /// How long the salt from the key exchange is good.
  static final int FIRST_SALT_SECONDS = 2 * PERIOD_SECONDS;

  private final SecretKeySpec secret;
  private final long sinceSeconds;

  /// @param secret 32 bytes, drawn anew for each run of the server and known to nobody else
  /// @param sinceSeconds from when on keys were made in this run: the salts of earlier key exchanges are good no more
  public SaltSchedule(byte[] secret, long sinceSeconds) {
    this.secret = new SecretKeySpec(secret, "HmacSHA256");
    this.sinceSeconds = sinceSeconds;
  }

  /// The period that a moment belongs to.
  static long period(long nowSeconds) {
    return nowSeconds / PERIOD_SECONDS;
  }

  /// The salt of a key in a period.
  long salt(long keyId, long period) {
    byte[] input = new byte[16];
    Bytes.putLong(input, 0, keyId);
    Bytes.putLong(input, 8, period);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      return Bytes.getLong(mac.doFinal(input), 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK lacks a required algorithm", e);
    }
  }

  private boolean takesFirst(StoredAuthKey key, long nowSeconds) {
    return key.createdAtSeconds() >= sinceSeconds
        && nowSeconds < key.createdAtSeconds() + FIRST_SALT_SECONDS;
  }

  /// The salts that one connection needs over and over, computed once in a period.
  static final class Cache {
    private final SaltSchedule schedule;
    private long keyId;
    private long period = Long.MIN_VALUE;
    private long current;
    private long previous;

    Cache(SaltSchedule schedule) {
      this.schedule = schedule;
    }

    long current(long forKeyId, long nowSeconds) {
      turnTo(forKeyId, period(nowSeconds));
      return current;
    }

    boolean accepts(StoredAuthKey key, long salt, long nowSeconds) {
      turnTo(key.id(), period(nowSeconds));
      return salt == current
          || salt == previous
          || (salt == key.firstSalt() && schedule.takesFirst(key, nowSeconds))
          || (period(nowSeconds + EARLY_SECONDS) != period
              && salt == schedule.salt(key.id(), period + 1));
    }

    private void turnTo(long forKeyId, long toPeriod) {
      if (keyId != forKeyId || period != toPeriod) {
        keyId = forKeyId;
        period = toPeriod;
        current = schedule.salt(keyId, period);
        previous = schedule.salt(keyId, period - 1);
      }
    }
  }
}
