package heliograph.core.account;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxChange;
import heliograph.tl.storage.StoredNotify;
import heliograph.tl.storage.StoredSettings;
import org.jspecify.annotations.Nullable;

/// Which chats go into the archive by themselves, and which come out of it.
///
/// @see <a href="https://core.telegram.org/constructor/globalPrivacySettings">globalPrivacySettings</a>
public final class Archive {
  private Archive() {}

  /// Whether a chat that the person begins goes into the archive: a stranger's, where the account wants to hear nothing of those.
  public static boolean takesIn(MailboxChange change, UserId sender) {
    StoredSettings settings = change.get(AccountKeys.SETTINGS, StoredSettings.class);
    return settings != null
        && settings.archiveStrangers()
        && !sender.equals(UserId.SERVICE)
        && change.get(AccountKeys.contact(sender)) == null;
  }

  /// Whether a message of the person brings the chat out of the archive: it does unless it is muted, or the account wants its
  /// archived chats to stay.
  public static boolean letsOut(MailboxChange change, UserId sender) {
    StoredSettings settings = change.get(AccountKeys.SETTINGS, StoredSettings.class);
    return (settings == null || !settings.keepArchivedUnmuted()) && !muted(change, sender);
  }

  private static boolean muted(MailboxChange change, UserId sender) {
    Integer until = mutedUntil(change, new NotifyScope.Person(sender));
    if (until == null) {
      until = mutedUntil(change, NotifyScope.Kind.PEOPLE);
    }
    return until != null && until > change.now();
  }

  private static @Nullable Integer mutedUntil(MailboxChange change, NotifyScope scope) {
    StoredNotify settings = change.get(scope.key(), StoredNotify.class);
    return settings == null ? null : settings.muteUntil();
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
