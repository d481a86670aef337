package heliograph.tl.layers;

import heliograph.tl.api.ChatReactionsNone;
import heliograph.tl.api.ChatReactionsSome;
import heliograph.tl.api.ReactionEmoji;
import heliograph.tl.api.ReactionEmpty;
import heliograph.tl.api.TypeChatReactions;
import heliograph.tl.api.TypeReaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reactions: the emoji itself in layer 143.
public final class Reactions {
  private Reactions() {}

  public static TypeReaction of(String emoji) {
    return emoji.isEmpty() ? ReactionEmpty.INSTANCE : new ReactionEmoji(emoji);
  }

  public static @Nullable TypeReaction ofNullable(@Nullable String emoji) {
    return emoji == null ? null : of(emoji);
  }

  /// The list of what was one, where none and the empty one both take the reaction back.
  public static @Nullable List<TypeReaction> listOf(@Nullable String emoji) {
    if (emoji == null) {
      return null;
    }
    return emoji.isEmpty() ? List.of() : List.of(of(emoji));
  }

  public static TypeChatReactions some(List<String> emoji) {
    if (emoji.isEmpty()) {
      return ChatReactionsNone.INSTANCE;
    }
    return new ChatReactionsSome(emoji.stream().map(Reactions::of).toList());
  }

  /// The emoji of a reaction; a custom one has none.
  public static String emoji(TypeReaction reaction) {
    return reaction instanceof ReactionEmoji emoji ? emoji.emoticon() : "";
  }

  public static @Nullable List<String> emojiList(@Nullable TypeChatReactions reactions) {
    return reactions == null ? null : requiredEmojiList(reactions);
  }

  public static List<String> requiredEmojiList(TypeChatReactions reactions) {
    List<String> list = new ArrayList<>();
    if (reactions instanceof ChatReactionsSome some) {
      for (TypeReaction reaction : some.reactions()) {
        if (reaction instanceof ReactionEmoji emoji) {
          list.add(emoji.emoticon());
        }
      }
    }
    return list;
  }
}
