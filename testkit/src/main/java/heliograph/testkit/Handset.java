package heliograph.testkit;

import heliograph.client.Caller;
import heliograph.client.RpcException;
import heliograph.client.ServerAddress;
import heliograph.mtproto.crypto.MessageSeal;
import heliograph.mtproto.crypto.OldMessageSeal;
import heliograph.mtproto.crypto.Sender;
import heliograph.mtproto.crypto.ServerPublicKey;
import heliograph.mtproto.handshake.ClientKeyExchange;
import heliograph.mtproto.handshake.ClientKeyExchange.Request;
import heliograph.mtproto.handshake.ClientStep;
import heliograph.mtproto.handshake.NewAuthKey;
import heliograph.mtproto.message.Message;
import heliograph.mtproto.message.MsgIdList;
import heliograph.mtproto.message.MsgIds;
import heliograph.mtproto.message.PacketHeader;
import heliograph.mtproto.message.SeqNo;
import heliograph.mtproto.message.ServiceMessages;
import heliograph.mtproto.message.Unpacker;
import heliograph.tl.Bytes;
import heliograph.tl.Gzip;
import heliograph.tl.Layer;
import heliograph.tl.TlMethod;
import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import heliograph.tl.TlWriter;
import heliograph.tl.api.Api;
import heliograph.tl.api.InitConnection;
import heliograph.tl.api.InvokeWithLayer;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.auth.BindTempAuthKey;
import heliograph.tl.mt.BadServerSalt;
import heliograph.tl.mt.BindAuthKeyInner;
import heliograph.tl.mt.HttpWait;
import heliograph.tl.mt.Mt;
import heliograph.tl.mt.NewSessionCreated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A client of the smallest kind: one key, one session, one wire at a time, and nothing done behind the scenes but to
/// acknowledge. A test sees every notice of the server, and may say what an honest client never would.
public final class Handset implements Caller, AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int UNPACKED = 1 << 20;
  private static final int HTTP_WAIT_MILLIS = 25_000;

  /// How much longer than a moment the answer to the first question may take.
  private static final int CLOCK_SECONDS = 5;

  private final NewAuthKey key;
  private final MsgIds msgIds = new MsgIds(InstantSource.system());
  private final SeqNo seqNos = new SeqNo();
  private final long sessionId = RANDOM.nextLong();
  private final Map<Long, TlReader> results = new HashMap<>();
  private final List<TlObject> notices = new ArrayList<>();
  private final List<TypeUpdates> pushed = new ArrayList<>();
  private final MsgIdList owed = new MsgIdList();
  private Wire wire;
  private long salt;
  private boolean introduced;

  /// One that goes on with a key made before.
  public Handset(Wire wire, NewAuthKey key) {
    this.wire = wire;
    this.key = key;
    this.salt = key.salt();
  }

  /// One with a permanent key of its own.
  public static Handset connect(Wire wire, ServerAddress server) {
    return new Handset(wire, makeKey(wire, server.key(), Request.permanent(2)));
  }

  /// Makes a key over a wire to a server with the same clock.
  public static NewAuthKey makeKey(Wire wire, ServerPublicKey server, Request request) {
    ClientKeyExchange exchange =
        new ClientKeyExchange(server, request, RANDOM, InstantSource.system());
    byte[] packet = exchange.start();
    try {
      while (true) {
        wire.send(packet);
        byte[] answer = wire.receive();
        if (answer == null) {
          throw new IllegalStateException("a question without an answer");
        }
        switch (exchange.receive(answer, 0, answer.length)) {
          case ClientStep.Send(byte[] next) -> packet = next;
          case ClientStep.Done(NewAuthKey made, int offset) -> {
            if (Math.abs(offset) > CLOCK_SECONDS) {
              throw new AssertionError("the server's clock is " + offset + " seconds off");
            }
            return made;
          }
          case ClientStep.Failed(ClientStep.Failure why) -> throw new AssertionError(why);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Goes on over another wire, as a client does whose connection is lost.
  public void moveTo(Wire other) {
    wire.close();
    wire = other;
  }

  /// Says everything with another salt from now on.
  public void useSalt(long other) {
    salt = other;
  }

  /// The server's notices so far, such as `bad_server_salt`.
  public <N extends TlObject> List<N> notices(Class<N> type) {
    return notices.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// Calls a method; says it again where the server only wanted another salt.
  @Override
  public <R> R call(TlMethod<R> method) {
    TlMethod<?> query = introduced ? method : introduction(method);
    while (true) {
      long msgId = msgIds.next(MsgIds.CLIENT);
      long sentIn = send(msgId, true, query.toBytes(Layer.NEWEST));
      TlReader answer = answer(msgId, sentIn);
      if (answer != null) {
        introduced = true;
        return method.readResult(answer);
      }
    }
  }

  /// Binds the key, which is a temporary one, to a permanent one; says it again where the server only wanted another salt.
  public boolean bindTo(NewAuthKey permanent) {
    while (true) {
      long msgId = msgIds.next(MsgIds.CLIENT);
      BindTempAuthKey method = binding(permanent, msgId);
      TlReader answer = answer(msgId, send(msgId, true, method.toBytes(Layer.NEWEST)));
      if (answer != null) {
        return method.readResult(answer);
      }
    }
  }

  private BindTempAuthKey binding(NewAuthKey permanent, long msgId) {
    long nonce = RANDOM.nextLong();
    byte[] inner =
        new BindAuthKeyInner(
                nonce, key.key().id(), permanent.key().id(), sessionId, key.expiresAt())
            .toBytes(Layer.NEWEST);
    byte[] plain = new byte[MessageSeal.HEADER + inner.length];
    Bytes.putLong(plain, 0, RANDOM.nextLong());
    Bytes.putLong(plain, 8, RANDOM.nextLong());
    Bytes.putLong(plain, 16, msgId);
    Bytes.putInt(plain, 28, inner.length);
    System.arraycopy(inner, 0, plain, MessageSeal.HEADER, inner.length);
    byte[] sealed = OldMessageSeal.seal(permanent.key(), plain, RANDOM);
    return new BindTempAuthKey(permanent.key().id(), nonce, key.expiresAt(), sealed);
  }

  /// Sends a service message, and returns its id.
  public long serve(TlObject message) {
    long msgId = msgIds.next(MsgIds.CLIENT);
    var _ = send(msgId, false, message.toBytes(ServiceMessages.LAYER));
    return msgId;
  }

  /// Waits for a notice, or finds it among those that came.
  public <N extends TlObject> N awaitNotice(Class<N> type, Predicate<N> wanted) {
    while (true) {
      for (N notice : notices(type)) {
        if (wanted.test(notice)) {
          return notice;
        }
      }
      receive();
    }
  }

  /// Waits for something pushed, or finds it in what came.
  public void awaitPushed(Predicate<TypeUpdates> wanted) {
    while (pushed.stream().noneMatch(wanted)) {
      receive();
    }
  }

  @Override
  public void close() {
    wire.close();
  }

  private static TlMethod<?> introduction(TlMethod<?> call) {
    return new InvokeWithLayer(
        Layer.NEWEST,
        InitConnection.builder()
            .apiId(1)
            .deviceModel("handset")
            .systemVersion("1")
            .appVersion("1")
            .systemLangCode("en")
            .langPack("")
            .langCode("en")
            .query(call)
            .build());
  }

  /// The answer to a request; null if the message that it was sent in was not taken because of its salt.
  private @Nullable TlReader answer(long msgId, long sentIn) {
    while (true) {
      TlReader result = results.remove(msgId);
      if (result == null) {
        if (notices(BadServerSalt.class).stream().anyMatch(bad -> bad.badMsgId() == sentIn)) {
          return null;
        }
        receive();
      } else if (result.peekInt() == ServiceMessages.RPC_ERROR) {
        result.skip(4);
        throw new RpcException(result.readInt(), result.readString());
      } else {
        return result;
      }
    }
  }

  private void receive() {
    try {
      byte[] packet = wire.receive();
      if (packet == null) {
        var _ = serve(new HttpWait(0, 0, HTTP_WAIT_MILLIS));
        return;
      }
      take(packet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(byte[] packet) {
    if (!MessageSeal.open(key.key(), Sender.SERVER, packet, 0, packet.length)) {
      throw new AssertionError("a packet that the server did not seal");
    }
    PacketHeader header = PacketHeader.read(packet, 0);
    if (header.sessionId() != sessionId) {
      throw new AssertionError("a packet of another session");
    }
    for (Message message : Unpacker.unpack(header.message(), UNPACKED)) {
      if (message.contentRelated()) {
        owed.add(message.msgId());
      }
      take(message);
    }
  }

  /// What is to be acknowledged is a result, an update or the news of a session; all else are notices.
  private void take(Message message) {
    TlReader reader = new TlReader(message.data(), message.from(), message.to(), Layer.NEWEST);
    int id = reader.peekInt();
    if (id == ServiceMessages.RPC_RESULT) {
      reader.skip(4);
      results.put(reader.readLong(), unpacked(reader));
    } else if (message.contentRelated() && id != ServiceMessages.NEW_SESSION_CREATED) {
      if (Api.readObject(reader) instanceof TypeUpdates updates) {
        pushed.add(updates);
      }
    } else {
      TlObject notice = Mt.readObject(reader);
      notices.add(notice);
      switch (notice) {
        case BadServerSalt bad -> salt = bad.newServerSalt();
        case NewSessionCreated fresh -> salt = fresh.serverSalt();
        default -> {}
      }
    }
  }

  private static TlReader unpacked(TlReader result) {
    if (result.peekInt() != ServiceMessages.GZIP_PACKED) {
      return result;
    }
    result.skip(4);
    byte[] unpacked = Gzip.unpack(result.readBytes(), UNPACKED);
    return new TlReader(unpacked, Layer.NEWEST);
  }

  /// Sends a message, in a container with the acknowledgements that are owed; returns the id of what the packet holds.
  private long send(long msgId, boolean contentRelated, byte[] body) {
    int seqNo = seqNos.next(contentRelated);
    if (owed.isEmpty()) {
      write(packet(msgId, seqNo, body));
      return msgId;
    }
    byte[] acks = ServiceMessages.withIds(ServiceMessages.MSGS_ACK, owed);
    owed.clear();
    TlWriter container = new TlWriter(ServiceMessages.LAYER);
    container.writeInt(ServiceMessages.MSG_CONTAINER);
    container.writeInt(2);
    writeMessage(container, msgId, seqNo, body);
    writeMessage(container, msgIds.next(MsgIds.CLIENT), seqNos.next(false), acks);
    long containerId = msgIds.next(MsgIds.CLIENT);
    write(packet(containerId, seqNos.next(false), container.toByteArray()));
    return containerId;
  }

  private static void writeMessage(TlWriter container, long msgId, int seqNo, byte[] body) {
    container.writeLong(msgId);
    container.writeInt(seqNo);
    container.writeInt(body.length);
    container.writeRaw(body);
  }

  private void write(byte[] packet) {
    try {
      wire.send(packet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] packet(long msgId, int seqNo, byte[] body) {
    int plain = MessageSeal.HEADER + body.length;
    byte[] packet = new byte[MessageSeal.sealedLength(plain)];
    int at = MessageSeal.OVERHEAD;
    Bytes.putLong(packet, at, salt);
    Bytes.putLong(packet, at + 8, sessionId);
    Bytes.putLong(packet, at + 16, msgId);
    Bytes.putInt(packet, at + 24, seqNo);
    Bytes.putInt(packet, at + 28, body.length);
    System.arraycopy(body, 0, packet, at + MessageSeal.HEADER, body.length);
    MessageSeal.seal(key.key(), Sender.CLIENT, packet, 0, plain, RANDOM);
    return packet;
  }
}
