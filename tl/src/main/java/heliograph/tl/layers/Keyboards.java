package heliograph.tl.layers;

import heliograph.tl.TlObject;
import heliograph.tl.api.ButtonTypeDefault;
import heliograph.tl.api.ButtonTypeRequestGeoLocation;
import heliograph.tl.api.ButtonTypeRequestPeer;
import heliograph.tl.api.ButtonTypeRequestPhone;
import heliograph.tl.api.ButtonTypeRequestPoll;
import heliograph.tl.api.ButtonTypeSimpleWebView;
import heliograph.tl.api.InlineButtonTypeBuy;
import heliograph.tl.api.InlineButtonTypeCallback;
import heliograph.tl.api.InlineButtonTypeCopy;
import heliograph.tl.api.InlineButtonTypeDisabled;
import heliograph.tl.api.InlineButtonTypeGame;
import heliograph.tl.api.InlineButtonTypeSwitchInline;
import heliograph.tl.api.InlineButtonTypeUrl;
import heliograph.tl.api.InlineButtonTypeUrlAuth;
import heliograph.tl.api.InlineButtonTypeUserProfile;
import heliograph.tl.api.InlineButtonTypeWebView;
import heliograph.tl.api.InputButtonTypeRequestPeer;
import heliograph.tl.api.InputInlineButtonTypeUrlAuth;
import heliograph.tl.api.InputInlineButtonTypeUserProfile;
import heliograph.tl.api.InputKeyboardButtonRequestPeer;
import heliograph.tl.api.InputKeyboardButtonUrlAuth;
import heliograph.tl.api.InputKeyboardButtonUserProfile;
import heliograph.tl.api.InputUserEmpty;
import heliograph.tl.api.KeyboardButton;
import heliograph.tl.api.KeyboardButtonBuy;
import heliograph.tl.api.KeyboardButtonCallback;
import heliograph.tl.api.KeyboardButtonCopy;
import heliograph.tl.api.KeyboardButtonGame;
import heliograph.tl.api.KeyboardButtonRequestGeoLocation;
import heliograph.tl.api.KeyboardButtonRequestPeer;
import heliograph.tl.api.KeyboardButtonRequestPhone;
import heliograph.tl.api.KeyboardButtonRequestPoll;
import heliograph.tl.api.KeyboardButtonRow;
import heliograph.tl.api.KeyboardButtonSimpleWebView;
import heliograph.tl.api.KeyboardButtonStyle;
import heliograph.tl.api.KeyboardButtonSwitchInline;
import heliograph.tl.api.KeyboardButtonUrl;
import heliograph.tl.api.KeyboardButtonUrlAuth;
import heliograph.tl.api.KeyboardButtonUserProfile;
import heliograph.tl.api.KeyboardButtonWebView;
import heliograph.tl.api.KeyboardInlineButton;
import heliograph.tl.api.KeyboardInlineButtonRow;
import heliograph.tl.api.TypeButtonType;
import heliograph.tl.api.TypeInlineButtonType;
import heliograph.tl.api.TypeInputUser;
import heliograph.tl.api.TypeKeyboardButton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keyboards: up to layer 228 each kind of button is a constructor, since 229 a button has a type.
///
/// Inside the server there are only buttons of the new form; those of the old one live between here and the wire.
public final class Keyboards {
  private static final int REBUILT = 229;

  private Keyboards() {}

  public static TypeButtonType plain() {
    return ButtonTypeDefault.INSTANCE;
  }

  /// Stands in for a button that the layer does not know.
  public static TlObject plainButton(TypeKeyboardButton button, int layer) {
    return new KeyboardButton(null, text(button), ButtonTypeDefault.INSTANCE);
  }

  /// The new form of a reply keyboard's buttons; those of inline keyboards wait for [#inlineRows].
  public static List<TypeKeyboardButton> newest(List<TypeKeyboardButton> buttons) {
    List<TypeKeyboardButton> newest = new ArrayList<>(buttons.size());
    buttons.forEach(button -> newest.add(newest(button)));
    return newest;
  }

