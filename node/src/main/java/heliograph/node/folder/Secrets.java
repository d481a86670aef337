package heliograph.node.folder;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secret of a server: 32 random bytes, from which the key for each purpose is derived, so that one short file is all
/// there is to keep and no purpose's key tells another's.
public final class Secrets {
  private static final int SECRET_BYTES = 32;
  private static final int PROXY_SECRET_BYTES = 16;

  private final byte[] secret;

  private Secrets(byte[] secret) {
    this.secret = secret;
  }

  static String fresh() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret) + "\n";
  }

  static Secrets parse(String text) {
    byte[] secret = HexFormat.of().parseHex(text.strip());
    if (secret.length != SECRET_BYTES) {
      throw new IllegalArgumentException("not " + SECRET_BYTES + " bytes");
    }
    return new Secrets(secret);
  }

  /// The 32-byte key for one purpose: HMAC-SHA256 of its name.
  public byte[] key(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /// The 16 bytes that MTProxy clients present.
  public byte[] proxySecret() {
    return Arrays.copyOf(key("mtproxy"), PROXY_SECRET_BYTES);
  }
}
