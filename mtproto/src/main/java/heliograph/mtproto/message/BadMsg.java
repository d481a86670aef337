package heliograph.mtproto.message;

/// Why a message was ignored: the codes of `bad_msg_notification`.
///
/// Reference: mtproto/service_messages_about_messages, "Notice of Ignored Error Message".
public enum BadMsg {
  ID_TOO_LOW(16),
  ID_TOO_HIGH(17),
  ID_MARK(18),
  CONTAINER_ID_REUSED(19),
  TOO_OLD(20),
  SEQ_NO_TOO_LOW(32),
  SEQ_NO_TOO_HIGH(33),
  SEQ_NO_ODD(34),
  SEQ_NO_EVEN(35),
  SALT(48),
  CONTAINER(64);

  public final int code;

  BadMsg(int code) {
    this.code = code;
  }
}
