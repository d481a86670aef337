package heliograph.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
  @TempDir private Path temp;

  @Test
  void readsItsOwnDefaultFileAsWritten() throws IOException {
    Path file = temp.resolve("heliograph.properties");
    Files.writeString(file, SettingsFile.defaults());
    assertThat(Settings.read(file)).isEqualTo(Settings.read(null));
  }

  @Test
  void takesDefaultsForWhatAFileLeavesOut() throws IOException {
    Settings settings = read("dc = 4\nproxy.from = 10.0.0.5, 192.168.7.0/24\n");
    assertThat(settings.dc()).isEqualTo(4);
    assertThat(settings.proxies()).hasSize(2);
    assertThat(settings.listen()).isEqualTo(new Address("0.0.0.0", 8443));
  }

  @Test
  void namesTheLineOfWhatItCannotUse() {
    assertRefused("\n\ndc = nine\n", "line 3", "\"dc\"", "from 1 to 5");
    assertRefused("dc=9\n", "line 1", "\"dc\"");
    assertRefused("# dc\nports = 1\n", "line 2", "\"ports\" is no setting");
    assertRefused("listen: here\n", "line 1", "HOST:PORT");
    assertRefused("proxy.from = 10.0.0.0/33\n", "line 1", "10.0.0.0/33");
    assertRefused("tls.key = /nonexistent\n", "line 1", "/nonexistent");
    assertRefused("limits = maybe\n", "line 1", "one of: on, off");
  }

  @Test
  void findsFilesFromItsOwnFolder() throws IOException {
    Path key = Files.writeString(temp.resolve("seal.key"), "");
    assertThat(read("store.seal = seal.key\n").sealingKey()).isEqualTo(key);
    assertThat(read("store.seal = " + key + "\n").sealingKey()).isEqualTo(key);
    assertRefused("store.seal = other.key\n", "line 1", "no readable file at other.key");
    assertRefused("store.seal = .\n", "line 1", "no readable file at .");
  }

  @Test
  void readsAddressesAsPeopleWriteThem() {
    assertThat(Address.parse("[::1]:80")).isEqualTo(new Address("::1", 80)).hasToString("[::1]:80");
    for (String wrong : new String[] {"", "host", ":80", "host:", "host:65536", "::1:80"}) {
      assertThatThrownBy(() -> Address.parse(wrong)).isInstanceOf(SettingsException.class);
    }
  }

  @Test
  void tellsWhatLiesInANetwork() {
    Network network = Network.parse("192.168.6.0/23");
    assertThat(network.contains(InetAddress.ofLiteral("192.168.7.255"))).isTrue();
    assertThat(network.contains(InetAddress.ofLiteral("192.168.8.0"))).isFalse();
    assertThat(network.contains(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(Network.parse("::/0").contains(InetAddress.ofLiteral("2001:db8::1"))).isTrue();
  }

  private void assertRefused(String text, String... said) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(said);
  }

  private Settings read(String text) throws IOException {
    Path file = temp.resolve("settings");
    Files.writeString(file, text);
    return Settings.read(file);
  }
}
