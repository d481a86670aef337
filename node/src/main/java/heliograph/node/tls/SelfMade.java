package heliograph.node.tls;

import heliograph.node.config.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A certificate that vouches for itself, made by the JDK's own `keytool` and kept beside the store. Who compares its fingerprint
/// once can trust it from then on, so it is made anew only when it has to be.
final class SelfMade {

  /// Browsers and systems take no longer ones.
  private static final int DAYS = 820;

  private static final Duration RENEWED = Duration.ofDays(30);
  private static final int PATIENCE_SECONDS = 60;

  /// Of no worth: what protects the file is that only its owner may read it.
  private static final String PASSWORD = "heliograph";

  private SelfMade() {}

  /// The certificate in a file, which is made if it is not there, ends soon, or is not for what it has to be for.
  ///
  /// @param hosts names and addresses that clients come to
  static Identity in(Path file, List<String> hosts) throws IOException {
    List<String> needed = hosts.stream().map(SelfMade::canonical).toList();
    if (Files.exists(file)) {
      Identity kept = Identity.ofStore(file, PASSWORD);
      if (kept.names().containsAll(needed) && !kept.endsBefore(Instant.now().plus(RENEWED))) {
        return kept;
      }
    }
    make(file, needed);
    return Identity.ofStore(file, PASSWORD);
  }

  /// The tool lets others read what it writes, so it writes where they do not come.
  private static void make(Path file, List<String> hosts) throws IOException {
    Path closed = Files.createTempDirectory(file.toAbsolutePath().getParent(), "certificate");
    Path draft = closed.resolve("draft");
    try {
      write(draft, hosts);
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
      Files.delete(closed);
    }
  }

  private static void write(Path file, List<String> hosts) throws IOException {
    Set<String> names = new LinkedHashSet<>(hosts);
    names.addAll(List.of("localhost", "127.0.0.1", canonical("::1")));
    names.addAll(ownAddresses());
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "heliograph",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-validity",
                Integer.toString(DAYS),
                "-dname",
                "CN=Heliograph",
                "-ext",
                "san=" + names.stream().map(SelfMade::alternative).collect(Collectors.joining(",")),
                "-ext",
                "eku=serverAuth",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IOException("keytool made no certificate: " + said.strip());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException(stopping);
    }
  }

  private static Set<String> ownAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .map(InetAddress::getHostAddress)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String alternative(String name) {
    return (Address.isLiteral(name) ? "ip:" : "dns:") + name;
  }

  /// An address in the form in which certificates give it back.
  private static String canonical(String host) {
    return Address.isLiteral(host) ? InetAddress.ofLiteral(host).getHostAddress() : host;
  }
}
