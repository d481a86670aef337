package heliograph.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// An answer of HTTP with all that it says in both versions, made once and sent as often as it is asked for. What differs from one
/// sending to the next is added then.
final class Reply {

  /// Of every answer: nothing may be made of it but what its type says.
  private static final Map<String, String> ALWAYS =
      Map.of("x-content-type-options", "nosniff", "referrer-policy", "no-referrer");

  private static final Map<String, String> WORDS =
      Map.of(
          "content-type", "text/plain; charset=us-ascii",
          "content-security-policy", "default-src 'none'",
          "cache-control", "no-store");

  static final Reply BAD_REQUEST = of(HttpResponseStatus.BAD_REQUEST);
  static final Reply FORBIDDEN = of(HttpResponseStatus.FORBIDDEN);
  static final Reply NOT_FOUND = of(HttpResponseStatus.NOT_FOUND);
  static final Reply TOO_LARGE = of(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
  static final Reply TOO_MANY = of(HttpResponseStatus.TOO_MANY_REQUESTS);

  private final byte[] head;
  private final Http2Headers headers;
  private final ByteBuf body;

  private Reply(HttpResponseStatus status, Map<String, String> fields, ByteBuf body) {
    StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
    this.headers = new DefaultHttp2Headers(false).status(status.codeAsText());
    this.body = body;
    ALWAYS.forEach((name, value) -> add(text, name, value));
    fields.forEach((name, value) -> add(text, name, value));
    if (status.code() != HttpResponseStatus.NOT_MODIFIED.code()
        && status.code() != HttpResponseStatus.NO_CONTENT.code()) {
      add(text, "content-length", Integer.toString(body.readableBytes()));
    }
    this.head = text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void add(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
    headers.add(name, value);
  }

  /// An answer with any bytes, which it keeps.
  static Reply of(HttpResponseStatus status, Map<String, String> fields, byte[] body) {
    return new Reply(status, fields, Unpooled.wrappedBuffer(body));
  }

  /// An answer in words.
  static Reply of(HttpResponseStatus status, String words) {
    return of(status, WORDS, (words + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static Reply of(HttpResponseStatus status) {
    return of(status, status.toString());
  }

  /// Status line and fields for HTTP/1.1.
  ///
  /// @param more further fields, each ended as fields are
  ByteBuf head(ByteBufAllocator allocator, byte[]... more) {
    ByteBuf out = allocator.ioBuffer(head.length + 256).writeBytes(head);
    for (byte[] fields : more) {
      out.writeBytes(fields);
    }
    return out.writeByte('\r').writeByte('\n');
  }

  /// Status and fields for HTTP/2, to which the caller may add.
  Http2Headers headers() {
    return new DefaultHttp2Headers(false, 32).setAll(headers);
  }

  boolean hasBody() {
    return body.isReadable();
  }

  /// The body, for one sending.
  ByteBuf body() {
    return body.retainedDuplicate();
  }
}