  private static TypeKeyboardButton newest(TypeKeyboardButton button) {
    return switch (button) {
      case KeyboardButtonRequestPhone b ->
          button(b.style(), b.text(), ButtonTypeRequestPhone.INSTANCE);
      case KeyboardButtonRequestGeoLocation b ->
          button(b.style(), b.text(), ButtonTypeRequestGeoLocation.INSTANCE);
      case KeyboardButtonRequestPoll b ->
          button(b.style(), b.text(), new ButtonTypeRequestPoll(b.quiz()));
      case KeyboardButtonSimpleWebView b ->
          button(b.style(), b.text(), new ButtonTypeSimpleWebView(b.url()));
      case KeyboardButtonRequestPeer b ->
          button(
              b.style(),
              b.text(),
              new ButtonTypeRequestPeer(b.buttonId(), b.peerType(), b.maxQuantity()));
      case InputKeyboardButtonRequestPeer b ->
          button(
              b.style(),
              b.text(),
              new InputButtonTypeRequestPeer(
                  b.nameRequested(),
                  b.usernameRequested(),
                  b.photoRequested(),
                  b.buttonId(),
                  b.peerType(),
                  b.maxQuantity()));
      default -> button;
    };
  }

  /// The buttons of a row as the layer has them.
  public static List<TypeKeyboardButton> inLayer(List<TypeKeyboardButton> buttons, int layer) {
    if (layer >= REBUILT) {
      return newest(buttons);
    }
    List<TypeKeyboardButton> older = new ArrayList<>(buttons.size());
    buttons.forEach(button -> older.add(button instanceof KeyboardButton b ? older(b) : button));
    return older;
  }

  private static TypeKeyboardButton older(KeyboardButton b) {
    return switch (b.type()) {
      case ButtonTypeDefault _ -> b;
      case ButtonTypeRequestPhone _ -> new KeyboardButtonRequestPhone(b.style(), b.text());
      case ButtonTypeRequestGeoLocation _ ->
          new KeyboardButtonRequestGeoLocation(b.style(), b.text());
      case ButtonTypeRequestPoll type ->
          new KeyboardButtonRequestPoll(b.style(), type.quiz(), b.text());
      case ButtonTypeSimpleWebView type ->
          new KeyboardButtonSimpleWebView(b.style(), b.text(), type.url());
      case ButtonTypeRequestPeer type ->
          new KeyboardButtonRequestPeer(
              b.style(), b.text(), type.buttonId(), type.peerType(), type.maxQuantity());
      case InputButtonTypeRequestPeer type ->
          new InputKeyboardButtonRequestPeer(
              type.nameRequested(),
              type.usernameRequested(),
              type.photoRequested(),
              b.style(),
              b.text(),
              type.buttonId(),
              type.peerType(),
              type.maxQuantity());
    };
  }

  public static List<KeyboardInlineButtonRow> inlineRows(List<KeyboardButtonRow> rows) {
    return rows.stream()
        .map(row ->
            new KeyboardInlineButtonRow(row.buttons().stream().map(Keyboards::inline).toList()))
        .toList();
  }

  private static KeyboardInlineButton inline(TypeKeyboardButton button) {
    return switch (button) {
      case KeyboardButtonUrl b -> inline(b.style(), b.text(), new InlineButtonTypeUrl(b.url()));
      case KeyboardButtonCallback b ->
          inline(b.style(), b.text(), new InlineButtonTypeCallback(b.requiresPassword(), b.data()));
      case KeyboardButtonSwitchInline b ->
          inline(
              b.style(),
              b.text(),
              new InlineButtonTypeSwitchInline(b.samePeer(), b.query(), b.peerTypes()));
      case KeyboardButtonGame b -> inline(b.style(), b.text(), InlineButtonTypeGame.INSTANCE);
      case KeyboardButtonBuy b -> inline(b.style(), b.text(), InlineButtonTypeBuy.INSTANCE);
      case KeyboardButtonUrlAuth b ->
          inline(
              b.style(), b.text(), new InlineButtonTypeUrlAuth(b.fwdText(), b.url(), b.buttonId()));
      case InputKeyboardButtonUrlAuth b ->
          inline(
              b.style(),
              b.text(),
              new InputInlineButtonTypeUrlAuth(
                  b.requestWriteAccess(), b.fwdText(), b.url(), b.bot()));
      case KeyboardButtonUserProfile b ->
          inline(b.style(), b.text(), new InlineButtonTypeUserProfile(b.userId()));
      case InputKeyboardButtonUserProfile b ->
          inline(b.style(), b.text(), new InputInlineButtonTypeUserProfile(b.userId()));
      case KeyboardButtonWebView b ->
          inline(b.style(), b.text(), new InlineButtonTypeWebView(b.url()));
      case KeyboardButtonCopy b ->
          inline(b.style(), b.text(), new InlineButtonTypeCopy(b.copyText()));
      default -> inline(null, text(button), InlineButtonTypeDisabled.INSTANCE);
    };
  }

