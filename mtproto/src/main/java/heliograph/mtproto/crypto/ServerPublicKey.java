package heliograph.mtproto.crypto;

import heliograph.tl.Bytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;

/// The half of a server's RSA key that clients carry with them: 2048 bits, written as a PKCS#1 PEM.
public final class ServerPublicKey {

  /// The length of the modulus, and so of everything encrypted to it, in bytes.
  public static final int LENGTH = 256;

  private static final String BEGIN = "-----BEGIN RSA PUBLIC KEY-----";
  private static final String END = "-----END RSA PUBLIC KEY-----";

  /// What X.509 puts before the PKCS#1 form of a 2048-bit key with a three-byte exponent.
  private static final byte[] X509_PREFIX =
      HexFormat.of().parseHex("30820122300d06092a864886f70d01010105000382010f00");

  private static final int PKCS1_LENGTH = 270;

  private final RSAPublicKey key;
  private final long fingerprint;

  ServerPublicKey(RSAPublicKey key) {
    if (key.getModulus().bitLength() != LENGTH * 8) {
      throw new IllegalArgumentException(
          "A server key has 2048 bits, not " + key.getModulus().bitLength());
    }
    this.key = key;
    byte[] sha1 = Hashes.sha1(tlBytes(key.getModulus()), tlBytes(key.getPublicExponent()));
    fingerprint = Bytes.getLong(sha1, 12);
  }

  /// The key of this modulus and exponent.
  public static ServerPublicKey of(BigInteger modulus, BigInteger exponent) {
    try {
      RSAPublicKeySpec spec = new RSAPublicKeySpec(modulus, exponent);
      return new ServerPublicKey((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Not an RSA public key", e);
    }
  }

  /// Reads a PKCS#1 PEM.
  public static ServerPublicKey fromPem(String pem) {
    String text = pem.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IllegalArgumentException("Not an RSA public key in PEM");
    }
    byte[] der =
        Base64.getMimeDecoder()
            .decode(text.substring(BEGIN.length(), text.length() - END.length()));
    if (der.length != PKCS1_LENGTH) {
      throw new IllegalArgumentException("Not an RSA public key of 2048 bits with exponent 65537");
    }
    try {
      X509EncodedKeySpec spec = new X509EncodedKeySpec(Bytes.concat(X509_PREFIX, der));
      return new ServerPublicKey((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Not an RSA public key in PEM", e);
    }
  }

  /// The key as a PKCS#1 PEM, without a line break at its end.
  public String pem() {
    byte[] x509 = key.getEncoded();
    byte[] der = Arrays.copyOfRange(x509, x509.length - PKCS1_LENGTH, x509.length);
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return BEGIN + "\n" + new String(lines.encode(der), StandardCharsets.US_ASCII) + "\n" + END;
  }

  /// The 64 lower-order bits of the SHA-1 of `rsa_public_key n:string e:string`, by which both sides name the key.
  public long fingerprint() {
    return fingerprint;
  }

  public BigInteger modulus() {
    return key.getModulus();
  }

  public BigInteger exponent() {
    return key.getPublicExponent();
  }

  /// Raw RSA of a number below the modulus, given in 256 bytes.
  byte[] encrypt(byte[] block) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key);
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A number as TL writes it: big-endian in a length-prefixed string padded to four bytes.
  private static byte[] tlBytes(BigInteger number) {
    byte[] bytes = BigEndian.shortest(number);
    byte[] head =
        bytes.length < 254
            ? new byte[] {(byte) bytes.length}
            : new byte[] {
              (byte) 254,
              (byte) bytes.length,
              (byte) (bytes.length >> 8),
              (byte) (bytes.length >> 16)
            };
    return Bytes.concat(head, bytes, new byte[-(head.length + bytes.length) & 3]);
  }
}
