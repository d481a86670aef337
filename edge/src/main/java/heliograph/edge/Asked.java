package heliograph.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request of HTTP says, in either version.
///
/// @param host of the address that the client believes to be at
/// @param origin of the page that asks; null: it is no page, or one from here
/// @param accepts encodings that the client takes
/// @param cached tags of what the client has
record Asked(
    String method,
    String path,
    @Nullable CharSequence host,
    @Nullable CharSequence origin,
    @Nullable CharSequence accepts,
    @Nullable CharSequence cached) {
  private static final Pattern API_PATH = Pattern.compile("/apiw?1?(_test)?(_premium)?");
  private static final Pattern SOCKET_PATH = Pattern.compile("/apiws(_test)?(_premium)?");

  static Asked of(HttpRequest request) {
    var headers = request.headers();
    return new Asked(
        request.method().name(),
        path(request.uri()),
        headers.get(HttpHeaderNames.HOST),
        headers.get(HttpHeaderNames.ORIGIN),
        headers.get(HttpHeaderNames.ACCEPT_ENCODING),
        headers.get(HttpHeaderNames.IF_NONE_MATCH));
  }

  static Asked of(Http2Headers headers) {
    CharSequence method = headers.method();
    CharSequence path = headers.path();
    return new Asked(
        method == null ? "" : method.toString(),
        path == null ? "" : path(path.toString()),
        headers.authority(),
        headers.get(HttpHeaderNames.ORIGIN),
        headers.get(HttpHeaderNames.ACCEPT_ENCODING),
        headers.get(HttpHeaderNames.IF_NONE_MATCH));
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /// Whether the path is one of those that take packets of MTProto.
  boolean isApi() {
    return API_PATH.matcher(path).matches();
  }

  /// Whether the path is one of those where WebSockets begin.
  boolean isSocket() {
    return SOCKET_PATH.matcher(path).matches();
  }

  /// Whether the request's body is a packet of MTProto.
  boolean carriesPacket() {
    return isApi() && method.equals("POST");
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  boolean isRead() {
    return isHead() || method.equals("GET");
  }

  /// Whether the page that asks came from here.
  boolean isOurs() {
    if (origin == null || host == null) {
      return origin == null;
    }
    String from = origin.toString();
    return from.equals("http://" + host) || from.equals("https://" + host);
  }
}
