package heliograph.mtproto.message;

import heliograph.mtproto.crypto.MessageSeal;
import heliograph.tl.Bytes;

/// What stands before the body of an opened packet. Its message spans `[bodyFrom, bodyTo)` of `data`.
@SuppressWarnings("ArrayRecordComponent") // A view of bytes, never compared.
public record PacketHeader(
    long salt, long sessionId, long msgId, int seqNo, byte[] data, int bodyFrom, int bodyTo) {

  /// Reads the header of the packet at `from` that [MessageSeal#open] has opened and found sound.
  public static PacketHeader read(byte[] packet, int from) {
    int at = from + MessageSeal.OVERHEAD;
    int length = Bytes.getInt(packet, at + 28);
    int body = at + MessageSeal.HEADER;
    return new PacketHeader(
        Bytes.getLong(packet, at),
        Bytes.getLong(packet, at + 8),
        Bytes.getLong(packet, at + 16),
        Bytes.getInt(packet, at + 24),
        packet,
        body,
        body + length);
  }

  /// The packet's one message as it stands: perhaps a container or packed.
  public Message message() {
    return new Message(msgId, seqNo, data, bodyFrom, bodyTo);
  }
}
