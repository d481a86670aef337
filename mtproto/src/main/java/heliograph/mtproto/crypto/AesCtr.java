package heliograph.mtproto.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// One direction of an AES-256-CTR stream, as the obfuscated transports use it.
///
/// It holds only the key and the position (about 120 bytes), for a server keeps two of these per idle connection: the expanded
/// key of a `Cipher` would be ten times that. A cipher is borrowed and set to the position for each call instead.
public final class AesCtr {

  private static final int BLOCK = 16;

  private final SecretKeySpec key;
  private final long ivHigh;
  private final long ivLow;
  private long position;

  public AesCtr(byte[] key, byte[] iv) {
    if (key.length != 32 || iv.length != BLOCK) {
      throw new IllegalArgumentException("AES-256-CTR wants a key of 32 bytes and an iv of 16");
    }
    this.key = new SecretKeySpec(key, "AES");
    ByteBuffer halves = ByteBuffer.wrap(iv);
    ivHigh = halves.getLong();
    ivLow = halves.getLong();
  }

  /// Encrypts or decrypts (the two are one) the next `length` bytes of the stream, in place.
  public void process(byte[] data, int from, int length) {
    if (length == 0) {
      return;
    }
    Primitives tools = Primitives.borrow();
    try {
      Cipher ctr = tools.ctr;
      ctr.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter()));
      int used = (int) (position % BLOCK);
      if (used > 0) {
        ctr.update(tools.chunk, 0, used, tools.chunk, 0);
      }
      for (int done = 0; done < length; done += Primitives.CHUNK) {
        int size = Math.min(Primitives.CHUNK, length - done);
        ctr.update(data, from + done, size, data, from + done);
      }
      position += length;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      tools.giveBack();
    }
  }

  /// The counter block for the current position: the iv plus the number of whole blocks used, as a 128-bit number.
  private byte[] counter() {
    long low = ivLow + position / BLOCK;
    long high = Long.compareUnsigned(low, ivLow) < 0 ? ivHigh + 1 : ivHigh;
    return ByteBuffer.allocate(BLOCK).putLong(high).putLong(low).array();
  }
}
