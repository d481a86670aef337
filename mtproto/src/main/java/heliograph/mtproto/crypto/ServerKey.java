package heliograph.mtproto.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/// A server's RSA key pair, with which clients know that they talk to this server.
///
/// Raw RSA is left to the JDK's cipher, which computes by the Chinese remainder theorem, blinds every private operation and
/// checks its result (docs/decisions/0002-key-exchange-arithmetic.md).
public final class ServerKey {

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final PrivateKey privateKey;
  private final ServerPublicKey publicKey;

  private ServerKey(RSAPrivateCrtKey privateKey) {
    this.privateKey = privateKey;
    this.publicKey = ServerPublicKey.of(privateKey.getModulus(), privateKey.getPublicExponent());
  }

  /// A new key: 2048 bits, exponent 65537.
  ///
  /// A key whose fingerprint begins with a zero hex digit is thrown away: clients that write fingerprints without
  /// leading zeros could not find it.
  public static ServerKey generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), random);
      while (true) {
        KeyPair pair = generator.generateKeyPair();
        ServerKey key = new ServerKey((RSAPrivateCrtKey) pair.getPrivate());
        if (key.publicKey.fingerprint() >>> 60 != 0) {
          return key;
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Reads a PKCS#8 PEM.
  public static ServerKey fromPem(String pem) {
    String text = pem.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IllegalArgumentException("Not a private key in PEM");
    }
    byte[] der =
        Base64.getMimeDecoder()
            .decode(text.substring(BEGIN.length(), text.length() - END.length()));
    try {
      PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
      if (key instanceof RSAPrivateCrtKey crt) {
        return new ServerKey(crt);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Not an RSA private key in PEM", e);
    }
    throw new IllegalArgumentException("The RSA private key lacks its primes");
  }

  /// The private key as a PKCS#8 PEM, without a line break at its end.
  public String privatePem() {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    String body = new String(lines.encode(privateKey.getEncoded()), StandardCharsets.US_ASCII);
    return BEGIN + "\n" + body + "\n" + END;
  }

  public ServerPublicKey publicKey() {
    return publicKey;
  }

  /// Raw RSA with the private key: 256 bytes, or null if the number is not below the modulus.
  byte @Nullable [] decrypt(byte[] block) {
    if (block.length != ServerPublicKey.LENGTH) {
      return null;
    }
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, privateKey);
      return cipher.doFinal(block);
    } catch (BadPaddingException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
