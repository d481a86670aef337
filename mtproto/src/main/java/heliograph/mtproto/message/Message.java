package heliograph.mtproto.message;

import heliograph.tl.TlReader;
import java.util.Arrays;

/// One message of a packet: its ids, and its body, which lies in `[from, to)` of `data`.
@SuppressWarnings("ArrayRecordComponent") // A view of bytes, never compared.
public record Message(long msgId, int seqNo, byte[] data, int from, int to) {

  /// A reader of the body.
  public TlReader reader() {
    return new TlReader(data, from, to, ServiceMessages.LAYER);
  }

  /// A copy of the body.
  public byte[] body() {
    return Arrays.copyOfRange(data, from, to);
  }

  public boolean contentRelated() {
    return SeqNo.isContentRelated(seqNo);
  }
}
