package heliograph.mtproto.crypto;

import java.security.MessageDigest;

/// SHA-1 and SHA-256 over the concatenation of several byte strings.
public final class Hashes {

  private Hashes() {}

  /// The 20-byte SHA-1 of the parts in a row.
  public static byte[] sha1(byte[]... parts) {
    Primitives tools = Primitives.borrow();
    try {
      return digest(tools.sha1, parts);
    } finally {
      tools.giveBack();
    }
  }

  /// The 32-byte SHA-256 of the parts in a row.
  public static byte[] sha256(byte[]... parts) {
    Primitives tools = Primitives.borrow();
    try {
      return digest(tools.sha256, parts);
    } finally {
      tools.giveBack();
    }
  }

  private static byte[] digest(MessageDigest digest, byte[][] parts) {
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }
}
