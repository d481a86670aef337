package heliograph.core.account;

/// What about an account others may or may not see or do. The code is what is stored, so it never changes.
///
/// @see <a href="https://core.telegram.org/api/privacy">api/privacy</a>
public enum PrivacyKey {
  LAST_SEEN(1),
  CHAT_INVITE(2),
  PHONE_CALL(3),
  PHONE_P2P(4),
  FORWARDS(5),
  PROFILE_PHOTO(6),
  PHONE_NUMBER(7),
  ADDED_BY_PHONE(8),
  VOICE_MESSAGES(9),
  ABOUT(10),
  BIRTHDAY(11),
  STAR_GIFTS(12),
  NO_PAID_MESSAGES(13),
  SAVED_MUSIC(14);

  private final int code;

  PrivacyKey(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /// The rules of who never set any.
  PrivacyRules unset() {
    return switch (this) {
      case PHONE_NUMBER, PHONE_P2P, BIRTHDAY -> PrivacyRules.CONTACTS;
      case LAST_SEEN,
          CHAT_INVITE,
          PHONE_CALL,
          FORWARDS,
          PROFILE_PHOTO,
          ADDED_BY_PHONE,
          VOICE_MESSAGES,
          ABOUT,
          STAR_GIFTS,
          NO_PAID_MESSAGES,
          SAVED_MUSIC ->
          PrivacyRules.EVERYBODY;
    };
  }

  public static PrivacyKey of(int code) {
    for (PrivacyKey key : values()) {
      if (key.code == code) {
        return key;
      }
    }
    throw new IllegalArgumentException("no privacy key " + code);
  }
}
