package heliograph.mtproto.crypto;

import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/// One set of JCA objects, borrowed for the length of one operation.
///
/// Making a `Cipher` or a `MessageDigest` costs more than sealing a short message does, so sets are reused. A fixed number of
/// them waits in slots picked by thread, which serves event loops and virtual threads alike: a thread that finds its slot
/// empty makes a new set, and the one that comes back last stays.
final class Primitives {

  private static final int SLOTS = 64;
  private static final AtomicReferenceArray<@Nullable Primitives> IDLE =
      new AtomicReferenceArray<>(SLOTS);

  /// The most that is given to a cipher at once: longer calls miss the JDK's AES intrinsics.
  static final int CHUNK = 16 * 1024;

  final MessageDigest sha1;
  final MessageDigest sha256;
  final Cipher cbc;
  final Cipher ecb;
  final Cipher ctr;
  final byte[] chunk = new byte[CHUNK];
  final byte[] keyMaterial = new byte[64];

  private Primitives() {
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
      sha256 = MessageDigest.getInstance("SHA-256");
      cbc = Cipher.getInstance("AES/CBC/NoPadding");
      ecb = Cipher.getInstance("AES/ECB/NoPadding");
      ctr = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK lacks a required algorithm", e);
    }
  }

  static Primitives borrow() {
    Primitives idle = IDLE.getAndSet(slot(), null);
    return idle == null ? new Primitives() : idle;
  }

  void giveBack() {
    IDLE.setRelease(slot(), this);
  }

  private static int slot() {
    long spread = Thread.currentThread().threadId() * 0x9E3779B97F4A7C15L;
    return (int) (spread >>> 58);
  }

  /// Finishes `digest` into `out`.
  static void finish(MessageDigest digest, byte[] out, int at) {
    try {
      digest.digest(out, at, digest.getDigestLength());
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }
}
