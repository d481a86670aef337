package heliograph.rpc.account;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.account.PrivacyKey;
import heliograph.core.account.PrivacyRules;
import heliograph.core.account.PrivacyRules.Kind;
import heliograph.tl.api.InputPrivacyKeyAbout;
import heliograph.tl.api.InputPrivacyKeyAddedByPhone;
import heliograph.tl.api.InputPrivacyKeyBirthday;
import heliograph.tl.api.InputPrivacyKeyChatInvite;
import heliograph.tl.api.InputPrivacyKeyForwards;
import heliograph.tl.api.InputPrivacyKeyNoPaidMessages;
import heliograph.tl.api.InputPrivacyKeyPhoneCall;
import heliograph.tl.api.InputPrivacyKeyPhoneNumber;
import heliograph.tl.api.InputPrivacyKeyPhoneP2P;
import heliograph.tl.api.InputPrivacyKeyProfilePhoto;
import heliograph.tl.api.InputPrivacyKeySavedMusic;
import heliograph.tl.api.InputPrivacyKeyStarGiftsAutoSave;
import heliograph.tl.api.InputPrivacyKeyStatusTimestamp;
import heliograph.tl.api.InputPrivacyKeyVoiceMessages;
import heliograph.tl.api.InputPrivacyValueAllowAll;
import heliograph.tl.api.InputPrivacyValueAllowBots;
import heliograph.tl.api.InputPrivacyValueAllowChatParticipants;
import heliograph.tl.api.InputPrivacyValueAllowCloseFriends;
import heliograph.tl.api.InputPrivacyValueAllowContacts;
import heliograph.tl.api.InputPrivacyValueAllowPremium;
import heliograph.tl.api.InputPrivacyValueAllowUsers;
import heliograph.tl.api.InputPrivacyValueDisallowAll;
import heliograph.tl.api.InputPrivacyValueDisallowBots;
import heliograph.tl.api.InputPrivacyValueDisallowChatParticipants;
import heliograph.tl.api.InputPrivacyValueDisallowContacts;
import heliograph.tl.api.InputPrivacyValueDisallowUsers;
import heliograph.tl.api.PrivacyKeyAbout;
import heliograph.tl.api.PrivacyKeyAddedByPhone;
import heliograph.tl.api.PrivacyKeyBirthday;
import heliograph.tl.api.PrivacyKeyChatInvite;
import heliograph.tl.api.PrivacyKeyForwards;
import heliograph.tl.api.PrivacyKeyNoPaidMessages;
import heliograph.tl.api.PrivacyKeyPhoneCall;
import heliograph.tl.api.PrivacyKeyPhoneNumber;
import heliograph.tl.api.PrivacyKeyPhoneP2P;
import heliograph.tl.api.PrivacyKeyProfilePhoto;
import heliograph.tl.api.PrivacyKeySavedMusic;
import heliograph.tl.api.PrivacyKeyStarGiftsAutoSave;
import heliograph.tl.api.PrivacyKeyStatusTimestamp;
import heliograph.tl.api.PrivacyKeyVoiceMessages;
import heliograph.tl.api.PrivacyValueAllowAll;
import heliograph.tl.api.PrivacyValueAllowBots;
import heliograph.tl.api.PrivacyValueAllowCloseFriends;
import heliograph.tl.api.PrivacyValueAllowContacts;
import heliograph.tl.api.PrivacyValueAllowPremium;
import heliograph.tl.api.PrivacyValueAllowUsers;
import heliograph.tl.api.PrivacyValueDisallowAll;
import heliograph.tl.api.PrivacyValueDisallowBots;
import heliograph.tl.api.PrivacyValueDisallowContacts;
import heliograph.tl.api.PrivacyValueDisallowUsers;
import heliograph.tl.api.TypeInputPrivacyKey;
import heliograph.tl.api.TypeInputPrivacyRule;
import heliograph.tl.api.TypeInputUser;
import heliograph.tl.api.TypePrivacyKey;
import heliograph.tl.api.TypePrivacyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Privacy keys and rules between the wire and the account.
///
/// @see <a href="https://core.telegram.org/api/privacy">api/privacy</a>
final class PrivacyViews {
  private PrivacyViews() {}

  static PrivacyKey key(TypeInputPrivacyKey key) {
    return switch (key) {
      case InputPrivacyKeyStatusTimestamp _ -> PrivacyKey.LAST_SEEN;
      case InputPrivacyKeyChatInvite _ -> PrivacyKey.CHAT_INVITE;
      case InputPrivacyKeyPhoneCall _ -> PrivacyKey.PHONE_CALL;
      case InputPrivacyKeyPhoneP2P _ -> PrivacyKey.PHONE_P2P;
      case InputPrivacyKeyForwards _ -> PrivacyKey.FORWARDS;
      case InputPrivacyKeyProfilePhoto _ -> PrivacyKey.PROFILE_PHOTO;
      case InputPrivacyKeyPhoneNumber _ -> PrivacyKey.PHONE_NUMBER;
      case InputPrivacyKeyAddedByPhone _ -> PrivacyKey.ADDED_BY_PHONE;
      case InputPrivacyKeyVoiceMessages _ -> PrivacyKey.VOICE_MESSAGES;
      case InputPrivacyKeyAbout _ -> PrivacyKey.ABOUT;
      case InputPrivacyKeyBirthday _ -> PrivacyKey.BIRTHDAY;
      case InputPrivacyKeyStarGiftsAutoSave _ -> PrivacyKey.STAR_GIFTS;
      case InputPrivacyKeyNoPaidMessages _ -> PrivacyKey.NO_PAID_MESSAGES;
      case InputPrivacyKeySavedMusic _ -> PrivacyKey.SAVED_MUSIC;
    };
  }

