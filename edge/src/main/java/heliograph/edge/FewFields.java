package heliograph.edge;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;

/// The fields of a request of HTTP/1.1, bounded in number: the shortest ones hold thirty times the bytes that they come in.
final class FewFields extends DefaultHttpHeaders {
  /// Browsers send about twenty.
  static final int MOST = 64;

  static final HttpHeadersFactory FACTORY =
      new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
          return new FewFields();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
          return new FewFields();
        }
      };

  @Override
  public HttpHeaders add(CharSequence name, Object value) {
    if (size() >= MOST) {
      throw new TooLongFrameException("more than " + MOST + " fields");
    }
    return super.add(name, value);
  }
}
