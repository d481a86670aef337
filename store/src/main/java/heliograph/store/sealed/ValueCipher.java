package heliograph.store.sealed;

import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Seals values with XAES-256-GCM: AES-256-GCM with a nonce of 192 bits.
///
/// A busy store writes 2^32 values in a day or two, after which 96-bit nonces drawn at random under one key are no
/// longer safe. So the first 96 bits of the nonce derive a key (two AES blocks, CMAC as a key derivation in counter mode,
/// NIST SP 800-108r1), and the last 96 are the GCM nonce under that: random nonces are safe for 2^80 values, and no
/// count has to be kept. (C2SP: XAES-256-GCM, <https://c2sp.org/XAES-256-GCM>.) The values of one commit share the
/// derived key, since they are drawn one nonce and count up its last four bytes.
///
/// Partition and key are authenticated with the value, so that a row can not be moved to where another was.
final class ValueCipher {
  static final int NONCE = 24;

  private static final int FORMAT = 0;
  private static final int NONCE_HALF = 12;
  private static final int TAG = 16;
  private static final int TAG_BITS = 128;
  private static final int BLOCK = 16;
  private static final int COUNTER = NONCE - Integer.BYTES;
  private static final int IDLE_CIPHERS = 16;

  private final SecretKeySpec masterKey;
  private final byte[] subkey;
  private final SecureRandom random = new SecureRandom();

  /// Ciphers to use again: making one costs more than to seal a short value.
  private final Deque<Ciphers> idle = new ArrayDeque<>();

  ValueCipher(SealingKey key) {
    masterKey = new SecretKeySpec(key.bytes(), "AES");
    Ciphers ciphers = new Ciphers(masterKey);
    subkey = ciphers.encryptBlocks(new byte[BLOCK]);
    // CMAC's K1: doubling in GF(2^128).
    int carry = 0;
    for (int i = BLOCK - 1; i >= 0; i--) {
      int doubled = Byte.toUnsignedInt(subkey[i]) << 1 | carry;
      subkey[i] = (byte) doubled;
      carry = doubled >>> Byte.SIZE;
    }
    subkey[BLOCK - 1] ^= (byte) (carry * 0x87);
    release(ciphers);
  }

  /// The key under the first half of a nonce.
  private SecretKeySpec derive(Ciphers ciphers, byte[] source, int nonceOffset) {
    byte[] blocks = new byte[2 * BLOCK];
    for (int i = 0; i < 2; i++) {
      int at = i * BLOCK;
      blocks[at + 1] = (byte) (i + 1);
      blocks[at + 2] = 'X';
      System.arraycopy(source, nonceOffset, blocks, at + BLOCK - NONCE_HALF, NONCE_HALF);
      for (int j = 0; j < BLOCK; j++) {
        blocks[at + j] ^= subkey[j];
      }
    }
    return new SecretKeySpec(ciphers.encryptBlocks(blocks), "AES");
  }

  /// What seals the values of one commit.
  Sealing sealing() {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    return sealing(nonce);
  }

  /// The same from a nonce that was never used before, which is counted up.
  Sealing sealing(byte[] nonce) {
    return new Sealing(nonce);
  }

  /// Seals several values under one nonce that counts up.
  final class Sealing implements AutoCloseable {
    private final byte[] nonce;
    private final Ciphers ciphers = acquire();
    private final SecretKeySpec derived;

    private Sealing(byte[] nonce) {
      this.nonce = nonce;
      this.derived = derive(ciphers, nonce, 0);
    }

    byte[] seal(Partition partition, Key key, byte[] value) {
      return seal(additional(partition, key), value);
    }

    byte[] seal(byte[] additional, byte[] value) {
      byte[] sealed = new byte[1 + NONCE + value.length + TAG];
      sealed[0] = FORMAT;
      System.arraycopy(nonce, 0, sealed, 1, NONCE);
      ciphers.seal(derived, sealed, 1 + NONCE_HALF, additional, value, 1 + NONCE);
      for (int i = NONCE - 1; i >= COUNTER && ++nonce[i] == 0; i--) {
        // The carry goes on to the next byte.
      }
      return sealed;
    }

    @Override
    public void close() {
      release(ciphers);
    }
  }

  byte[] open(Partition partition, Key key, byte[] sealed) {
    if (sealed.length < 1 + NONCE + TAG || sealed[0] != FORMAT) {
      throw damaged(partition, null);
    }
    Ciphers ciphers = acquire();
    try {
      SecretKeySpec derived = derive(ciphers, sealed, 1);
      return ciphers.open(derived, sealed, 1 + NONCE_HALF, additional(partition, key), 1 + NONCE);
    } catch (AEADBadTagException e) {
      throw damaged(partition, e);
    } finally {
      release(ciphers);
    }
  }

  private static StoreException damaged(Partition partition, @Nullable Exception cause) {
    return new StoreException(
        Reason.DAMAGED,
        "A sealed value in a partition of family '"
            + partition.family()
            + "' does not open: it was changed",
        cause);
  }

  private static byte[] additional(Partition partition, Key key) {
    byte[] bytes = new byte[1 + partition.length() + key.length()];
    bytes[0] = (byte) partition.length();
    key.copyTo(bytes, partition.copyTo(bytes, 1));
    return bytes;
  }

  private Ciphers acquire() {
    Ciphers ciphers;
    synchronized (idle) {
      ciphers = idle.poll();
    }
    return ciphers == null ? new Ciphers(masterKey) : ciphers;
  }

  private void release(Ciphers ciphers) {
    synchronized (idle) {
      if (idle.size() < IDLE_CIPHERS) {
        idle.push(ciphers);
      }
    }
  }

  /// The JDK's objects, used by one thread at a time.
  private static final class Ciphers {
    private final Cipher blocks;
    private final Cipher gcm;

    Ciphers(SecretKeySpec masterKey) {
      try {
        // Whole blocks that are all different: the bare block cipher is what the derivation asks
        // for.
        blocks = Cipher.getInstance("AES/ECB/NoPadding");
        blocks.init(Cipher.ENCRYPT_MODE, masterKey);
        gcm = Cipher.getInstance("AES/GCM/NoPadding");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Every JDK has AES", e);
      }
    }

    byte[] encryptBlocks(byte[] input) {
      try {
        return blocks.doFinal(input);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Whole blocks can be encrypted", e);
      }
    }

    void seal(
        SecretKeySpec key,
        byte[] target,
        int ivOffset,
        byte[] additional,
        byte[] value,
        int offset) {
      try {
        gcm.init(
            Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, target, ivOffset, NONCE_HALF));
        gcm.updateAAD(additional);
        gcm.doFinal(value, 0, value.length, target, offset);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("A value can be sealed", e);
      }
    }

    byte[] open(SecretKeySpec key, byte[] sealed, int ivOffset, byte[] additional, int offset)
        throws AEADBadTagException {
      try {
        gcm.init(
            Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, ivOffset, NONCE_HALF));
        gcm.updateAAD(additional);
        return gcm.doFinal(sealed, offset, sealed.length - offset);
      } catch (AEADBadTagException e) {
        throw e;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("A value can be opened", e);
      }
    }
  }
}
