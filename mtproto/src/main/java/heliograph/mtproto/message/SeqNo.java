package heliograph.mtproto.message;

/// The sequence numbers of one direction of one session: twice the number of content-related messages before, plus one for a
/// message that is content-related itself, which is what makes it need an acknowledgement.
///
/// Reference: mtproto/description, "Message Sequence Number (msg_seqno)".
public final class SeqNo {

  private int contentRelated;

  /// The number of the next message.
  public int next(boolean contentRelatedMessage) {
    return contentRelatedMessage ? 2 * contentRelated++ + 1 : 2 * contentRelated;
  }

  /// Whether a message with this number needs an acknowledgement.
  public static boolean isContentRelated(int seqNo) {
    return (seqNo & 1) != 0;
  }
}
