package heliograph.node.web;

import heliograph.edge.Site;
import heliograph.mtproto.crypto.ServerPublicKey;
import heliograph.node.jar.JarFile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the web version from the jar. The build's index, `web/build/pack.mjs`, says what there is.
public final class WebSite {
  private static final String FOLDER = "/heliograph/web";

  /// Where the page finds the key that it checks the server by.
  private static final String KEY = "/server-key.json";

  private WebSite() {}

  /// The site of a server.
  public static Site load(ServerPublicKey key) {
    List<Site.File> files = new ArrayList<>();
    List<String> routes = new ArrayList<>();
    for (String line : JarFile.text(FOLDER + "/index.tsv").lines().toList()) {
      String[] fields = line.split("\t", -1);
      switch (fields[0]) {
        case "file" -> files.add(file(fields));
        case "route" -> routes.add(fields[1]);
        default -> throw new IllegalStateException("the site's index has a line " + line);
      }
    }
    files.add(key(key));
    return Site.of(files, routes);
  }

  private static Site.File file(String[] fields) {
    String path = fields[1];
    List<String> encodings = List.of(fields[5].split(",", -1));
    return new Site.File(
        path,
        fields[2],
        fields[3].equals("immutable"),
        fields[4],
        bytes(path),
        encoded(path, "br", encodings),
        encoded(path, "gzip", encodings));
  }

  private static byte @Nullable [] encoded(String path, String encoding, List<String> encodings) {
    return encodings.contains(encoding) ? bytes(path + "." + encoding) : null;
  }

  /// The server's key as a JSON Web Key.
  private static Site.File key(ServerPublicKey key) {
    byte[] json =
        "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}"
            .formatted(base64(key.modulus()), base64(key.exponent()))
            .getBytes(StandardCharsets.US_ASCII);
    return new Site.File(KEY, "application/json", false, hash(json), json, null, null);
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 10);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] bytes(String path) {
    return JarFile.bytes(FOLDER + path);
  }
}
