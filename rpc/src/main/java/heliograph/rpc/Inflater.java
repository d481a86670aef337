package heliograph.rpc;

import heliograph.tl.TlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/// Expands `gzip_packed`: gzip as the protocol says, or zlib (RFC 1950) as clients send it.
final class Inflater {
  /// What one call may expand to, all its layers of compression together.
  static final int MAX_BYTES = 1 << 20;

  private static final int GZIP_MAGIC = 0x1f;

  private Inflater() {}

  static byte[] inflate(byte[] packed, int limit) {
    var raw = new ByteArrayInputStream(packed);
    boolean gzip = packed.length > 0 && packed[0] == GZIP_MAGIC;
    try (InputStream in = gzip ? new GZIPInputStream(raw) : new InflaterInputStream(raw)) {
      byte[] plain = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw new TlException("compressed data expands to more than " + limit + " bytes");
      }
      return plain;
    } catch (IOException broken) {
      throw new TlException("broken compressed data: " + broken.getMessage());
    }
  }
}
