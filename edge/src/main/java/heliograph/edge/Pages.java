package heliograph.edge;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Finds what to say to a request that brings no packet.
final class Pages {
  /// Tells browsers never to come without TLS again, for a year.
  static final String STRICT_TRANSPORT_VALUE = "max-age=31536000";

  static final byte[] STRICT_TRANSPORT =
      ("strict-transport-security: " + STRICT_TRANSPORT_VALUE + "\r\n")
          .getBytes(StandardCharsets.US_ASCII);

  private static final String HEALTH = "/health";

  /// What pages of other origins need to be told before they may read an answer.
  private static final Map<String, String> OPEN =
      Map.of(
          "access-control-allow-origin", "*",
          "access-control-allow-methods", "POST, OPTIONS",
          "access-control-allow-headers", "origin, content-type",
          "access-control-max-age", "1728000",
          "cache-control", "no-store",
          "content-type", "application/octet-stream");

  private static final Reply WELCOME = Reply.of(HttpResponseStatus.NO_CONTENT, OPEN, new byte[0]);
  private static final Reply ONLY_READ = notAllowed("GET, HEAD");
  private static final Reply ONLY_POST = notAllowed("POST, OPTIONS");
  private static final Reply WELL = Reply.of(HttpResponseStatus.OK, "ok");
  private static final Reply ILL =
      Reply.of(HttpResponseStatus.SERVICE_UNAVAILABLE, "the store takes no changes");

  private final HttpPages pages;

  Pages(HttpPages pages) {
    this.pages = pages;
  }

  private static Reply notAllowed(String instead) {
    return Reply.of(
        HttpResponseStatus.METHOD_NOT_ALLOWED,
        Map.of("allow", instead, "cache-control", "no-store"),
        new byte[0]);
  }

  /// An answer that carries a packet.
  static Reply packet(HttpResponseStatus status, byte[] packet) {
    return Reply.of(status, OPEN, packet);
  }

  boolean strictTransport() {
    return pages.strictTransport();
  }

  /// Whether the page that asks may use the protocol.
  boolean welcomes(Asked asked) {
    CharSequence origin = asked.origin();
    return origin == null
        || pages.origins().isEmpty()
        || pages.origins().contains(origin.toString())
        || asked.isOurs();
  }

  Reply reply(Asked asked, Gate.Visit visit) {
    if (!visit.mayRead()) {
      return Reply.TOO_MANY;
    }
    if (asked.isApi()) {
      return asked.method().equals("OPTIONS") ? WELCOME : ONLY_POST;
    }
    if (!asked.isRead()) {
      return ONLY_READ;
    }
    if (asked.path().equals(HEALTH)) {
      return pages.healthy().getAsBoolean() ? WELL : ILL;
    }
    return pages.site().read(asked.path(), asked.accepts(), asked.cached());
  }
}
