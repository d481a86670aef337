package heliograph.mtproto.message;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.MessageSeal;
import heliograph.mtproto.crypto.Sender;
import heliograph.tl.Bytes;
import java.util.List;
import java.util.random.RandomGenerator;

/// Numbers messages, puts them into one packet and seals it: each body is copied once, into the packet itself.
///
/// A single new message goes bare; several, and any that is sent again, go in a container, whose own id is new: a packet
/// whose outer id is old would be refused.
///
/// @param padding draws the padding; not shared between threads unless it may be
public record PacketWriter(AuthKey key, Sender sender, MsgIds ids, RandomGenerator padding) {

  private static final int CONTAINER_HEAD = 8;
  private static final int MESSAGE_HEAD = 16;

  /// The most messages and bytes, unpacked, that are put into one container; a larger message goes alone. So whoever unpacks
  /// a packet needs room for one large message only.
  public static final int MAX_MESSAGES = 1000;

  public static final int MAX_BYTES = 256 * 1024;

  /// The sealed packet with all of `messages`, which are numbered in this order.
  public byte[] write(long salt, long sessionId, SeqNo seqNos, List<Outgoing> messages) {
    boolean bare = messages.size() == 1 && messages.getFirst().msgId() == 0;
    int length = bare ? 0 : CONTAINER_HEAD;
    for (int i = 0; i < messages.size(); i++) {
      Outgoing message = messages.get(i);
      message.number(ids, seqNos);
      length += message.length() + (bare ? 0 : MESSAGE_HEAD);
    }
    long outerId = bare ? messages.getFirst().msgId() : ids.next(containerMark());
    int outerSeqNo = bare ? messages.getFirst().seqNo() : seqNos.next(false);
    byte[] packet = new byte[MessageSeal.sealedLength(MessageSeal.HEADER + length)];
    int at = header(packet, salt, sessionId, outerId, outerSeqNo, length);
    if (!bare) {
      Bytes.putInt(packet, at, ServiceMessages.MSG_CONTAINER);
      Bytes.putInt(packet, at + 4, messages.size());
      at += CONTAINER_HEAD;
    }
    for (int i = 0; i < messages.size(); i++) {
      Outgoing message = messages.get(i);
      message.sentIn(outerId);
      if (!bare) {
        Bytes.putLong(packet, at, message.msgId());
        Bytes.putInt(packet, at + 8, message.seqNo());
        Bytes.putInt(packet, at + 12, message.length());
        at += MESSAGE_HEAD;
      }
      at = message.write(packet, at);
    }
    MessageSeal.seal(key, sender, packet, 0, MessageSeal.HEADER + length, padding);
    return packet;
  }

  /// How many of `messages`, from the first, go into one packet.
  public static int fitting(List<Outgoing> messages) {
    int count = 0;
    long bytes = 0;
    for (Outgoing message : messages) {
      bytes += message.unpackedLength() + MESSAGE_HEAD;
      if (count == MAX_MESSAGES || (count > 0 && bytes > MAX_BYTES)) {
        break;
      }
      count++;
    }
    return count;
  }

  private int containerMark() {
    return sender == Sender.CLIENT ? MsgIds.CLIENT : MsgIds.ANSWER;
  }

  private static int header(
      byte[] packet, long salt, long sessionId, long msgId, int seqNo, int length) {
    int at = MessageSeal.OVERHEAD;
    Bytes.putLong(packet, at, salt);
    Bytes.putLong(packet, at + 8, sessionId);
    Bytes.putLong(packet, at + 16, msgId);
    Bytes.putInt(packet, at + 24, seqNo);
    Bytes.putInt(packet, at + 28, length);
    return at + MessageSeal.HEADER;
  }
}
