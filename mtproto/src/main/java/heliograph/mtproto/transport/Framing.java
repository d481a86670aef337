package heliograph.mtproto.transport;

/// How a transport says where a packet ends.
public enum Framing {
  /// One byte of length in words, or 0x7f and three bytes.
  ABRIDGED(0xefefefef, 1),
  /// Four bytes of length.
  INTERMEDIATE(0xeeeeeeee, 4),
  /// Four bytes of length, which counts up to 15 random bytes after the packet too.
  PADDED(0xdddddddd, 4),
  /// Length, sequence number, packet, CRC-32.
  FULL(0, 0);

  /// The tag that names the framing, inside the obfuscation header and (its first bytes) in the open.
  final int tag;

  /// How many bytes of the tag open a connection that is not obfuscated.
  final int openingLength;

  Framing(int tag, int openingLength) {
    this.tag = tag;
    this.openingLength = openingLength;
  }
}
