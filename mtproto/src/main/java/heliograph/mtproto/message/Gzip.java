package heliograph.mtproto.message;

import heliograph.mtproto.crypto.Bytes;
import heliograph.tl.ProtocolException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Packs and unpacks what `gzip_packed` holds.
///
/// Unpacking takes gzip (RFC 1952) and zlib (RFC 1950): some clients send the one, some the other. Packing makes gzip, which
/// every client reads. What is unpacked may not be larger than the caller's limit, whatever the packed bytes claim.
public final class Gzip {

  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int SAMPLE = 4096;

  private Gzip() {}

  /// Unpacks `packed`, to `limit` bytes at most.
  public static byte[] unpack(byte[] packed, int limit) {
    boolean gzip = packed.length >= 2 && (packed[0] & 0xff) == 0x1f && (packed[1] & 0xff) == 0x8b;
    int from = gzip ? endOfHeader(packed) : 0;
    Inflater inflater = new Inflater(gzip);
    try {
      inflater.setInput(packed, from, packed.length - from);
      byte[] out = new byte[Math.min(limit, Math.max(64, packed.length * 4))];
      int size = 0;
      while (!inflater.finished()) {
        if (size == out.length) {
          // A full buffer may be all there is: one more byte tells.
          if (size == limit) {
            return atLimit(inflater, out);
          }
          out = Arrays.copyOf(out, (int) Math.min(limit, size * 2L));
        }
        int count = inflater.inflate(out, size, out.length - size);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new ProtocolException("packed data ends early");
        }
        size += count;
      }
      return Arrays.copyOf(out, size);
    } catch (DataFormatException e) {
      throw new ProtocolException("packed data is damaged", e);
    } finally {
      inflater.end();
    }
  }

  private static byte[] atLimit(Inflater inflater, byte[] out) throws DataFormatException {
    if (inflater.inflate(new byte[1]) > 0 || !inflater.finished()) {
      throw new ProtocolException("packed data is too large");
    }
    return out;
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
      out[0] = 0x1f;
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

  private static int endOfHeader(byte[] packed) {
    int at = HEADER;
    int flags = packed.length > 3 ? packed[3] & 0xff : 0;
    if ((flags & 4) != 0 && packed.length >= at + 2) {
      at += 2 + (packed[at] & 0xff) + ((packed[at + 1] & 0xff) << 8);
    }
    for (int flag = 8; flag <= 16; flag *= 2) {
      if ((flags & flag) != 0) {
        while (at < packed.length && packed[at++] != 0) {}
      }
    }
    if ((flags & 2) != 0) {
      at += 2;
    }
    if (at > packed.length) {
      throw new ProtocolException("packed data ends early");
    }
    return at;
  }
}
