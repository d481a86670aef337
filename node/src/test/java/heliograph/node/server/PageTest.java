package heliograph.node.server;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.crypto.ServerKey;
import heliograph.node.config.Address;
import heliograph.node.config.Settings;
import heliograph.node.folder.DataFolder;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The web version as a whole server hands it out.
final class PageTest {
  private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"]+)\"");

  @TempDir private Path temp;

  private DataFolder folder() {
    return new DataFolder(temp.resolve("data"));
  }

  private Server serve(String more) throws IOException {
    Path file = temp.resolve("settings");
    Files.writeString(file, "listen = 127.0.0.1:0\n" + more);
    return Server.start(folder(), Settings.read(file));
  }

  private static HttpResponse<String> get(Server server, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      Address at = server.address();
      return client.send(
          HttpRequest.newBuilder(URI.create("http://" + at + path)).build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void handsOutThePageAndAllThatItNames() throws Exception {
    try (Server server = serve("")) {
      HttpResponse<String> page = get(server, "/");
      assertThat(page.statusCode()).isEqualTo(200);
      Matcher asset = ASSET.matcher(page.body());
      int found = 0;
      while (asset.find()) {
        found++;
        assertThat(get(server, asset.group(1)).headers().firstValue("cache-control"))
            .as(asset.group(1))
            .hasValue("public, max-age=31536000, immutable");
      }
      assertThat(found).isPositive();
      assertThat(get(server, "/@somebody").body()).isEqualTo(page.body());
      assertThat(get(server, "/health").body()).isEqualTo("ok\n");
    }
  }

  @Test
  void tellsThePageTheKeyToCheckTheServerBy() throws Exception {
    try (Server server = serve("")) {
      HttpResponse<String> told = get(server, "/server-key.json");
      assertThat(told.headers().firstValue("cache-control")).hasValue("no-cache");
      Matcher modulus = Pattern.compile("\"n\":\"([^\"]+)\"").matcher(told.body());
      assertThat(modulus.find()).isTrue();
      assertThat(new BigInteger(1, Base64.getUrlDecoder().decode(modulus.group(1))))
          .isEqualTo(ServerKey.fromPem(folder().keyPem()).publicKey().modulus());
    }
  }

  @Test
  void writesLinksIntoInvitesWhetherItRunsOrNot() throws IOException {
    try (Server server = serve("")) {
      assertThat(server.pageLines())
          .singleElement()
          .asString()
          .contains("http://" + server.address() + "/");
      assertThat(invite()[2])
          .startsWith("http://" + server.address() + "/#/invite?n=888")
          .contains("&c=");
    }
    Files.writeString(folder().settings(), "listen = 127.0.0.1:9999\n");
    String[] stopped = invite();
    assertThat(stopped[2])
        .isEqualTo(
            "http://127.0.0.1:9999/#/invite?n=%s&c=%s"
                .formatted(stopped[0].substring(1), stopped[1]));
  }

  private String[] invite() {
    return ServerControl.run(folder(), null, List.of("invite", "1")).getFirst().split("\t", -1);
  }
}
