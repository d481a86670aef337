package heliograph.tl.layers;

import heliograph.tl.NotInLayerException;
import heliograph.tl.TlObject;
import heliograph.tl.api.EmojiStatusCollectible;
import heliograph.tl.api.EmojiStatusEmpty;
import heliograph.tl.api.InputStickerSetEmpty;
import heliograph.tl.api.MessageActionEmpty;
import heliograph.tl.api.MessageMediaUnsupported;
import heliograph.tl.api.MessageReplyHeader;
import heliograph.tl.api.PageBlockUnsupported;
import heliograph.tl.api.PeerColor;
import heliograph.tl.api.PhoneCallDiscardReasonHangup;
import heliograph.tl.api.ReactionEmpty;
import heliograph.tl.api.SendMessageTypingAction;
import heliograph.tl.api.TextEmpty;
import heliograph.tl.api.auth.CodeTypeSms;
import heliograph.tl.api.auth.SentCodeTypeApp;

/// What is written for a constructor that the client's layer lacks: the layer's own word for "something else".
public final class StandIns {
  private static final int CODE_LENGTH = 5;

  private StandIns() {}

  public static TlObject media(TlObject value, int layer) {
    return MessageMediaUnsupported.INSTANCE;
  }

  public static TlObject action(TlObject value, int layer) {
    return MessageActionEmpty.INSTANCE;
  }

  public static TlObject replyHeader(TlObject value, int layer) {
    return MessageReplyHeader.builder().replyToMsgId(0).build();
  }

  public static TlObject sendingAction(TlObject value, int layer) {
    return SendMessageTypingAction.INSTANCE;
  }

  /// Layer 143 has no reactions of this kind at all: there what carries one is left out.
  public static TlObject reaction(TlObject value, int layer) {
    return otherwise(value, ReactionEmpty.INSTANCE, layer);
  }

  public static TlObject emojiStatus(TlObject value, int layer) {
    return value instanceof EmojiStatusCollectible gift && layer >= 150
        ? heliograph.tl.api.EmojiStatus.builder().documentId(gift.documentId()).build()
        : otherwise(value, EmojiStatusEmpty.INSTANCE, layer);
  }

  public static TlObject sentCodeType(TlObject value, int layer) {
    return new SentCodeTypeApp(CODE_LENGTH);
  }

  public static TlObject codeType(TlObject value, int layer) {
    return CodeTypeSms.INSTANCE;
  }

  public static TlObject discardReason(TlObject value, int layer) {
    return PhoneCallDiscardReasonHangup.INSTANCE;
  }

  public static TlObject richText(TlObject value, int layer) {
    return TextEmpty.INSTANCE;
  }

  public static TlObject pageBlock(TlObject value, int layer) {
    return PageBlockUnsupported.INSTANCE;
  }

  public static TlObject stickerSet(TlObject value, int layer) {
    return InputStickerSetEmpty.INSTANCE;
  }

  public static TlObject peerColor(TlObject value, int layer) {
    return otherwise(value, PeerColor.builder().build(), layer);
  }

  private static TlObject otherwise(TlObject value, TlObject standIn, int layer) {
    if (value.constructorId() == standIn.constructorId()) {
      throw new NotInLayerException(value.tlName(), layer);
    }
    return standIn;
  }
}
