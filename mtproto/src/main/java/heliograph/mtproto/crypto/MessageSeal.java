package heliograph.mtproto.crypto;

import heliograph.tl.Bytes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.spec.SecretKeySpec;

/// Seals and opens encrypted messages of MTProto 2.0.
///
/// A packet is laid out as
/// ```
///   0  auth_key_id  8 bytes
///   8  msg_key     16 bytes   middle of SHA-256(part of the key + everything encrypted)
///  24  encrypted:  salt 8, session_id 8, msg_id 8, seq_no 4, length 4, body `length`, padding 12..1024
/// ```
/// Both ways work in place in one array: the caller leaves [#OVERHEAD] bytes free before the salt and room
/// for the padding after the body ([#sealedLength]), and reads an opened packet at the same offsets.
///
/// Opening checks msg_key over all of the plain text, padding included, before anything in it is believed, then that the
/// stated length leaves a padding of 12 to 1024 bytes. It says nothing about which check failed.
/// References: mtproto/description and mtproto/security_guidelines.
public final class MessageSeal {

  /// Bytes before the encrypted part: auth_key_id and msg_key.
  public static final int OVERHEAD = 24;

  /// Bytes of the encrypted part before the body: salt, session_id, msg_id, seq_no, length.
  public static final int HEADER = 32;

  static final int MIN_PADDING = 12;
  static final int MAX_PADDING = 1024;
  static final int KEY = 16;

  private MessageSeal() {}

  /// The length that a packet gets whose plain text (header and body, without padding) has `plainLength` bytes.
  public static int sealedLength(int plainLength) {
    return OVERHEAD + plainLength + padding(plainLength);
  }

  /// Seals in place: the plain text lies at `from + OVERHEAD`, and the array reaches to `from + sealedLength(plainLength)`
  /// at least. Padding is drawn from `random`. Returns the end of the packet, which starts at `from`.
  public static int seal(
      AuthKey key,
      Sender sender,
      byte[] packet,
      int from,
      int plainLength,
      RandomGenerator random) {
    int plainAt = from + OVERHEAD;
    int size = plainLength + padding(plainLength);
    int end = plainAt + size;
    pad(packet, plainAt + plainLength, end, random);
    Primitives tools = Primitives.borrow();
    try {
      byte[] material = tools.keyMaterial;
      msgKey(tools, key, sender, packet, plainAt, size);
      Bytes.putLong(packet, from, key.id());
      System.arraycopy(material, 8, packet, from + 8, KEY);
      SecretKeySpec aesKey = deriveKeys(tools, key, sender, packet, from + 8);
      AesIge.encrypt(tools, aesKey, material, 32, packet, plainAt, size);
    } finally {
      tools.giveBack();
    }
    return end;
  }

  /// Opens the packet in `[from, to)` in place; afterwards the plain text lies at `from + OVERHEAD`. False if it is not a
  /// packet that `sender` sealed with this key; the array's content is then worthless and must not be looked at.
  public static boolean open(AuthKey key, Sender sender, byte[] packet, int from, int to) {
    int plainAt = from + OVERHEAD;
    int size = to - plainAt;
    if (size < HEADER + MIN_PADDING || size % 16 != 0 || Bytes.getLong(packet, from) != key.id()) {
      return false;
    }
    Primitives tools = Primitives.borrow();
    try {
      byte[] material = tools.keyMaterial;
      SecretKeySpec aesKey = deriveKeys(tools, key, sender, packet, from + 8);
      AesIge.decrypt(tools, aesKey, material, 32, packet, plainAt, size);
      msgKey(tools, key, sender, packet, plainAt, size);
      long difference =
          (Bytes.getLong(material, 8) ^ Bytes.getLong(packet, from + 8))
              | (Bytes.getLong(material, 16) ^ Bytes.getLong(packet, from + 16));
      int length = Bytes.getInt(packet, plainAt + HEADER - 4);
      // One expression for all of it; the length only counts once msg_key vouches for it.
      return difference == 0
          && length >= 0
          && length % 4 == 0
          && paddingFits((long) size - HEADER - length);
    } finally {
      tools.giveBack();
    }
  }

  /// The token that acknowledges an opened packet on the transport: the first 32 bits of the hash that msg_key is the
  /// middle of, with the highest bit set. Only asked for packets that came with the quick-ack bit (mtproto/mtproto-transports).
  public static int quickAckToken(
      AuthKey key, Sender sender, byte[] openedPacket, int from, int to) {
    int plainAt = from + OVERHEAD;
    Primitives tools = Primitives.borrow();
    try {
      msgKey(tools, key, sender, openedPacket, plainAt, to - plainAt);
      return Bytes.getInt(tools.keyMaterial, 0) | Integer.MIN_VALUE;
    } finally {
      tools.giveBack();
    }
  }

  private static boolean paddingFits(long padding) {
    return padding >= MIN_PADDING && padding <= MAX_PADDING;
  }

  private static int padding(int plainLength) {
    return MIN_PADDING + (-(plainLength + MIN_PADDING) & 15);
  }

  private static void pad(byte[] packet, int from, int to, RandomGenerator random) {
    int at = from;
    while (to - at >= 8) {
      Bytes.putLong(packet, at, random.nextLong());
      at += 8;
    }
    if (at < to) {
      long rest = random.nextLong();
      for (; at < to; at++, rest >>>= 8) {
        packet[at] = (byte) rest;
      }
    }
  }

  /// Leaves SHA-256(auth_key[88+x, 32] + plain text) in the first 32 bytes of the key material; msg_key is its middle.
  private static void msgKey(
      Primitives tools, AuthKey key, Sender sender, byte[] packet, int plainAt, int size) {
    MessageDigest sha256 = tools.sha256;
    sha256.update(key.secret(), 88 + sender.x, 32);
    sha256.update(packet, plainAt, size);
    Primitives.finish(sha256, tools.keyMaterial, 0);
  }

  /// Derives the AES key, and its iv into the last 32 bytes of the key material.
  private static SecretKeySpec deriveKeys(
      Primitives tools, AuthKey key, Sender sender, byte[] packet, int msgKeyAt) {
    byte[] a = tools.keyMaterial;
    byte[] b = tools.chunk;
    MessageDigest sha256 = tools.sha256;
    sha256.update(packet, msgKeyAt, KEY);
    sha256.update(key.secret(), sender.x, 36);
    Primitives.finish(sha256, a, 0);
    sha256.update(key.secret(), 40 + sender.x, 36);
    sha256.update(packet, msgKeyAt, KEY);
    Primitives.finish(sha256, b, 0);
    // iv = b[0,8) + a[8,24) + b[24,32); key = a[0,8) + b[8,24) + a[24,32).
    System.arraycopy(b, 0, a, 32, 8);
    System.arraycopy(a, 8, a, 40, 16);
    System.arraycopy(b, 24, a, 56, 8);
    System.arraycopy(b, 8, a, 8, 16);
    SecretKeySpec aesKey = new SecretKeySpec(a, 0, 32, "AES");
    Arrays.fill(a, 0, 32, (byte) 0);
    return aesKey;
  }
}
