package heliograph.rpc.empty;

import heliograph.rpc.MethodTable;
import heliograph.tl.api.AttachMenuBots;
import heliograph.tl.api.DefaultHistoryTTL;
import heliograph.tl.api.DialogFilterDefault;
import heliograph.tl.api.EmojiKeywordsDifference;
import heliograph.tl.api.MessageMediaEmpty;
import heliograph.tl.api.messages.AllStickers;
import heliograph.tl.api.messages.ArchivedStickers;
import heliograph.tl.api.messages.AvailableEffects;
import heliograph.tl.api.messages.AvailableReactions;
import heliograph.tl.api.messages.Chats;
import heliograph.tl.api.messages.DialogFilters;
import heliograph.tl.api.messages.EmojiGroups;
import heliograph.tl.api.messages.FavedStickers;
import heliograph.tl.api.messages.FeaturedStickers;
import heliograph.tl.api.messages.GetAllStickers;
import heliograph.tl.api.messages.GetArchivedStickers;
import heliograph.tl.api.messages.GetAttachMenuBots;
import heliograph.tl.api.messages.GetAvailableEffects;
import heliograph.tl.api.messages.GetAvailableReactions;
import heliograph.tl.api.messages.GetCommonChats;
import heliograph.tl.api.messages.GetDefaultHistoryTTL;
import heliograph.tl.api.messages.GetDefaultTagReactions;
import heliograph.tl.api.messages.GetDialogFilters;
import heliograph.tl.api.messages.GetEmojiGroups;
import heliograph.tl.api.messages.GetEmojiKeywords;
import heliograph.tl.api.messages.GetEmojiKeywordsDifference;
import heliograph.tl.api.messages.GetEmojiKeywordsLanguages;
import heliograph.tl.api.messages.GetEmojiProfilePhotoGroups;
import heliograph.tl.api.messages.GetEmojiStatusGroups;
import heliograph.tl.api.messages.GetEmojiStickerGroups;
import heliograph.tl.api.messages.GetEmojiStickers;
import heliograph.tl.api.messages.GetFavedStickers;
import heliograph.tl.api.messages.GetFeaturedEmojiStickers;
import heliograph.tl.api.messages.GetFeaturedStickers;
import heliograph.tl.api.messages.GetMaskStickers;
import heliograph.tl.api.messages.GetMessagesViews;
import heliograph.tl.api.messages.GetOldFeaturedStickers;
import heliograph.tl.api.messages.GetPinnedSavedDialogs;
import heliograph.tl.api.messages.GetQuickReplies;
import heliograph.tl.api.messages.GetRecentReactions;
import heliograph.tl.api.messages.GetRecentStickers;
import heliograph.tl.api.messages.GetSavedGifs;
import heliograph.tl.api.messages.GetSavedReactionTags;
import heliograph.tl.api.messages.GetScheduledHistory;
import heliograph.tl.api.messages.GetSponsoredMessages;
import heliograph.tl.api.messages.GetStickers;
import heliograph.tl.api.messages.GetSuggestedDialogFilters;
import heliograph.tl.api.messages.GetTopReactions;
import heliograph.tl.api.messages.GetWebPagePreview;
import heliograph.tl.api.messages.MessageViews;
import heliograph.tl.api.messages.Messages;
import heliograph.tl.api.messages.QuickReplies;
import heliograph.tl.api.messages.Reactions;
import heliograph.tl.api.messages.RecentStickers;
import heliograph.tl.api.messages.SavedDialogs;
import heliograph.tl.api.messages.SavedGifs;
import heliograph.tl.api.messages.SavedReactionTags;
import heliograph.tl.api.messages.SponsoredMessagesEmpty;
import heliograph.tl.api.messages.Stickers;
import heliograph.tl.api.messages.WebPagePreview;
import java.util.List;

/// No stickers, reactions, effects, folders, bots in the menu, groups or advertisements.
///
/// @see <a href="https://core.telegram.org/methods">methods</a>
final class EmptyMessages {
  /// Messages that one call asks for.
  private static final int MAX_VIEWS = 100;

  private EmptyMessages() {}

  static void register(MethodTable.Builder table) {
    stickers(table);
    reactions(table);
    emoji(table);
    chats(table);
  }

