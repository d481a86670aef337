package heliograph.tl.layers;

import heliograph.tl.api.PeerColor;
import heliograph.tl.api.TypePeerColor;
import org.jspecify.annotations.Nullable;

/// The colour of a name: two fields of the method up to layer 204.
public final class Colors {
  private Colors() {}

  public static @Nullable TypePeerColor of(
      @Nullable Integer color, @Nullable Long backgroundEmojiId) {
    return color == null && backgroundEmojiId == null
        ? null
        : new PeerColor(color, backgroundEmojiId);
  }
}
