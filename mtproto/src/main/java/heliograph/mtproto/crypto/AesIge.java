package heliograph.mtproto.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256 in infinite garble extension mode, in place.
///
/// IGE encrypts block i as `c[i] = E(p[i] ^ c[i-1]) ^ p[i-1]`. With `d[i] = c[i] ^ p[i-1]` that is
/// `d[i] = E(p[i] ^ p[i-2] ^ d[i-1])`: plain CBC over `p[i] ^ p[i-2]`. So encryption runs through the JDK's CBC, which
/// keeps to the processor's AES instructions, in chunks that are small enough for the intrinsic to take.
/// Decryption has no such form (each block needs the plain text before it) and goes block by block.
///
/// The 32-byte iv is `c[-1]` followed by `p[-1]`.
public final class AesIge {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final int BLOCK = 16;

  private AesIge() {}

  /// Encrypts `length` bytes of `data` from `from` on, in place. The length is a multiple of 16.
  public static void encrypt(byte[] key, byte[] iv, byte[] data, int from, int length) {
    Primitives tools = Primitives.borrow();
    try {
      encrypt(tools, new SecretKeySpec(key, "AES"), iv, 0, data, from, length);
    } finally {
      tools.giveBack();
    }
  }

  /// Decrypts `length` bytes of `data` from `from` on, in place. The length is a multiple of 16.
  public static void decrypt(byte[] key, byte[] iv, byte[] data, int from, int length) {
    Primitives tools = Primitives.borrow();
    try {
      decrypt(tools, new SecretKeySpec(key, "AES"), iv, 0, data, from, length);
    } finally {
      tools.giveBack();
    }
  }

  static void encrypt(
      Primitives tools, SecretKeySpec key, byte[] iv, int ivAt, byte[] data, int from, int length) {
    checkLength(length);
    try {
      Cipher cbc = tools.cbc;
      cbc.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv, ivAt, BLOCK));
      byte[] chunk = tools.chunk;
      // The last two plain blocks before the chunk; p[-2] is free to be zero when the CBC chain
      // starts from c[-1].
      long beforeLast0 = 0;
      long beforeLast1 = 0;
      long last0 = (long) LONG.get(iv, ivAt + BLOCK);
      long last1 = (long) LONG.get(iv, ivAt + BLOCK + 8);
      for (int done = 0; done < length; done += chunk.length) {
        int size = Math.min(chunk.length, length - done);
        int start = from + done;
        long previous0 = last0;
        long previous1 = last1;
        for (int i = 0; i < size; i += BLOCK) {
          long plain0 = (long) LONG.get(data, start + i);
          long plain1 = (long) LONG.get(data, start + i + 8);
          LONG.set(chunk, i, plain0 ^ beforeLast0);
          LONG.set(chunk, i + 8, plain1 ^ beforeLast1);
          beforeLast0 = last0;
          beforeLast1 = last1;
          last0 = plain0;
          last1 = plain1;
        }
        cbc.update(chunk, 0, size, chunk, 0);
        for (int i = 0; i < size; i += BLOCK) {
          long plain0 = (long) LONG.get(data, start + i);
          long plain1 = (long) LONG.get(data, start + i + 8);
          LONG.set(data, start + i, (long) LONG.get(chunk, i) ^ previous0);
          LONG.set(data, start + i + 8, (long) LONG.get(chunk, i + 8) ^ previous1);
          previous0 = plain0;
          previous1 = plain1;
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static void decrypt(
      Primitives tools, SecretKeySpec key, byte[] iv, int ivAt, byte[] data, int from, int length) {
    checkLength(length);
    try {
      Cipher ecb = tools.ecb;
      ecb.init(Cipher.DECRYPT_MODE, key);
      byte[] block = tools.chunk;
      long cipher0 = (long) LONG.get(iv, ivAt);
      long cipher1 = (long) LONG.get(iv, ivAt + 8);
      long plain0 = (long) LONG.get(iv, ivAt + BLOCK);
      long plain1 = (long) LONG.get(iv, ivAt + BLOCK + 8);
      for (int at = from; at < from + length; at += BLOCK) {
        long next0 = (long) LONG.get(data, at);
        long next1 = (long) LONG.get(data, at + 8);
        LONG.set(block, 0, next0 ^ plain0);
        LONG.set(block, 8, next1 ^ plain1);
        ecb.update(block, 0, BLOCK, block, 0);
        plain0 = (long) LONG.get(block, 0) ^ cipher0;
        plain1 = (long) LONG.get(block, 8) ^ cipher1;
        LONG.set(data, at, plain0);
        LONG.set(data, at + 8, plain1);
        cipher0 = next0;
        cipher1 = next1;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void checkLength(int length) {
    if (length % BLOCK != 0) {
      throw new IllegalArgumentException("Not a whole number of AES blocks: " + length);
    }
  }
}
