package heliograph.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.tl.api.Api;
import heliograph.tl.api.ButtonTypeRequestPhone;
import heliograph.tl.api.ChatTheme;
import heliograph.tl.api.DialogPeer;
import heliograph.tl.api.InlineButtonTypeUrl;
import heliograph.tl.api.InputPeerSelf;
import heliograph.tl.api.InputReplyToMessage;
import heliograph.tl.api.InvokeWithLayer;
import heliograph.tl.api.KeyboardButton;
import heliograph.tl.api.KeyboardButtonRequestPhone;
import heliograph.tl.api.KeyboardButtonRow;
import heliograph.tl.api.KeyboardInlineButton;
import heliograph.tl.api.KeyboardInlineButtonRow;
import heliograph.tl.api.Message;
import heliograph.tl.api.MessageActionGiftCode;
import heliograph.tl.api.MessageActionSetChatTheme;
import heliograph.tl.api.MessageEntityBold;
import heliograph.tl.api.MessageEntityCustomEmoji;
import heliograph.tl.api.MessageMediaPaidMedia;
import heliograph.tl.api.MessageMediaUnsupported;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.ReplyInlineMarkup;
import heliograph.tl.api.ReplyKeyboardMarkup;
import heliograph.tl.api.TypeMessageAction;
import heliograph.tl.api.TypeReplyMarkup;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.UpdateConfig;
import heliograph.tl.api.UpdateSavedDialogPinned;
import heliograph.tl.api.Updates;
import heliograph.tl.api.messages.SendMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `schema/layers.txt` promises to clients of older layers.
class LayerRulesTest {
  @Test
  void readsTheMessageIdOfAnOldReply() {
    TlWriter out = new TlWriter(158);
    out.writeInt(0x1cc20387); // messages.sendMessage of layers 148 to 158
    out.writeInt(1 | 1 << 9);
    InputPeerSelf.INSTANCE.write(out);
    out.writeInt(77);
    out.writeInt(5);
    out.writeString("hello");
    out.writeLong(42);
    SendMessage read = (SendMessage) Api.readMethod(reader(out));
    assertThat(read.message()).isEqualTo("hello");
    assertThat(read.randomId()).isEqualTo(42);
    assertThat(read.replyTo())
        .isEqualTo(InputReplyToMessage.builder().replyToMsgId(77).topMsgId(5).build());
  }

  @Test
  void leavesOutUpdatesAndEntitiesThatTheLayerLacks() {
    Message message =
        message()
            .entities(List.of(new MessageEntityBold(0, 1), new MessageEntityCustomEmoji(1, 2, 3)))
            .build();
    Message inOldest = (Message) Api.readObject(new TlReader(message.toBytes(143), 143));
    assertThat(inOldest.entities()).containsExactly(new MessageEntityBold(0, 1));
    Updates updates =
        new Updates(
            List.of(
                new UpdateSavedDialogPinned(true, new DialogPeer(new PeerUser(1))),
                UpdateConfig.INSTANCE),
            List.of(),
            List.of(),
            1,
            2);
    Updates read = (Updates) TypeUpdates.read(new TlReader(updates.toBytes(167), 167));
    assertThat(read.updates()).containsExactly(UpdateConfig.INSTANCE);
    assertThat(((Updates) TypeUpdates.read(new TlReader(updates.toBytes(179), 179))).updates())
        .hasSize(2);
  }

  @Test
  void standsInForMediaThatTheLayerLacks() {
    Message message = message().media(new MessageMediaPaidMedia(5, List.of())).build();
    assertThat(((Message) Api.readObject(new TlReader(message.toBytes(181), 181))).media())
        .isEqualTo(MessageMediaUnsupported.INSTANCE);
    assertThat(((Message) Api.readObject(new TlReader(message.toBytes(185), 185))).media())
        .isInstanceOf(MessageMediaPaidMedia.class);
  }

  @Test
  void turnsKeyboardsIntoTheFormOfTheLayerAndBack() {
    KeyboardButton phone = new KeyboardButton(null, "Phone", ButtonTypeRequestPhone.INSTANCE);
    TypeReplyMarkup reply =
        ReplyKeyboardMarkup.builder().rows(List.of(new KeyboardButtonRow(List.of(phone)))).build();
    byte[] older = reply.toBytes(198);
    assertThat(TypeReplyMarkup.read(new TlReader(older, 198))).isEqualTo(reply);
    assertThat(indexOf(older, new KeyboardButtonRequestPhone(null, "Phone").toBytes(198)))
        .isPositive();

    KeyboardInlineButton link =
        new KeyboardInlineButton(null, "Link", new InlineButtonTypeUrl("https://example.org"));
    TypeReplyMarkup inline =
        new ReplyInlineMarkup(false, List.of(new KeyboardInlineButtonRow(List.of(link))));
    for (int layer : List.of(143, 198, 228, 229)) {
      assertThat(TypeReplyMarkup.read(new TlReader(inline.toBytes(layer), layer)))
          .isEqualTo(inline);
    }
  }

  @Test
  void writesTextWhereTheThemeWasAText() {
    byte[] bytes = new MessageActionSetChatTheme(new ChatTheme("x")).toBytes(158);
    TlReader reader = new TlReader(bytes, 158);
    reader.readInt();
    assertThat(reader.readString()).isEqualTo("x");
    reader.expectEnd();
  }

  @Test
  void readsAFlagThatMovedByTheLayer() {
    // One id, where `unclaimed` was bit 2 up to layer 198 and is bit 5 since 204.
    TlWriter out = new TlWriter(0);
    out.writeInt(0x56d03994);
    out.writeInt(1 << 2);
    out.writeInt(3);
    out.writeString("slug");
    out.writeString("EUR");
    out.writeLong(100);
    assertThat(((MessageActionGiftCode) TypeMessageAction.read(reader(out, 198))).unclaimed())
        .isTrue();
    assertThat(((MessageActionGiftCode) TypeMessageAction.read(reader(out, 204))).unclaimed())
        .isFalse();
  }

  @Test
  void readsAQueryInTheLayerThatItsWrapperNames() {
    InvokeWithLayer call = new InvokeWithLayer(158, new heliograph.tl.api.help.GetConfig());
    TlReader reader = new TlReader(call.toBytes(Layer.NEWEST), Layer.NEWEST);
    assertThat(Api.readMethod(reader)).isEqualTo(call);
    assertThat(reader.layer()).isEqualTo(Layer.NEWEST);
  }

  @Test
  void saysWhatCannotBeSaidInALayer() {
    assertThatThrownBy(
            () -> new UpdateSavedDialogPinned(true, new DialogPeer(new PeerUser(1))).toBytes(143))
        .isInstanceOf(NotInLayerException.class)
        .hasMessage("updateSavedDialogPinned does not exist in layer 143");
  }

  private static Message.Builder message() {
    return Message.builder().id(1).peerId(new PeerUser(1)).date(1).message("ab");
  }

  private static TlReader reader(TlWriter out) {
    return reader(out, out.layer());
  }

  private static TlReader reader(TlWriter out, int layer) {
    return new TlReader(out.toByteArray(), layer);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
        .indexOf(new String(part, java.nio.charset.StandardCharsets.ISO_8859_1));
  }
}
