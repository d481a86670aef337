package heliograph.tl.layers;

import heliograph.tl.api.MessageExtendedMediaPreview;
import heliograph.tl.api.RecentStory;
import heliograph.tl.api.TypeMessageExtendedMedia;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stories and paid media.
public final class Stories {
  private Stories() {}

  public static @Nullable Integer maxId(@Nullable RecentStory story) {
    return story == null ? null : story.maxId();
  }

  public static @Nullable RecentStory recent(@Nullable Integer maxId) {
    return maxId == null ? null : RecentStory.builder().maxId(maxId).build();
  }

  public static TypeMessageExtendedMedia first(List<TypeMessageExtendedMedia> media) {
    return media.isEmpty() ? MessageExtendedMediaPreview.builder().build() : media.getFirst();
  }
}
