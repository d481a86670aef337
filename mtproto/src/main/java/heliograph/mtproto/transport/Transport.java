package heliograph.mtproto.transport;

import heliograph.mtproto.crypto.AesCtr;
import heliograph.tl.Bytes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// One end of a connection that speaks MTProto: bytes in, packets out, and the other way round.
///
/// Packets that arrive whole are handed on in the array they arrived in; only one that arrives in pieces is copied, into
/// an array that grows with what has really come, whatever length was announced. Between packets nothing is held.
///
/// A packet to be sent is framed in place, if its array has [#HEAD_ROOM] free bytes before it and [#TAIL_ROOM] after it,
/// or into a new array. Frames must be sent in the order in which they were made.
///
/// Not safe for threads: a connection's reader and writer are the same event loop, or are told apart by the caller's
/// lock ([#feed] and the framing methods share no state, so one thread for each is fine).
public final class Transport {

  /// What framing may put before a packet.
  public static final int HEAD_ROOM = 8;

  /// What framing may put after a packet.
  public static final int TAIL_ROOM = 16;

  /// The longest packet of any transport.
  public static final int MAX_PACKET = 1 << 24;

  /// The first array for a packet that comes in pieces.
  private static final int FIRST_CAPACITY = 512;

  private static final int QUICK_ACK = Integer.MIN_VALUE;
  private static final int FULL_HEAD = 8;
  private static final int CRC = 4;
  private static final int MAX_RANDOM_TAIL = 15;

  /// Length of a sealed packet's unencrypted part, and of an AES block.
  private static final int SEALED_HEAD = 24;

  private static final int BLOCK = 16;
  private static final int UNSEALED_HEAD = 20;

  private static final byte[] NOTHING = {};

  private final Framing framing;
  private final boolean server;
  private final @Nullable AesCtr incoming;
  private final @Nullable AesCtr outgoing;
  private final RandomGenerator padding;

  private int limit = MAX_PACKET;
  private int sequenceIn;
  private int sequenceOut;
  private byte[] pieces = NOTHING;
  private int piecesLength;

  private Transport(
      Framing framing, boolean server, @Nullable Obfuscation obfuscation, RandomGenerator padding) {
    this.framing = framing;
    this.server = server;
    this.padding = padding;
    incoming = obfuscation == null ? null : obfuscation.incoming();
    outgoing = obfuscation == null ? null : obfuscation.outgoing();
  }

  static Transport server(
      Framing framing, @Nullable Obfuscation obfuscation, RandomGenerator padding) {
    return new Transport(framing, true, obfuscation, padding);
  }

  /// A client's transport and the bytes that open the connection, to be sent before any frame.
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way to a socket, never compared
  public record Opened(Transport transport, byte[] opening) {}

  /// Opens a connection in the clear.
  public static Opened openPlain(Framing framing, RandomGenerator padding) {
    byte[] tag = new byte[Integer.BYTES];
    Bytes.putInt(tag, 0, framing.tag);
    return new Opened(
        new Transport(framing, false, null, padding), Arrays.copyOf(tag, framing.openingLength));
  }

  /// Opens an obfuscated connection; full framing cannot be obfuscated. A secret is needed where the server (or a proxy
  /// before it) asks for one; `dc` is the data centre asked for.
  public static Opened openObfuscated(
      Framing framing, @Nullable ProxySecret secret, int dc, SecureRandom random) {
    if (framing == Framing.FULL) {
      throw new IllegalArgumentException("Full framing has no tag to be obfuscated with");
    }
    byte[] opening = new byte[Obfuscation.OPENING];
    Obfuscation obfuscation = Obfuscation.open(opening, framing.tag, dc, secret, random);
    return new Opened(new Transport(framing, false, obfuscation, random), opening);
  }

  public Framing framing() {
    return framing;
  }

  /// How many bytes of an unfinished packet are held in memory.
  public int heldBytes() {
    return pieces.length;
  }

  /// Refuses packets longer than `bytes` from now on; strangers get less than [#MAX_PACKET].
  public void limit(int bytes) {
    limit = Math.min(bytes, MAX_PACKET);
  }

  /// Takes the bytes `[from, to)` that arrived, changing them in place, and hands on every packet that they complete.
  ///
  /// @throws TransportException if they cannot be a part of the stream; the connection must be closed
  public void feed(byte[] data, int from, int to, FrameSink sink) {
    if (incoming != null) {
      incoming.process(data, from, to - from);
    }
    int at = from;
    while (at < to) {
      if (piecesLength > 0) {
        at += addPieces(data, at, to, sink);
        continue;
      }
      int length = frameLength(data, at, to - at);
      if (length == 0 || length > to - at) {
        keep(data, at, to, length);
        return;
      }
      deliver(data, at, length, sink);
      at += length;
    }
  }

