package heliograph.core.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.core.KeyedHash;
import heliograph.core.Refusal;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;

/// The `phone_code_hash` of a log-in under way: when it began, and a keyed hash of that, the number and the client's
/// key. So the server remembers nothing for it, whether the number exists or not.
final class CodeHashes {
  static final Duration VALID = Duration.ofHours(1);

  private static final int HASH_BYTES = 8;
  private static final int HEX_TIME = 8;

  private final KeyedHash hash;
  private final InstantSource clock;

  CodeHashes(KeyedHash hash, InstantSource clock) {
    this.hash = hash;
    this.clock = clock;
  }

  String issue(PhoneNumber number, long authKeyId) {
    return make(number, authKeyId, HexFormat.of().toHexDigits((int) nowSeconds()));
  }

  /// Refuses what was not issued for this number and this key, or too long ago.
  void check(PhoneNumber number, long authKeyId, String codeHash) {
    if (codeHash.isEmpty()) {
      throw Refusal.PHONE_CODE_HASH_EMPTY.exception();
    }
    if (codeHash.length() <= HEX_TIME) {
      throw Refusal.PHONE_CODE_EXPIRED.exception();
    }
    String time = codeHash.substring(0, HEX_TIME);
    boolean own =
        MessageDigest.isEqual(
            make(number, authKeyId, time).getBytes(UTF_8), codeHash.getBytes(UTF_8));
    if (!own || nowSeconds() - HexFormat.fromHexDigitsToLong(time) > VALID.toSeconds()) {
      throw Refusal.PHONE_CODE_EXPIRED.exception();
    }
  }

  private String make(PhoneNumber number, long authKeyId, String time) {
    byte[] full = hash.hash("code:" + number.digits() + ":" + authKeyId + ":" + time);
    return time + HexFormat.of().formatHex(Arrays.copyOf(full, HASH_BYTES));
  }

  private long nowSeconds() {
    return clock.instant().getEpochSecond();
  }
}
