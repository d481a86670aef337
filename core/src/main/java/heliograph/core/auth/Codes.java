package heliograph.core.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Codes of five digits: what every client can take.
final class Codes {
  private static final int COUNT = 100_000;

  private Codes() {}

  static String next(RandomGenerator random) {
    return String.format(Locale.ROOT, "%05d", random.nextInt(COUNT));
  }

  /// Compares in a time that tells nothing.
  static boolean equal(String expected, String typed) {
    return MessageDigest.isEqual(expected.getBytes(US_ASCII), typed.getBytes(US_ASCII));
  }

  static boolean wellFormed(String typed) {
    return typed.matches("[0-9]{5}");
  }
}
