package heliograph.mtproto.message;

import heliograph.tl.Gzip;
import heliograph.tl.TlReader;
import java.util.ArrayList;
import java.util.List;

/// Takes a packet's message apart into the messages that it carries, which are never containers, copies or packed.
///
/// A container is taken as a whole or not at all, may not hold a container, and its messages must have lower ids than itself.
/// All that one packet unpacks to is bounded together, so that many small bombs are no better than a large one.
/// Reference: mtproto/service_messages, "Containers" and "Packed Object".
public final class Unpacker {

  /// The most messages that a container may hold.
  public static final int MAX_MESSAGES = 1024;

  private int budget;

  private Unpacker(int budget) {
    this.budget = budget;
  }

  /// The messages in `outer`; what is packed in it may unpack to `unpackedLimit` bytes at most.
  public static List<Message> unpack(Message outer, int unpackedLimit) {
    return new Unpacker(unpackedLimit).open(outer);
  }

  /// Whether a body begins a container, packed or not: only then does the outer message have an id of its own to remember.
  public static boolean isContainer(Message outer, List<Message> messages) {
    return messages.size() != 1 || messages.getFirst().msgId() != outer.msgId();
  }

  private List<Message> open(Message outer) {
    Message message = inflate(outer);
    return switch (constructorId(message)) {
      case ServiceMessages.MSG_CONTAINER -> container(message);
      case ServiceMessages.MSG_COPY -> List.of(plain(copy(message)));
      default -> List.of(message);
    };
  }

  private List<Message> container(Message container) {
    TlReader reader = container.reader();
    reader.skip(4);
    int count = reader.readInt();
    if (count < 0 || count > MAX_MESSAGES || count > reader.remaining() / 16) {
      throw new InvalidContainerException("a container of " + count + " messages");
    }
    List<Message> messages = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Message inner = inflate(inner(reader, container));
      messages.add(plain(constructorId(inner) == ServiceMessages.MSG_COPY ? copy(inner) : inner));
    }
    if (reader.remaining() != 0) {
      throw new InvalidContainerException("a container with something after its messages");
    }
    return messages;
  }

  private Message copy(Message wrapper) {
    TlReader reader = wrapper.reader();
    reader.skip(4);
    Message original = inner(reader, wrapper);
    if (reader.remaining() != 0) {
      throw new InvalidContainerException("a copy with something after its message");
    }
    return inflate(original);
  }

  private static Message inner(TlReader reader, Message wrapper) {
    if (reader.remaining() < 16) {
      throw new InvalidContainerException("a message cut off");
    }
    long msgId = reader.readLong();
    int seqNo = reader.readInt();
    int length = reader.readInt();
    if (length < 4 || length % 4 != 0 || length > reader.remaining()) {
      throw new InvalidContainerException("a message of " + length + " bytes");
    }
    if (msgId >= wrapper.msgId()
        || MsgIds.mark(msgId) == 0 != (MsgIds.mark(wrapper.msgId()) == 0)) {
      throw new InvalidContainerException("a message whose id does not fit its container");
    }
    int from = reader.position();
    reader.skip(length);
    return new Message(msgId, seqNo, reader.array(), from, from + length);
  }

  private Message inflate(Message message) {
    if (constructorId(message) != ServiceMessages.GZIP_PACKED) {
      return message;
    }
    TlReader reader = message.reader();
    reader.skip(4);
    byte[] data = Gzip.unpack(reader.readBytes(), budget);
    reader.expectEnd();
    budget -= data.length;
    return new Message(message.msgId(), message.seqNo(), data, 0, data.length);
  }

  private static Message plain(Message message) {
    return switch (constructorId(message)) {
      case ServiceMessages.MSG_CONTAINER, ServiceMessages.MSG_COPY, ServiceMessages.GZIP_PACKED ->
          throw new InvalidContainerException("a container in a container");
      default -> message;
    };
  }

  private static int constructorId(Message message) {
    return message.reader().peekInt();
  }
}
