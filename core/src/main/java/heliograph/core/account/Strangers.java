package heliograph.core.account;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxChange;
import heliograph.tl.storage.StoredNotify;
import heliograph.tl.storage.StoredSettings;

/// What becomes of the chats that people begin who are not in the address book.
///
/// @see <a href="https://core.telegram.org/constructor/globalPrivacySettings">globalPrivacySettings</a>
public final class Strangers {
  private Strangers() {}

  /// Whether the account wants the person's chat in the archive and to hear nothing of it.
  public static boolean archived(MailboxChange change, UserId sender) {
    StoredSettings settings = change.get(AccountKeys.SETTINGS, StoredSettings.class);
    return settings != null
        && settings.archiveStrangers()
        && !sender.equals(UserId.SERVICE)
        && change.get(AccountKeys.contact(sender)) == null;
  }

  /// Has the account's devices keep silent about the person, unless it was said before how they should be.
  public static void mute(MailboxChange change, UserId sender) {
    NotifyScope scope = new NotifyScope.Person(sender);
    if (change.get(scope.key()) == null) {
      change.put(scope.key(), StoredNotify.builder().muteUntil(Integer.MAX_VALUE).build());
      change.notice(scope.news());
    }
  }
}
