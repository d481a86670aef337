package heliograph.node.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A certificate chain, the server's own certificate first, and the private key that belongs to it.
record Identity(List<X509Certificate> chain, PrivateKey key) {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /// Types of alternative names, as RFC 5280 numbers them.
  private static final int DNS_NAME = 2;

  private static final int IP_ADDRESS = 7;

  /// Reads PEM files.
  ///
  /// @throws IOException with a sentence for the owner, if they cannot be used
  static Identity ofPem(Path certificate, Path key) throws IOException {
    try (InputStream in = Files.newInputStream(certificate)) {
      List<X509Certificate> chain =
          certificates(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (chain.isEmpty()) {
        throw new IOException(certificate + " holds no certificate");
      }
      return checked(chain, privateKey(key, chain.getFirst().getPublicKey().getAlgorithm()));
    } catch (GeneralSecurityException broken) {
      throw new IOException(certificate + " and " + key + ": " + broken.getMessage(), broken);
    }
  }

  private static PrivateKey privateKey(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    Matcher pem = PKCS8.matcher(Files.readString(file));
    if (!pem.find()) {
      throw new IOException(
          file
              + " holds no unencrypted key in PKCS#8 form; \"openssl pkcs8 -topk8 -nocrypt\" makes one of any other");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  /// Reads the only entry of a PKCS#12 file.
  static Identity ofStore(Path file, String password) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      String alias = store.aliases().nextElement();
      PrivateKey key = (PrivateKey) store.getKey(alias, password.toCharArray());
      return checked(certificates(List.of(store.getCertificateChain(alias))), key);
    } catch (GeneralSecurityException broken) {
      throw new IOException(file + ": " + broken.getMessage(), broken);
    }
  }

  private static List<X509Certificate> certificates(Collection<? extends Certificate> found) {
    return found.stream().map(X509Certificate.class::cast).toList();
  }

  /// While a certificate is renewed, its two files do not belong together for a moment.
  private static Identity checked(List<X509Certificate> chain, PrivateKey key)
      throws IOException, GeneralSecurityException {
    PublicKey known = chain.getFirst().getPublicKey();
    Signature signature = Signature.getInstance(algorithm(known));
    byte[] sample = known.getEncoded();
    signature.initSign(key);
    signature.update(sample);
    byte[] signed = signature.sign();
    signature.initVerify(known);
    signature.update(sample);
    if (!signature.verify(signed)) {
      throw new IOException("the key is not the one of the certificate");
    }
    return new Identity(chain, key);
  }

  private static String algorithm(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  /// SHA-256 of the certificate, as browsers show it.
  String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Names and addresses that the certificate is for.
  List<String> names() {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate().getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> name : alternatives) {
          if (name.getFirst() instanceof Integer type && (type == DNS_NAME || type == IP_ADDRESS)) {
            names.add(String.valueOf(name.get(1)));
          }
        }
      }
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
    return names;
  }

  boolean endsBefore(Instant moment) {
    return certificate().getNotAfter().toInstant().isBefore(moment);
  }
}
