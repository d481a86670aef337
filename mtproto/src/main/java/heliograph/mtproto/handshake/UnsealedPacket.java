package heliograph.mtproto.handshake;

import heliograph.tl.Bytes;
import heliograph.tl.ProtocolException;
import heliograph.tl.TlException;
import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import heliograph.tl.TlWriter;

/// The form of messages without an authorization key: eight zero bytes, msg_id, length, body.
final class UnsealedPacket {

  /// Bytes before the body.
  static final int HEADER = 20;

  private static final int LENGTH_AT = 16;

  private UnsealedPacket() {}

  /// Whether the packet in `[from, to)` is of this form.
  static boolean isUnsealed(byte[] packet, int from, int to) {
    return to - from >= HEADER && Bytes.getLong(packet, from) == 0;
  }

  /// A reader of the body of the packet in `[from, to)`.
  ///
  /// @throws ProtocolException if it is not of this form
  static TlReader body(byte[] packet, int from, int to) {
    if (!isUnsealed(packet, from, to)
        || Bytes.getInt(packet, from + LENGTH_AT) != to - from - HEADER) {
      throw new TlException("No unsealed message");
    }
    return new TlReader(packet, from + HEADER, to, 0);
  }

  static byte[] of(long msgId, TlObject body) {
    TlWriter writer = new TlWriter(0);
    writer.writeLong(0);
    writer.writeLong(msgId);
    writer.writeInt(0);
    body.write(writer);
    writer.patchInt(LENGTH_AT, writer.size() - HEADER);
    return writer.toByteArray();
  }
}