  static TypePrivacyKey view(PrivacyKey key) {
    return switch (key) {
      case LAST_SEEN -> new PrivacyKeyStatusTimestamp();
      case CHAT_INVITE -> new PrivacyKeyChatInvite();
      case PHONE_CALL -> new PrivacyKeyPhoneCall();
      case PHONE_P2P -> new PrivacyKeyPhoneP2P();
      case FORWARDS -> new PrivacyKeyForwards();
      case PROFILE_PHOTO -> new PrivacyKeyProfilePhoto();
      case PHONE_NUMBER -> new PrivacyKeyPhoneNumber();
      case ADDED_BY_PHONE -> new PrivacyKeyAddedByPhone();
      case VOICE_MESSAGES -> new PrivacyKeyVoiceMessages();
      case ABOUT -> new PrivacyKeyAbout();
      case BIRTHDAY -> new PrivacyKeyBirthday();
      case STAR_GIFTS -> new PrivacyKeyStarGiftsAutoSave();
      case NO_PAID_MESSAGES -> new PrivacyKeyNoPaidMessages();
      case SAVED_MUSIC -> new PrivacyKeySavedMusic();
    };
  }

  /// Rules as a client states them. Those about members of groups say nothing where there are no groups.
  static PrivacyRules rules(
      List<TypeInputPrivacyRule> asked, Function<TypeInputUser, UserId> users) {
    if (asked.stream().mapToInt(PrivacyViews::people).sum() > PrivacyRules.MAX_USERS) {
      throw Refusal.PRIVACY_TOO_LONG.exception();
    }
    List<PrivacyRules.Rule> rules = new ArrayList<>(asked.size());
    for (TypeInputPrivacyRule rule : asked) {
      switch (rule) {
        case InputPrivacyValueAllowContacts _ -> rules.add(of(Kind.ALLOW_CONTACTS));
        case InputPrivacyValueAllowAll _ -> rules.add(of(Kind.ALLOW_ALL));
        case InputPrivacyValueAllowUsers it -> rules.add(of(Kind.ALLOW_USERS, it.users(), users));
        case InputPrivacyValueDisallowContacts _ -> rules.add(of(Kind.DENY_CONTACTS));
        case InputPrivacyValueDisallowAll _ -> rules.add(of(Kind.DENY_ALL));
        case InputPrivacyValueDisallowUsers it -> rules.add(of(Kind.DENY_USERS, it.users(), users));
        case InputPrivacyValueAllowCloseFriends _ -> rules.add(of(Kind.ALLOW_CLOSE_FRIENDS));
        case InputPrivacyValueAllowPremium _ -> rules.add(of(Kind.ALLOW_PREMIUM));
        case InputPrivacyValueAllowBots _ -> rules.add(of(Kind.ALLOW_BOTS));
        case InputPrivacyValueDisallowBots _ -> rules.add(of(Kind.DENY_BOTS));
        case InputPrivacyValueAllowChatParticipants _,
            InputPrivacyValueDisallowChatParticipants _ -> {}
      }
    }
    return new PrivacyRules(rules);
  }

  private static int people(TypeInputPrivacyRule rule) {
    return switch (rule) {
      case InputPrivacyValueAllowUsers it -> it.users().size();
      case InputPrivacyValueDisallowUsers it -> it.users().size();
      default -> 0;
    };
  }

  static List<TypePrivacyRule> view(PrivacyRules rules) {
    return rules.rules().stream().map(PrivacyViews::view).toList();
  }

  private static TypePrivacyRule view(PrivacyRules.Rule rule) {
    return switch (rule.kind()) {
      case ALLOW_CONTACTS -> new PrivacyValueAllowContacts();
      case ALLOW_ALL -> new PrivacyValueAllowAll();
      case ALLOW_USERS -> new PrivacyValueAllowUsers(ids(rule));
      case DENY_CONTACTS -> new PrivacyValueDisallowContacts();
      case DENY_ALL -> new PrivacyValueDisallowAll();
      case DENY_USERS -> new PrivacyValueDisallowUsers(ids(rule));
      case ALLOW_CLOSE_FRIENDS -> new PrivacyValueAllowCloseFriends();
      case ALLOW_PREMIUM -> new PrivacyValueAllowPremium();
      case ALLOW_BOTS -> new PrivacyValueAllowBots();
      case DENY_BOTS -> new PrivacyValueDisallowBots();
    };
  }

  private static PrivacyRules.Rule of(Kind kind) {
    return PrivacyRules.Rule.of(kind);
  }

  private static PrivacyRules.Rule of(
      Kind kind, List<TypeInputUser> named, Function<TypeInputUser, UserId> users) {
    return new PrivacyRules.Rule(kind, named.stream().map(users).toList());
  }

  private static List<Long> ids(PrivacyRules.Rule rule) {
    return rule.users().stream().map(UserId::value).toList();
  }
}