  public static List<KeyboardButtonRow> olderRows(List<KeyboardInlineButtonRow> rows) {
    return rows.stream()
        .map(row -> new KeyboardButtonRow(row.buttons().stream().map(Keyboards::older).toList()))
        .toList();
  }

  private static TypeKeyboardButton older(KeyboardInlineButton b) {
    return switch (b.type()) {
      case InlineButtonTypeUrl type -> new KeyboardButtonUrl(b.style(), b.text(), type.url());
      case InlineButtonTypeCallback type ->
          new KeyboardButtonCallback(type.requiresPassword(), b.style(), b.text(), type.data());
      case InlineButtonTypeSwitchInline type ->
          new KeyboardButtonSwitchInline(
              type.samePeer(), b.style(), b.text(), type.query(), type.peerTypes());
      case InlineButtonTypeGame _ -> new KeyboardButtonGame(b.style(), b.text());
      case InlineButtonTypeBuy _ -> new KeyboardButtonBuy(b.style(), b.text());
      case InlineButtonTypeUrlAuth type ->
          new KeyboardButtonUrlAuth(
              b.style(), b.text(), type.fwdText(), type.url(), type.buttonId());
      case InputInlineButtonTypeUrlAuth type -> {
        TypeInputUser bot = type.bot();
        yield new InputKeyboardButtonUrlAuth(
            type.requestWriteAccess(),
            b.style(),
            b.text(),
            type.fwdText(),
            type.url(),
            bot == null ? InputUserEmpty.INSTANCE : bot);
      }
      case InlineButtonTypeUserProfile type ->
          new KeyboardButtonUserProfile(b.style(), b.text(), type.userId());
      case InputInlineButtonTypeUserProfile type ->
          new InputKeyboardButtonUserProfile(b.style(), b.text(), type.userId());
      case InlineButtonTypeWebView type ->
          new KeyboardButtonWebView(b.style(), b.text(), type.url());
      case InlineButtonTypeCopy type ->
          new KeyboardButtonCopy(b.style(), b.text(), type.copyText());
      case InlineButtonTypeDisabled _ ->
          new KeyboardButtonCallback(false, b.style(), b.text(), new byte[0]);
    };
  }

  private static KeyboardButton button(
      @Nullable KeyboardButtonStyle style, String text, TypeButtonType type) {
    return new KeyboardButton(style, text, type);
  }

  private static KeyboardInlineButton inline(
      @Nullable KeyboardButtonStyle style, String text, TypeInlineButtonType type) {
    return new KeyboardInlineButton(style, text, type);
  }

  private static String text(TypeKeyboardButton button) {
    return switch (button) {
      case KeyboardButton b -> b.text();
      case KeyboardButtonUrl b -> b.text();
      case KeyboardButtonCallback b -> b.text();
      case KeyboardButtonRequestPhone b -> b.text();
      case KeyboardButtonRequestGeoLocation b -> b.text();
      case KeyboardButtonSwitchInline b -> b.text();
      case KeyboardButtonGame b -> b.text();
      case KeyboardButtonBuy b -> b.text();
      case KeyboardButtonUrlAuth b -> b.text();
      case InputKeyboardButtonUrlAuth b -> b.text();
      case KeyboardButtonRequestPoll b -> b.text();
      case InputKeyboardButtonUserProfile b -> b.text();
      case KeyboardButtonUserProfile b -> b.text();
      case KeyboardButtonWebView b -> b.text();
      case KeyboardButtonSimpleWebView b -> b.text();
      case KeyboardButtonRequestPeer b -> b.text();
      case InputKeyboardButtonRequestPeer b -> b.text();
      case KeyboardButtonCopy b -> b.text();
    };
  }
}
