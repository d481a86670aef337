package heliograph.tl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// Packs and unpacks what `gzip_packed` holds.
///
/// Unpacking takes gzip (RFC 1952) and zlib (RFC 1950): some clients send the one, some the other. Packing makes gzip, which
/// every client reads. What is unpacked may not be larger than the caller's limit, whatever the packed bytes claim.
public final class Gzip {

  private static final byte MAGIC = 0x1f;
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int SAMPLE = 4096;

  private Gzip() {}

  /// Unpacks `packed`, to `limit` bytes at most.
  public static byte[] unpack(byte[] packed, int limit) {
    var raw = new ByteArrayInputStream(packed);
    boolean gzip = packed.length > 0 && packed[0] == MAGIC;
    try (InputStream in = gzip ? new GZIPInputStream(raw) : new InflaterInputStream(raw)) {
      byte[] plain = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw new TlException("packed data unpacks to more than " + limit + " bytes");
      }
      return plain;
    } catch (IOException broken) {
      throw new TlException("packed data is broken: " + broken.getMessage());
    }
  }

  /// Packs `data`, or gives null if that would hardly make it smaller.
  public static byte @Nullable [] pack(byte[] data) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      if (data.length > 4 * SAMPLE && !samplePacks(deflater, data)) {
        return null;
      }
      int limit = data.length - data.length / 8;
      byte[] out = new byte[limit];
      out[0] = MAGIC;
      out[1] = (byte) 0x8b;
      out[2] = Deflater.DEFLATED;
      deflater.setInput(data);
      deflater.finish();
      int size = HEADER + deflater.deflate(out, HEADER, limit - HEADER - TRAILER);
      if (!deflater.finished()) {
        return null;
      }
      CRC32 crc = new CRC32();
      crc.update(data);
      Bytes.putInt(out, size, (int) crc.getValue());
      Bytes.putInt(out, size + 4, data.length);
      return Arrays.copyOf(out, size + TRAILER);
    } finally {
      deflater.end();
    }
  }

  /// Tries the middle of large data, which may be a picture that does not get smaller.
  private static boolean samplePacks(Deflater deflater, byte[] data) {
    deflater.setInput(data, data.length / 2 - SAMPLE / 2, SAMPLE);
    deflater.finish();
    int size = deflater.deflate(new byte[SAMPLE]);
    boolean packs = deflater.finished() && size < SAMPLE - SAMPLE / 8;
    deflater.reset();
    return packs;
  }
}
