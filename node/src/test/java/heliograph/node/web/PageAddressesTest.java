package heliograph.node.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.node.config.Address;
import heliograph.node.config.Settings;
import heliograph.node.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageAddressesTest {
  private static final List<String> NOBODY = List.of();

  @TempDir private Path folder;

  private PageAddresses of(String settings, String listen, List<String> certified)
      throws IOException {
    Path file = folder.resolve("settings");
    Files.writeString(file, settings);
    return PageAddresses.of(Settings.read(file), Address.parse(listen), certified);
  }

  @Test
  void namesNoAddressThatNobodyCanOpen() throws IOException {
    PageAddresses everywhere = of("", "0.0.0.0:8443", NOBODY);
    assertThat(everywhere.here()).isEqualTo("http://localhost:8443/");
    assertThat(everywhere.toString()).doesNotContain("0.0.0.0");
    assertThat(of("", "[::]:8443", NOBODY).toString()).doesNotContain("[::]");
    assertThat(of("", "0.0.0.0:0", NOBODY)).isEqualTo(new PageAddresses(null, null));
  }

  @Test
  void knowsWhoCanReachIt() throws IOException {
    assertThat(of("", "127.0.0.1:80", NOBODY))
        .isEqualTo(new PageAddresses("http://127.0.0.1/", null));
    assertThat(of("", "[::1]:81", NOBODY)).isEqualTo(new PageAddresses("http://[::1]:81/", null));
    assertThat(of("", "198.51.100.7:8443", NOBODY))
        .isEqualTo(new PageAddresses(null, "http://198.51.100.7:8443/"));
    assertThat(of("public = 198.51.100.7:443", "0.0.0.0:8443", NOBODY))
        .isEqualTo(new PageAddresses("http://localhost:8443/", "http://198.51.100.7:443/"));
  }

  @Test
  void comesByTlsWhereThereIsACertificate() throws IOException {
    assertThat(of("tls = self-made\npublic = 198.51.100.7:443", "0.0.0.0:8443", NOBODY))
        .isEqualTo(new PageAddresses("http://localhost:8443/", "https://198.51.100.7/"));
    List<String> names = List.of("*.example.org", "chat.example.org", "example.org");
    assertThat(of("tls = self-made", "198.51.100.7:8443", names))
        .isEqualTo(new PageAddresses(null, "https://chat.example.org:8443/"));
  }

  @Test
  void believesWhatItIsTold() throws IOException {
    assertThat(of("web.address = https://chat.example.org", "127.0.0.1:8443", NOBODY))
        .isEqualTo(new PageAddresses("http://127.0.0.1:8443/", "https://chat.example.org/"));
    for (String wrong :
        List.of("chat.example.org", "ftp://a", "https://a/b", "https://a/?b", "x y")) {
      assertThatThrownBy(() -> of("web.address = " + wrong, "127.0.0.1:1", NOBODY))
          .as(wrong)
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("line 1");
    }
  }

  @Test
  void keepsInvitesInTheFragment() throws IOException {
    assertThat(of("", "127.0.0.1:8443", NOBODY).invite("+88812345678", "01234"))
        .isEqualTo("http://127.0.0.1:8443/#/invite?n=88812345678&c=01234");
    assertThat(of("", "127.0.0.1:0", NOBODY).invite("+88812345678", "01234")).isNull();
  }

  @Test
  void tellsTheOwnerWhatToOpenAndWhatToCompare() throws IOException {
    assertThat(of("web.address = https://chat.example.org", "0.0.0.0:8443", NOBODY).lines("AB:CD"))
        .satisfiesExactly(
            here -> assertThat(here).contains("http://localhost:8443/"),
            elsewhere -> assertThat(elsewhere).endsWith("https://chat.example.org/"),
            warning -> assertThat(warning).contains("SHA-256"),
            fingerprint -> assertThat(fingerprint).endsWith("AB:CD"));
    assertThat(of("", "198.51.100.7:8443", NOBODY).lines(null))
        .singleElement()
        .asString()
        .contains("http://198.51.100.7:8443/", "offline");
  }
}