  /// Adds to the packet that came in pieces, first until its length is known; returns how many bytes were used.
  private int addPieces(byte[] data, int at, int to, FrameSink sink) {
    int length = frameLength(pieces, 0, piecesLength);
    int wanted = length == 0 ? 1 : length - piecesLength;
    int used = Math.min(wanted, to - at);
    if (piecesLength + used > pieces.length) {
      int grown = Math.max(piecesLength + used, Math.min(length, pieces.length * 2));
      pieces = Arrays.copyOf(pieces, grown);
    }
    System.arraycopy(data, at, pieces, piecesLength, used);
    piecesLength += used;
    if (length > 0
        ? piecesLength == length
        : frameLength(pieces, 0, piecesLength) == piecesLength) {
      byte[] whole = pieces;
      int wholeLength = piecesLength;
      pieces = NOTHING;
      piecesLength = 0;
      deliver(whole, 0, wholeLength, sink);
    }
    return used;
  }

  private void keep(byte[] data, int at, int to, int length) {
    int size = to - at;
    pieces = new byte[Math.max(size, Math.min(length == 0 ? HEAD_ROOM : length, FIRST_CAPACITY))];
    System.arraycopy(data, at, pieces, 0, size);
    piecesLength = size;
  }

  /// The length of the frame that begins at `at`, head and tail included, or 0 if `available` bytes do not say yet.
  private int frameLength(byte[] data, int at, int available) {
    return switch (framing) {
      case ABRIDGED -> abridgedLength(data, at, available);
      case INTERMEDIATE, PADDED -> {
        if (available < Integer.BYTES) {
          yield 0;
        }
        int head = Bytes.getInt(data, at);
        if (!server && head < 0) {
          yield Integer.BYTES;
        }
        yield Integer.BYTES
            + checked(head & ~QUICK_ACK, framing == Framing.PADDED ? MAX_RANDOM_TAIL : 0);
      }
      case FULL -> {
        if (available < Integer.BYTES) {
          yield 0;
        }
        int length = Bytes.getInt(data, at);
        yield FULL_HEAD + CRC + checked(length - FULL_HEAD - CRC, 0);
      }
    };
  }

  private int abridgedLength(byte[] data, int at, int available) {
    int first = data[at] & 0xff;
    if (!server && first >= 0x80) {
      return available < Integer.BYTES ? 0 : Integer.BYTES;
    }
    int words = first & 0x7f;
    if (words < 0x7f) {
      return 1 + checked(words * 4, 0);
    }
    return available < Integer.BYTES
        ? 0
        : Integer.BYTES + checked((Bytes.getInt(data, at) >>> 8) * 4, 0);
  }

  private int checked(int length, int randomTail) {
    if (length < Integer.BYTES
        || length > limit + randomTail
        || (randomTail == 0 && length % 4 != 0)) {
      throw new TransportException("Frame of " + length + " bytes");
    }
    return length;
  }

  /// Hands on the whole frame of `length` bytes at `at`.
  private void deliver(byte[] data, int at, int length, FrameSink sink) {
    int to = at + length;
    switch (framing) {
      case ABRIDGED -> {
        int first = data[at] & 0xff;
        if (!server && first >= 0x80) {
          sink.quickAck(Integer.reverseBytes(Bytes.getInt(data, at)));
        } else {
          hand(data, at + ((first & 0x7f) < 0x7f ? 1 : Integer.BYTES), to, first >= 0x80, sink);
        }
      }
      case INTERMEDIATE, PADDED -> {
        int head = Bytes.getInt(data, at);
        int start = at + Integer.BYTES;
        if (!server && head < 0) {
          sink.quickAck(head);
        } else {
          hand(
              data,
              start,
              framing == Framing.PADDED ? withoutTail(data, start, to) : to,
              head < 0,
              sink);
        }
      }
      case FULL -> {
        CRC32 crc = new CRC32();
        crc.update(data, at, length - CRC);
        if (Bytes.getInt(data, to - CRC) != (int) crc.getValue()) {
          throw new TransportException("Wrong CRC");
        }
        if (Bytes.getInt(data, at + Integer.BYTES) != sequenceIn) {
          throw new TransportException("Wrong sequence number");
        }
        sequenceIn++;
        hand(data, at + FULL_HEAD, to - CRC, false, sink);
      }
    }
  }

