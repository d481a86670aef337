package heliograph.mtproto.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import heliograph.tl.ProtocolException;
import java.util.List;

/// Whatever bytes come: they are taken, or refused as a breach of the protocol, within the bound on memory.
class MessageFuzzTest {

  private static final int LIMIT = 1 << 16;

  @FuzzTest(maxDuration = "10s")
  void takesContainersApart(byte[] body) {
    try {
      List<Message> messages =
          Unpacker.unpack(new Message(1L << 40, 1, body, 0, body.length), LIMIT);
      for (Message message : messages) {
        if (message.to() > message.data().length || message.from() < 0) {
          throw new IllegalStateException("a message outside its bytes");
        }
      }
    } catch (ProtocolException expected) {
      // Broken bytes are refused.
    }
  }

  @FuzzTest(maxDuration = "10s")
  void unpacks(byte[] packed) {
    try {
      if (Gzip.unpack(packed, LIMIT).length > LIMIT) {
        throw new IllegalStateException("more than the limit");
      }
    } catch (ProtocolException expected) {
      // Broken bytes are refused.
    }
  }
}
