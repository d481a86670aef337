package heliograph.mtproto.message;

import heliograph.tl.Gzip;
import heliograph.tl.TlException;

/// Whatever is packed, it is unpacked or refused, within the bound on memory.
public final class GzipTarget {

  private static final int LIMIT = 1 << 16;

  /// Takes what a fuzzer made up.
  public void take(byte[] packed) {
    try {
      if (Gzip.unpack(packed, LIMIT).length > LIMIT) {
        throw new AssertionError("more than the limit");
      }
    } catch (TlException expected) {
      // Broken bytes are refused.
    }
  }
}