  private void hand(byte[] data, int from, int to, boolean quickAck, FrameSink sink) {
    if (!server && to - from == Integer.BYTES) {
      sink.error(Bytes.getInt(data, from));
    } else {
      sink.frame(data, from, to, quickAck);
    }
  }

  /// Where a packet ends that has up to 15 random bytes after it: a sealed one is whole AES blocks behind its head, an
  /// unsealed one says its length itself.
  private static int withoutTail(byte[] data, int from, int to) {
    int size = to - from;
    if (size < UNSEALED_HEAD) {
      return to;
    }
    if (Bytes.getLong(data, from) == 0) {
      int length = Bytes.getInt(data, from + UNSEALED_HEAD - Integer.BYTES);
      boolean fits = length >= 0 && length <= size - UNSEALED_HEAD;
      return fits ? from + UNSEALED_HEAD + length : to;
    }
    return size < SEALED_HEAD ? to : to - (size - SEALED_HEAD) % BLOCK;
  }

  /// Frames the packet in `[from, to)` in place, using the room before and after it.
  public Frame frame(byte[] buffer, int from, int to) {
    return frame(buffer, from, to, false);
  }

  /// Frames a packet in place and asks, if `quickAck`, for a quick acknowledgement, which full framing has not.
  public Frame frame(byte[] buffer, int from, int to, boolean quickAck) {
    int length = to - from;
    if (length < Integer.BYTES
        || length > MAX_PACKET
        || (framing != Framing.PADDED && length % 4 != 0)) {
      throw new IllegalArgumentException("No packet has " + length + " bytes");
    }
    int start = from;
    int end = to;
    switch (framing) {
      case ABRIDGED -> {
        int words = length / 4;
        int flag = quickAck ? 0x80 : 0;
        if (words < 0x7f) {
          start -= 1;
          buffer[start] = (byte) (flag | words);
        } else {
          start -= Integer.BYTES;
          Bytes.putInt(buffer, start, words << 8 | 0x7f | flag);
        }
      }
      case INTERMEDIATE, PADDED -> {
        // A transport error is told by its four bytes, so it is not padded.
        if (framing == Framing.PADDED && length > Integer.BYTES) {
          end = pad(buffer, to);
        }
        start -= Integer.BYTES;
        Bytes.putInt(buffer, start, (end - from) | (quickAck ? QUICK_ACK : 0));
      }
      case FULL -> {
        start -= FULL_HEAD;
        Bytes.putInt(buffer, start, length + FULL_HEAD + CRC);
        Bytes.putInt(buffer, start + Integer.BYTES, sequenceOut++);
        CRC32 crc = new CRC32();
        crc.update(buffer, start, to - start);
        Bytes.putInt(buffer, to, (int) crc.getValue());
        end += CRC;
      }
    }
    return sent(buffer, start, end);
  }

  /// Frames a packet into an array of its own.
  public Frame frame(byte[] packet) {
    byte[] buffer = new byte[HEAD_ROOM + packet.length + TAIL_ROOM];
    System.arraycopy(packet, 0, buffer, HEAD_ROOM, packet.length);
    return frame(buffer, HEAD_ROOM, HEAD_ROOM + packet.length);
  }

  /// The server's refusal: a frame of exactly four bytes, with a code such as -404.
  public Frame error(int code) {
    byte[] packet = new byte[Integer.BYTES];
    Bytes.putInt(packet, 0, code);
    return frame(packet);
  }

  /// The server's quick acknowledgement of the packet that `token` belongs to.
  public Frame quickAck(int token) {
    if (framing == Framing.FULL) {
      throw new IllegalStateException("Full framing has no quick acknowledgements");
    }
    byte[] bytes = new byte[Integer.BYTES];
    int marked = token | QUICK_ACK;
    Bytes.putInt(bytes, 0, framing == Framing.ABRIDGED ? Integer.reverseBytes(marked) : marked);
    return sent(bytes, 0, bytes.length);
  }

  private int pad(byte[] buffer, int from) {
    long random = padding.nextLong();
    int end = from + (int) (random & MAX_RANDOM_TAIL);
    for (int at = from; at < end; at++) {
      random = at - from == 7 ? padding.nextLong() : random >>> 8;
      buffer[at] = (byte) random;
    }
    return end;
  }

  private Frame sent(byte[] buffer, int from, int to) {
    if (outgoing != null) {
      outgoing.process(buffer, from, to - from);
    }
    return new Frame(buffer, from, to);
  }
}
