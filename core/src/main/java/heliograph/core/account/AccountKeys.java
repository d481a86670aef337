package heliograph.core.account;

import heliograph.core.UserId;
import heliograph.store.Key;

/// The keys of an account's rows; the package's page draws the tree.
public final class AccountKeys {
  static final Key PROFILE = Key.of('A');
  static final Key CONTACTS = Key.of('B');
  static final Key FOLLOWERS = Key.of('C');
  static final Key BLOCKS = Key.of('D');
  static final Key PRIVACY = Key.of('E');
  static final Key LAST_SEEN = Key.of('F');
  static final Key SETTINGS = Key.of('G');
  static final Key AFTER_ACCOUNT = Key.of('H');
  static final Key NOTIFY = Key.of('N');

  /// Before every log-in; what follows is the key's id.
  public static final Key AUTHORISATIONS = Key.of('K');

  private AccountKeys() {}

  static Key contact(UserId user) {
    return CONTACTS.int64(user.value());
  }

  static Key follower(UserId user) {
    return FOLLOWERS.int64(user.value());
  }

  static Key block(UserId user) {
    return BLOCKS.int64(user.value());
  }

  static Key privacy(PrivacyKey key) {
    return PRIVACY.int32(key.code());
  }

  public static Key authorisation(long authKeyId) {
    return AUTHORISATIONS.int64(authKeyId);
  }
}
