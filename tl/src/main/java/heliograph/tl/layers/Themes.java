package heliograph.tl.layers;

import heliograph.tl.api.ChatTheme;
import heliograph.tl.api.InputChatTheme;
import heliograph.tl.api.InputChatThemeEmpty;
import heliograph.tl.api.TypeChatTheme;
import heliograph.tl.api.TypeInputChatTheme;
import org.jspecify.annotations.Nullable;

/// Chat themes: the emoji itself up to layer 204.
public final class Themes {
  private Themes() {}

  public static TypeInputChatTheme of(String emoticon) {
    return emoticon.isEmpty() ? InputChatThemeEmpty.INSTANCE : new InputChatTheme(emoticon);
  }

  public static String emoticon(TypeChatTheme theme) {
    return theme instanceof ChatTheme plain ? plain.emoticon() : "";
  }

  public static @Nullable String emoticonOrNull(@Nullable TypeChatTheme theme) {
    return theme instanceof ChatTheme plain ? plain.emoticon() : null;
  }
}
