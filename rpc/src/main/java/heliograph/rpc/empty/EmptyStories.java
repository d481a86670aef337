package heliograph.rpc.empty;

import heliograph.rpc.MethodTable;
import heliograph.tl.api.StoriesStealthMode;
import heliograph.tl.api.Updates;
import heliograph.tl.api.stories.AllStories;
import heliograph.tl.api.stories.GetAllReadPeerStories;
import heliograph.tl.api.stories.GetAllStories;
import heliograph.tl.api.stories.GetPinnedStories;
import heliograph.tl.api.stories.Stories;
import java.time.InstantSource;
import java.util.List;

/// No stories.
///
/// @see <a href="https://core.telegram.org/api/stories">api/stories</a>
final class EmptyStories {
  private EmptyStories() {}

  static void register(MethodTable.Builder table, InstantSource clock) {
    table
        .empty(
            GetAllStories.class,
            _ ->
                AllStories.builder()
                    .state("")
                    .peerStories(List.of())
                    .chats(List.of())
                    .users(List.of())
                    .stealthMode(new StoriesStealthMode(null, null))
                    .build())
        .empty(
            GetAllReadPeerStories.class,
            _ ->
                new Updates(
                    List.of(), List.of(), List.of(), (int) clock.instant().getEpochSecond(), 0))
        .empty(
            GetPinnedStories.class,
            _ -> Stories.builder().stories(List.of()).chats(List.of()).users(List.of()).build());
  }
}
