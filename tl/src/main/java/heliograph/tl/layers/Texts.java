package heliograph.tl.layers;

import heliograph.tl.api.TextWithEntities;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Texts that became texts with entities.
public final class Texts {
  private Texts() {}

  public static TextWithEntities plain(String text) {
    return new TextWithEntities(text, List.of());
  }

  public static String text(TextWithEntities text) {
    return text.text();
  }

  public static @Nullable List<TextWithEntities> plainList(@Nullable String text) {
    return text == null ? null : List.of(plain(text));
  }
}
