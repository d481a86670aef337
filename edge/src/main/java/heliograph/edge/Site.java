package heliograph.edge;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The web version: a page and its files, held in memory with their answers made. A path that is neither a file nor a route of the page
/// is not found.
public final class Site {
  private static final String PAGE = "/index.html";
  private static final String MISSING = "/404.html";

  /// What the page may do. It comes from here whole, so everything else is shut: no other origin, no inline script or style, no
  /// eval, no frame around it; and text becomes markup or the address of a script only through the page's one policy.
  static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data: blob:",
          "media-src 'self' blob:",
          "font-src 'self'",
          "connect-src 'self'",
          "worker-src 'self'",
          "manifest-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types heliograph");

  private static final Map<String, String> ALWAYS =
      Map.of(
          "content-security-policy",
          CONTENT_SECURITY_POLICY,
          "cross-origin-opener-policy",
          "same-origin",
          "cross-origin-resource-policy",
          "same-origin",
          "permissions-policy",
          "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(),"
              + " magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()",
          "vary",
          "accept-encoding");

  private final Map<String, Entry> entries = new HashMap<>();
  private final List<String> routes;
  private final @Nullable Entry page;
  private final Reply missing;

  /// A file of the site.
  ///
  /// @param path with its leading slash
  /// @param immutable whether another content would have another path
  /// @param hash of the content
  /// @param brotli the content, compressed; null: not worth it
  /// @param gzip likewise
  @SuppressWarnings("ArrayRecordComponent") // a file on its way to sockets, never compared
  public record File(
      String path,
      String type,
      boolean immutable,
      String hash,
      byte[] plain,
      byte @Nullable [] brotli,
      byte @Nullable [] gzip) {}

  /// One form of a file.
  private record Variant(Reply whole, Reply unchanged) {}

  private record Entry(
      String hash, Variant plain, @Nullable Variant brotli, @Nullable Variant gzip) {}

  private Site(List<File> files, List<String> routes) {
    this.routes = List.copyOf(routes);
    Reply notFound = Reply.NOT_FOUND;
    for (File file : files) {
      if (file.path.equals(MISSING)) {
        notFound = Reply.of(HttpResponseStatus.NOT_FOUND, fields(file, "", false), file.plain);
      } else {
        entries.put(file.path, entry(file));
      }
    }
    missing = notFound;
    page = entries.get(PAGE);
  }

  /// A site of these files.
  ///
  /// @param routes beginnings of paths for which the page itself shows something
  public static Site of(List<File> files, List<String> routes) {
    return new Site(files, routes);
  }

  private static Entry entry(File file) {
    byte[] brotli = file.brotli;
    byte[] gzip = file.gzip;
    return new Entry(
        file.hash,
        variant(file, "", file.plain),
        brotli == null ? null : variant(file, "br", brotli),
        gzip == null ? null : variant(file, "gzip", gzip));
  }

  private static Variant variant(File file, String encoding, byte[] content) {
    Map<String, String> fields = fields(file, encoding, true);
    return new Variant(
        Reply.of(HttpResponseStatus.OK, fields, content),
        Reply.of(HttpResponseStatus.NOT_MODIFIED, fields, new byte[0]));
  }

  private static Map<String, String> fields(File file, String encoding, boolean cached) {
    Map<String, String> fields = new HashMap<>(ALWAYS);
    fields.put("content-type", file.type);
    fields.put(
        "cache-control",
        !cached ? "no-store" : file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (cached) {
      fields.put("etag", '"' + file.hash + encoding + '"');
    }
    if (!encoding.isEmpty()) {
      fields.put("content-encoding", encoding);
    }
    return fields;
  }

  /// What answers a request to read.
  ///
  /// @param accepts the encodings that the client takes, as it lists them
  /// @param cached the tags of what the client has already, as it lists them
  Reply read(String path, @Nullable CharSequence accepts, @Nullable CharSequence cached) {
    Entry entry = find(path);
    if (entry == null) {
      return missing;
    }
    Variant variant = best(entry, accepts == null ? "" : accepts.toString());
    // Nobody meets another content's hash by chance, so it need not be cut out of the list; and
    // whoever has the content in another encoding has it.
    boolean known = cached != null && cached.toString().contains(entry.hash);
    return known ? variant.unchanged : variant.whole;
  }

  private @Nullable Entry find(String path) {
    Entry file = entries.get(path);
    if (file != null) {
      return file;
    }
    if (path.equals("/")) {
      return page;
    }
    for (String route : routes) {
      if (path.startsWith(route)) {
        return page;
      }
    }
    return null;
  }

  private static Variant best(Entry entry, String accepts) {
    if (entry.brotli != null && takes(accepts, "br")) {
      return entry.brotli;
    }
    if (entry.gzip != null && takes(accepts, "gzip")) {
      return entry.gzip;
    }
    return entry.plain;
  }

  /// Whether a list such as `gzip;q=0.5, br` has the encoding, and not with a weight of nothing.
  private static boolean takes(String list, String encoding) {
    for (String item : list.split(",", -1)) {
      String[] parts = item.split(";", 2);
      if (parts[0].strip().equalsIgnoreCase(encoding)) {
        return parts.length < 2 || !parts[1].strip().matches("[qQ]=0(\\.0*)?");
      }
    }
    return false;
  }
}
