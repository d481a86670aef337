package heliograph.mtproto.message;

import heliograph.tl.Bytes;

/// One message on its way out. It gets its `msg_id` and sequence number when it is first sent, and keeps them when it is sent
/// again, which is how the other side tells the copy.
public final class Outgoing {

  /// What a message is to its sender.
  public enum Kind {
    /// The result of the other side's request, written as `rpc_result`.
    ANSWER(MsgIds.ANSWER, true),
    /// Updates, which the other side did not ask for.
    PUSH(MsgIds.NOTICE, true),
    /// A service message that must be acknowledged.
    NOTICE(MsgIds.NOTICE, true),
    /// A service message that need not arrive.
    REPLY(MsgIds.ANSWER, false),
    /// A client's request.
    CALL(MsgIds.CLIENT, true),
    /// A client's service message.
    SERVICE(MsgIds.CLIENT, false);

    final int mark;
    final boolean contentRelated;

    Kind(int mark, boolean contentRelated) {
      this.mark = mark;
      this.contentRelated = contentRelated;
    }
  }

  private static final int RPC_RESULT_HEAD = 12;

  /// What is kept of a message beside its body, in bytes, roughly.
  public static final int OVERHEAD = 64;

  private final Kind kind;
  private final long about;
  private final byte[] body;
  private final int unpacked;
  private long msgId;
  private int seqNo;
  private long sentIn;

  /// @param about the request that this answers, or what the sender knows the message by
  public Outgoing(Kind kind, long about, byte[] body) {
    this(kind, about, body, body.length);
  }

  /// @param unpacked how many bytes the body has once the other side has unpacked it
  public Outgoing(Kind kind, long about, byte[] body, int unpacked) {
    this.kind = kind;
    this.about = about;
    this.body = body;
    this.unpacked = unpacked;
  }

  public Kind kind() {
    return kind;
  }

  public boolean contentRelated() {
    return kind.contentRelated;
  }

  public long about() {
    return about;
  }

  /// 0 until it is sent.
  public long msgId() {
    return msgId;
  }

  public int seqNo() {
    return seqNo;
  }

  /// The id of the packet's message that carried it last: a container's, or its own.
  public long sentIn() {
    return sentIn;
  }

  /// How many bytes it takes in a packet.
  public int length() {
    return kind == Kind.ANSWER ? RPC_RESULT_HEAD + body.length : body.length;
  }

  /// How many bytes it gives the other side to hold.
  int unpackedLength() {
    return length() - body.length + Math.max(body.length, unpacked);
  }

  /// The packet that carried it was ignored.
  public void unsent() {
    sentIn = 0;
  }

  /// Makes it a new message: the next packet gives it new numbers.
  public void renew() {
    msgId = 0;
    seqNo = 0;
    sentIn = 0;
  }

  void number(MsgIds ids, SeqNo seqNos) {
    if (msgId == 0) {
      msgId = ids.next(kind.mark);
      seqNo = seqNos.next(kind.contentRelated);
    }
  }

  void sentIn(long outerMsgId) {
    sentIn = outerMsgId;
  }

  int write(byte[] packet, int from) {
    int at = from;
    if (kind == Kind.ANSWER) {
      Bytes.putInt(packet, at, ServiceMessages.RPC_RESULT);
      Bytes.putLong(packet, at + 4, about);
      at += RPC_RESULT_HEAD;
    }
    System.arraycopy(body, 0, packet, at, body.length);
    return at + body.length;
  }
}