  private static void stickers(MethodTable.Builder table) {
    table
        .empty(GetAllStickers.class, _ -> new AllStickers(0, List.of()))
        .empty(GetMaskStickers.class, _ -> new AllStickers(0, List.of()))
        .empty(GetEmojiStickers.class, _ -> new AllStickers(0, List.of()))
        .empty(GetFeaturedStickers.class, _ -> featured())
        .empty(GetFeaturedEmojiStickers.class, _ -> featured())
        .empty(GetOldFeaturedStickers.class, _ -> featured())
        .empty(GetRecentStickers.class, _ -> new RecentStickers(0, List.of(), List.of(), List.of()))
        .empty(GetFavedStickers.class, _ -> new FavedStickers(0, List.of(), List.of()))
        .empty(GetArchivedStickers.class, _ -> new ArchivedStickers(0, List.of()))
        .empty(GetStickers.class, _ -> new Stickers(0, List.of()))
        .empty(GetSavedGifs.class, _ -> new SavedGifs(0, List.of()));
  }

  private static FeaturedStickers featured() {
    return new FeaturedStickers(false, 0, 0, List.of(), List.of());
  }

  private static void reactions(MethodTable.Builder table) {
    table
        .empty(GetAvailableReactions.class, _ -> new AvailableReactions(0, List.of()))
        .empty(GetAvailableEffects.class, _ -> new AvailableEffects(0, List.of(), List.of()))
        .empty(GetTopReactions.class, _ -> new Reactions(0, List.of()))
        .empty(GetRecentReactions.class, _ -> new Reactions(0, List.of()))
        .empty(GetDefaultTagReactions.class, _ -> new Reactions(0, List.of()))
        .empty(GetSavedReactionTags.class, _ -> new SavedReactionTags(List.of(), 0));
  }

  private static void emoji(MethodTable.Builder table) {
    table
        .empty(
            GetEmojiKeywords.class,
            asked -> new EmojiKeywordsDifference(asked.langCode(), 0, 0, List.of()))
        .empty(
            GetEmojiKeywordsDifference.class,
            asked ->
                new EmojiKeywordsDifference(
                    asked.langCode(), asked.fromVersion(), asked.fromVersion(), List.of()))
        .empty(GetEmojiKeywordsLanguages.class, _ -> List.of())
        .empty(GetEmojiGroups.class, _ -> new EmojiGroups(0, List.of()))
        .empty(GetEmojiStatusGroups.class, _ -> new EmojiGroups(0, List.of()))
        .empty(GetEmojiStickerGroups.class, _ -> new EmojiGroups(0, List.of()))
        .empty(GetEmojiProfilePhotoGroups.class, _ -> new EmojiGroups(0, List.of()));
  }

  private static void chats(MethodTable.Builder table) {
    table
        // "All chats" is a folder too, without which TDLib complains.
        .empty(
            GetDialogFilters.class,
            _ -> new DialogFilters(false, List.of(new DialogFilterDefault())))
        .empty(GetSuggestedDialogFilters.class, _ -> List.of())
        .empty(GetAttachMenuBots.class, _ -> new AttachMenuBots(0, List.of(), List.of()))
        .empty(
            GetQuickReplies.class,
            _ -> new QuickReplies(List.of(), List.of(), List.of(), List.of()))
        .empty(
            GetPinnedSavedDialogs.class,
            _ -> new SavedDialogs(List.of(), List.of(), List.of(), List.of()))
        .empty(GetCommonChats.class, _ -> new Chats(List.of()))
        .empty(GetSponsoredMessages.class, _ -> new SponsoredMessagesEmpty())
        // Nobody counts who looks at a message of a private chat.
        .empty(
            GetMessagesViews.class,
            asked ->
                new MessageViews(
                    asked.id().stream()
                        .limit(MAX_VIEWS)
                        .map(_ -> heliograph.tl.api.MessageViews.builder().build())
                        .toList(),
                    List.of(),
                    List.of()))
        .empty(GetDefaultHistoryTTL.class, _ -> new DefaultHistoryTTL(0))
        .empty(
            GetScheduledHistory.class,
            _ -> new Messages(List.of(), List.of(), List.of(), List.of()))
        .empty(
            GetWebPagePreview.class,
            _ -> new WebPagePreview(new MessageMediaEmpty(), List.of(), List.of()));
  }
}
