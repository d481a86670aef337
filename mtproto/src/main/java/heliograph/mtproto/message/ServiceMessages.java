package heliograph.mtproto.message;

import heliograph.tl.TlReader;
import heliograph.tl.TlWriter;

/// The service messages of MTProto: their ids, and how each end writes them.
///
/// They are read and written by hand: they are few, never change with the layer, and every packet has some.
/// References: mtproto/service_messages, mtproto/service_messages_about_messages.
public final class ServiceMessages {

  /// Service messages are the same in every layer.
  public static final int LAYER = 0;

  /// The most ids in one acknowledgement, request for states or for re-sending.
  public static final int MAX_IDS = 8192;

  public static final int MSG_CONTAINER = 0x73f1f8dc;
  public static final int MSG_COPY = 0xe06046b2;
  public static final int GZIP_PACKED = 0x3072cfa1;
  public static final int RPC_RESULT = 0xf35c6d01;
  public static final int RPC_ERROR = 0x2144ca19;
  public static final int RPC_DROP_ANSWER = 0x58e4a740;
  public static final int RPC_ANSWER_UNKNOWN = 0x5e2ad36e;
  public static final int RPC_ANSWER_DROPPED_RUNNING = 0xcd78e586;
  public static final int RPC_ANSWER_DROPPED = 0xa43ad8b7;
  public static final int GET_FUTURE_SALTS = 0xb921bd04;
  public static final int FUTURE_SALTS = 0xae500895;
  public static final int PING = 0x7abe77ec;
  public static final int PING_DELAY_DISCONNECT = 0xf3427b8c;
  public static final int PONG = 0x347773c5;
  public static final int DESTROY_SESSION = 0xe7512126;
  public static final int DESTROY_SESSION_OK = 0xe22045fc;
  public static final int DESTROY_SESSION_NONE = 0x62d350c9;
  public static final int NEW_SESSION_CREATED = 0x9ec20908;
  public static final int MSGS_ACK = 0x62d6b459;
  public static final int BAD_MSG_NOTIFICATION = 0xa7eff811;
  public static final int BAD_SERVER_SALT = 0xedab447b;
  public static final int MSGS_STATE_REQ = 0xda69fb52;
  public static final int MSGS_STATE_INFO = 0x04deb57d;
  public static final int MSGS_ALL_INFO = 0x8cc0d131;
  public static final int MSG_DETAILED_INFO = 0x276d3ec6;
  public static final int MSG_NEW_DETAILED_INFO = 0x809db6df;
  public static final int MSG_RESEND_REQ = 0x7d861a08;
  public static final int MSG_RESEND_ANS_REQ = 0x8610baeb;
  public static final int HTTP_WAIT = 0x9299359f;
  public static final int DESTROY_AUTH_KEY = 0xd1435160;
  public static final int DESTROY_AUTH_KEY_OK = 0xf660e1d4;
  public static final int DESTROY_AUTH_KEY_NONE = 0x0a9f2259;

  private ServiceMessages() {}

  private static TlWriter begin(int id, int bytes) {
    TlWriter writer = new TlWriter(LAYER, bytes);
    writer.writeInt(id);
    return writer;
  }

  /// A service message that is nothing but its id.
  public static byte[] bare(int id) {
    return begin(id, 4).toByteArray();
  }

  /// A service message of one number: `ping`, `destroy_session_ok`, `rpc_drop_answer` ...
  public static byte[] withLong(int id, long value) {
    TlWriter writer = begin(id, 12);
    writer.writeLong(value);
    return writer.toByteArray();
  }

  public static byte[] pingDelayDisconnect(long pingId, int delaySeconds) {
    TlWriter writer = begin(PING_DELAY_DISCONNECT, 16);
    writer.writeLong(pingId);
    writer.writeInt(delaySeconds);
    return writer.toByteArray();
  }

  public static byte[] pong(long msgId, long pingId) {
    TlWriter writer = begin(PONG, 20);
    writer.writeLong(msgId);
    writer.writeLong(pingId);
    return writer.toByteArray();
  }

  public static byte[] rpcError(int code, String message) {
    TlWriter writer = begin(RPC_ERROR, 64);
    writer.writeInt(code);
    writer.writeString(message);
    return writer.toByteArray();
  }

  public static byte[] rpcAnswerDropped(long msgId, int seqNo, int bytes) {
    TlWriter writer = begin(RPC_ANSWER_DROPPED, 20);
    writer.writeLong(msgId);
    writer.writeInt(seqNo);
    writer.writeInt(bytes);
    return writer.toByteArray();
  }

  public static byte[] newSessionCreated(long firstMsgId, long uniqueId, long serverSalt) {
    TlWriter writer = begin(NEW_SESSION_CREATED, 28);
    writer.writeLong(firstMsgId);
    writer.writeLong(uniqueId);
    writer.writeLong(serverSalt);
    return writer.toByteArray();
  }

  public static byte[] badMsgNotification(long badMsgId, int badSeqNo, BadMsg error) {
    TlWriter writer = begin(BAD_MSG_NOTIFICATION, 20);
    writer.writeLong(badMsgId);
    writer.writeInt(badSeqNo);
    writer.writeInt(error.code);
    return writer.toByteArray();
  }

  public static byte[] badServerSalt(long badMsgId, int badSeqNo, long newSalt) {
    TlWriter writer = begin(BAD_SERVER_SALT, 28);
    writer.writeLong(badMsgId);
    writer.writeInt(badSeqNo);
    writer.writeInt(BadMsg.SALT.code);
    writer.writeLong(newSalt);
    return writer.toByteArray();
  }

  public static byte[] msgsStateInfo(long reqMsgId, byte[] info) {
    TlWriter writer = begin(MSGS_STATE_INFO, 16 + info.length);
    writer.writeLong(reqMsgId);
    writer.writeBytes(info);
    return writer.toByteArray();
  }

  /// A message about a list of ids: `msgs_ack`, `msgs_state_req`, `msg_resend_req`.
  public static byte[] withIds(int id, MsgIdList msgIds) {
    int count = Math.min(msgIds.size(), MAX_IDS);
    TlWriter writer = begin(id, 12 + 8 * count);
    writer.writeVector(count);
    for (int i = 0; i < count; i++) {
      writer.writeLong(msgIds.get(i));
    }
    return writer.toByteArray();
  }

  /// `rpc_result` or another answer packed into `gzip_packed`.
  public static byte[] gzipPacked(byte[] packed) {
    TlWriter writer = begin(GZIP_PACKED, 12 + packed.length);
    writer.writeBytes(packed);
    return writer.toByteArray();
  }

  /// Reads the ids of a message such as `msgs_ack`, after its own id.
  public static long[] readIds(TlReader reader) {
    int count = reader.readVector(8);
    if (count > MAX_IDS) {
      throw new InvalidContainerException(count + " ids in one message");
    }
    long[] ids = new long[count];
    for (int i = 0; i < count; i++) {
      ids[i] = reader.readLong();
    }
    return ids;
  }
}
