package heliograph.node.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import heliograph.node.config.Settings;
import heliograph.node.config.SettingsException;
import heliograph.node.folder.DataFolder;
import io.netty.buffer.ByteBufAllocator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateTest {
  @TempDir private Path temp;
  private DataFolder folder = new DataFolder(Path.of(""));

  @BeforeEach
  void open() throws IOException {
    folder = new DataFolder(Files.createDirectory(temp.resolve("data")));
  }

  private Settings settings(String text) throws IOException {
    Path file = temp.resolve("settings");
    Files.writeString(file, text);
    return Settings.read(file);
  }

  private Certificate certificate(String settings) throws IOException {
    return Objects.requireNonNull(Certificate.of(settings(settings), folder));
  }

  private Identity made(String name) throws IOException {
    return SelfMade.in(temp.resolve(name + ".p12"), List.of(name));
  }

  private Path write(String name, String label, byte[] content) throws IOException {
    Path file = temp.resolve(name);
    Files.writeString(
        file,
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(label, Base64.getMimeEncoder().encodeToString(content), label));
    return file;
  }

  /// Puts an identity where the settings below look for one, as files of a certain age.
  private String files(Identity certificate, Identity key, int age)
      throws IOException, GeneralSecurityException {
    Path chain = write("chain.pem", "CERTIFICATE", certificate.certificate().getEncoded());
    Path secret = write("key.pem", "PRIVATE KEY", key.key().getEncoded());
    FileTime written = FileTime.from(Instant.now().minusSeconds(age));
    Files.setLastModifiedTime(chain, written);
    Files.setLastModifiedTime(secret, written);
    return "tls = files\ntls.certificate = %s\ntls.key = %s\n".formatted(chain, secret);
  }

  @Test
  void letsNobodyBeginASecondHandshake() throws IOException {
    SSLEngine engine = certificate("tls = self-made\n").get().newEngine(ByteBufAllocator.DEFAULT);
    assertThat(engine.getEnabledProtocols())
        .as("before 1.3 that was possible")
        .containsExactly("TLSv1.3");
  }

  @Test
  void isNoneUnlessAskedFor() throws IOException {
    assertThat(Certificate.of(settings(""), folder)).isNull();
  }

  @Test
  void makesOneAndKeepsItAsLongAsItFits() throws IOException {
    Certificate first = certificate("tls = self-made\nlisten = [2001:db8::7]:443\n");
    assertThat(first.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    assertThat(Files.getPosixFilePermissions(folder.certificate()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(SelfMade.in(folder.certificate(), List.of()).names())
        .contains("localhost", "127.0.0.1", "2001:db8:0:0:0:0:0:7");
    assertThat(certificate("tls = self-made\nlisten = [2001:db8::7]:443\n").fingerprint())
        .isEqualTo(first.fingerprint());
    assertThat(certificate("tls = self-made\nweb.address = https://chat.example\n").fingerprint())
        .as("another name needs another certificate")
        .isNotEqualTo(first.fingerprint());
  }

  @Test
  void isClosedToOthersWhileItIsMadeToo() throws IOException {
    Path open = Files.createDirectory(temp.resolve("open"));
    var made =
        CompletableFuture.supplyAsync(() ->
            assertDoesNotThrow(() -> SelfMade.in(open.resolve("certificate.p12"), List.of())));
    Set<Path> readable = new HashSet<>();
    while (!made.isDone()) {
      for (File file : Objects.requireNonNull(open.toFile().listFiles())) {
        try {
          var allowed = Files.getPosixFilePermissions(file.toPath());
          if (allowed.contains(PosixFilePermission.OTHERS_READ)) {
            readable.add(file.toPath());
          }
        } catch (NoSuchFileException gone) {
          // It has its last name now.
        }
      }
    }
    assertThat(made.join().names()).contains("localhost");
    assertThat(readable).isEmpty();
    assertThat(open.toFile().list()).containsExactly("certificate.p12");
  }

  @Test
  void showsTheFilesOfItsOwnerAndWhatTakesTheirPlace() throws Exception {
    Identity one = made("one.example");
    Identity two = made("two.example");
    String settings = files(one, one, 300);
    assertThat(Certificate.ownersNames(settings(settings))).contains("one.example");
    Certificate shown = certificate(settings);
    assertThat(shown.fingerprint()).isEqualTo(one.fingerprint());
    Object before = shown.get();
    shown.refresh();
    assertThat(shown.get()).as("nothing has changed").isSameAs(before);
    files(two, one, 200);
    shown.refresh();
    assertThat(shown.get()).as("the files do not belong together").isSameAs(before);
    files(two, two, 100);
    shown.refresh();
    assertThat(shown.fingerprint()).isEqualTo(two.fingerprint());
    assertThat(shown.get()).isNotSameAs(before);
    Files.delete(temp.resolve("key.pem"));
    shown.refresh();
    assertThat(shown.fingerprint()).isEqualTo(two.fingerprint());
  }

  @Test
  void refusesWhatItCannotShow() throws Exception {
    Identity one = made("one.example");
    String mixed = files(made("two.example"), one, 1);
    assertThatThrownBy(() -> certificate(mixed))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("not the one of the certificate");
    String old = files(one, one, 1);
    write("key.pem", "EC PRIVATE KEY", one.key().getEncoded());
    assertThatThrownBy(() -> certificate(old))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("openssl pkcs8");
    Files.writeString(temp.resolve("chain.pem"), "nothing");
    assertThatThrownBy(() -> certificate(old)).isInstanceOf(SettingsException.class);
    assertThatThrownBy(() -> certificate("tls = files\n")).hasMessageContaining("line 1");
    assertThatThrownBy(() -> certificate("tls.key = " + temp.resolve("key.pem")))
        .hasMessageContaining("must be \"files\"");
  }
}
