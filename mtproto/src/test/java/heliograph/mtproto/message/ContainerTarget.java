package heliograph.mtproto.message;

import heliograph.tl.ProtocolException;

/// Whatever a packet's message holds, it is taken apart or refused as a breach of the protocol, within its own bytes.
public final class ContainerTarget {

  private static final int LIMIT = 1 << 16;

  /// Takes what a fuzzer made up.
  public void take(byte[] body) {
    try {
      for (Message message :
          Unpacker.unpack(new Message(1L << 40, 1, body, 0, body.length), LIMIT)) {
        if (message.to() > message.data().length || message.from() < 0) {
          throw new AssertionError("a message outside its bytes");
        }
      }
    } catch (ProtocolException expected) {
      // Broken bytes are refused.
    }
  }
}
