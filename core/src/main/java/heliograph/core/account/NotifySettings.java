package heliograph.core.account;

import heliograph.core.Records;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.mailbox.Origin;
import heliograph.store.Direction;
import heliograph.store.Row;
import heliograph.tl.storage.StoredNotify;
import java.util.List;

/// How an account wants to be told of messages: kept for its devices, which do the telling.
///
/// @see <a href="https://core.telegram.org/method/account.updateNotifySettings">account.updateNotifySettings</a>
public final class NotifySettings {
  /// Settings of one account.
  static final int MAX = 10_000;

  public static final StoredNotify UNSET = StoredNotify.builder().build();

  private final Mailboxes mailboxes;

  /// A setting and what it is for.
  public record Setting(NotifyScope scope, StoredNotify settings) {}

  public NotifySettings(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  public StoredNotify get(UserId owner, NotifyScope scope) {
    StoredNotify stored = mailboxes.read(owner).get(scope.key(), StoredNotify.class);
    return stored == null ? UNSET : stored;
  }

  public void set(UserId owner, Origin origin, NotifyScope scope, StoredNotify settings) {
    mailboxes.alter(
        owner,
        origin,
        change -> {
          if (settings.equals(UNSET)) {
            change.delete(scope.key());
          } else {
            if (change.get(scope.key()) == null && all(change).size() >= MAX) {
              throw Refusal.SETTINGS_INVALID.exception();
            }
            change.put(scope.key(), settings);
          }
          change.notice(scope.news());
        });
  }

  /// All that was ever set.
  public List<Setting> all(UserId owner) {
    return all(mailboxes.read(owner)).stream().map(NotifySettings::setting).toList();
  }

  /// Forgets all that was ever set.
  public void reset(UserId owner, Origin origin) {
    mailboxes.alter(
        owner,
        origin,
        change -> {
          for (Row row : all(change)) {
            change.delete(row.key());
            change.notice(NotifyScope.of(row.key()).news());
          }
        });
  }

  private static List<Row> all(MailboxReader mailbox) {
    return mailbox.scan(AccountKeys.NOTIFY, AccountKeys.NOTIFY.prefixEnd(), MAX, Direction.FORWARD);
  }

  private static Setting setting(Row row) {
    return new Setting(NotifyScope.of(row.key()), Records.read(row.value(), StoredNotify.class));
  }
}
