package heliograph.rpc.empty;

import heliograph.rpc.MethodTable;
import heliograph.tl.api.EmojiList;
import heliograph.tl.api.NotificationSoundDefault;
import heliograph.tl.api.ReactionsNotifySettings;
import heliograph.tl.api.StarsAmount;
import heliograph.tl.api.account.BusinessChatLinks;
import heliograph.tl.api.account.ChatThemes;
import heliograph.tl.api.account.ConnectedBots;
import heliograph.tl.api.account.EmojiStatuses;
import heliograph.tl.api.account.GetBusinessChatLinks;
import heliograph.tl.api.account.GetChannelDefaultEmojiStatuses;
import heliograph.tl.api.account.GetChannelRestrictedStatusEmojis;
import heliograph.tl.api.account.GetChatThemes;
import heliograph.tl.api.account.GetCollectibleEmojiStatuses;
import heliograph.tl.api.account.GetConnectedBots;
import heliograph.tl.api.account.GetDefaultBackgroundEmojis;
import heliograph.tl.api.account.GetDefaultEmojiStatuses;
import heliograph.tl.api.account.GetDefaultGroupPhotoEmojis;
import heliograph.tl.api.account.GetDefaultProfilePhotoEmojis;
import heliograph.tl.api.account.GetPasskeys;
import heliograph.tl.api.account.GetReactionsNotifySettings;
import heliograph.tl.api.account.GetRecentEmojiStatuses;
import heliograph.tl.api.account.GetSavedRingtones;
import heliograph.tl.api.account.GetThemes;
import heliograph.tl.api.account.GetUniqueGiftChatThemes;
import heliograph.tl.api.account.GetWallPapers;
import heliograph.tl.api.account.GetWebAuthorizations;
import heliograph.tl.api.account.Passkeys;
import heliograph.tl.api.account.SavedRingtones;
import heliograph.tl.api.account.Themes;
import heliograph.tl.api.account.WallPapers;
import heliograph.tl.api.account.WebAuthorizations;
import heliograph.tl.api.contacts.GetSaved;
import heliograph.tl.api.contacts.GetTopPeers;
import heliograph.tl.api.contacts.TopPeersDisabled;
import heliograph.tl.api.help.GetPeerColors;
import heliograph.tl.api.help.GetPeerProfileColors;
import heliograph.tl.api.help.GetRecentMeUrls;
import heliograph.tl.api.help.GetTimezonesList;
import heliograph.tl.api.help.PeerColors;
import heliograph.tl.api.help.RecentMeUrls;
import heliograph.tl.api.help.TimezonesList;
import heliograph.tl.api.payments.GetStarGiftActiveAuctions;
import heliograph.tl.api.payments.GetStarsStatus;
import heliograph.tl.api.payments.StarGiftActiveAuctions;
import heliograph.tl.api.payments.StarsStatus;
import heliograph.tl.api.photos.GetUserPhotos;
import heliograph.tl.api.photos.Photos;
import java.util.List;

/// No themes, wallpapers, sounds, bots, websites, passkeys, photos, stories, stars or top peers.
///
/// @see <a href="https://core.telegram.org/methods">methods</a>
final class EmptyAccounts {
  private EmptyAccounts() {}

  static void register(MethodTable.Builder table) {
    looks(table);
    account(table);
    others(table);
  }

  private static void looks(MethodTable.Builder table) {
    table
        .empty(GetThemes.class, _ -> new Themes(0, List.of()))
        .empty(GetChatThemes.class, _ -> new Themes(0, List.of()))
        .empty(
            GetUniqueGiftChatThemes.class,
            _ -> new ChatThemes(0, List.of(), List.of(), List.of(), null))
        .empty(GetWallPapers.class, _ -> new WallPapers(0, List.of()))
        .empty(GetSavedRingtones.class, _ -> new SavedRingtones(0, List.of()))
        .empty(GetDefaultEmojiStatuses.class, _ -> statuses())
        .empty(GetRecentEmojiStatuses.class, _ -> statuses())
        .empty(GetChannelDefaultEmojiStatuses.class, _ -> statuses())
        .empty(GetCollectibleEmojiStatuses.class, _ -> statuses())
        .empty(GetDefaultBackgroundEmojis.class, _ -> emoji())
        .empty(GetDefaultProfilePhotoEmojis.class, _ -> emoji())
        .empty(GetDefaultGroupPhotoEmojis.class, _ -> emoji())
        .empty(GetChannelRestrictedStatusEmojis.class, _ -> emoji())
        .empty(GetPeerColors.class, _ -> new PeerColors(0, List.of()))
        .empty(GetPeerProfileColors.class, _ -> new PeerColors(0, List.of()));
  }

  private static void account(MethodTable.Builder table) {
    table
        .empty(GetWebAuthorizations.class, _ -> new WebAuthorizations(List.of(), List.of()))
        .empty(GetConnectedBots.class, _ -> new ConnectedBots(List.of(), List.of()))
        .empty(
            GetBusinessChatLinks.class, _ -> new BusinessChatLinks(List.of(), List.of(), List.of()))
        .empty(GetPasskeys.class, _ -> new Passkeys(List.of()))
        .empty(
            GetReactionsNotifySettings.class,
            _ ->
                ReactionsNotifySettings.builder()
                    .sound(new NotificationSoundDefault())
                    .showPreviews(true)
                    .build())
        .empty(GetTopPeers.class, _ -> new TopPeersDisabled())
        .empty(GetSaved.class, _ -> List.of());
  }

  private static void others(MethodTable.Builder table) {
    table
        .empty(GetTimezonesList.class, _ -> new TimezonesList(List.of(), 0))
        .empty(GetRecentMeUrls.class, _ -> new RecentMeUrls(List.of(), List.of(), List.of()))
        .empty(GetUserPhotos.class, _ -> new Photos(List.of(), List.of()))
        .empty(
            GetStarsStatus.class,
            _ ->
                StarsStatus.builder()
                    .balance(new StarsAmount(0, 0))
                    .chats(List.of())
                    .users(List.of())
                    .build())
        .empty(
            GetStarGiftActiveAuctions.class,
            _ -> new StarGiftActiveAuctions(List.of(), List.of(), List.of()));
  }

  private static EmojiStatuses statuses() {
    return new EmojiStatuses(0, List.of());
  }

  private static EmojiList emoji() {
    return new EmojiList(0, List.of());
  }
}
