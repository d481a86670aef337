package heliograph.core.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxNews;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.mailbox.Origin;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.StoredBlockNews;
import heliograph.tl.storage.StoredContactsNews;
import heliograph.tl.storage.StoredPrivacyNews;
import heliograph.tl.storage.StoredUserNews;
import heliograph.tl.storage.TypeStoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The accounts, kept in memory while they are asked for, and the only way to change their rows.
public final class Accounts {
  private static final long MAX_WEIGHT = 32 << 20;
  private static final int PAGE = 1000;

  private final Mailboxes mailboxes;
  private final Cache<UserId, Account> cache;

  public Accounts(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
    mailboxes.listen(this::heard);
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(MAX_WEIGHT)
            .weigher((UserId _, Account account) -> account.weight())
            .executor(Runnable::run)
            .build();
  }

  /// The account, a deleted one too; null if there never was one.
  @SuppressWarnings("NullAway") // what does not exist is handed through as null and not kept
  public @Nullable Account find(UserId id) {
    return cache.get(id, this::load);
  }

  /// The account of someone whose request is being answered.
  public Account self(UserId id) {
    Account account = find(id);
    if (account == null || account.deleted()) {
      throw Refusal.AUTH_KEY_UNREGISTERED.exception();
    }
    return account;
  }

  /// The account that a client named.
  public Account named(UserId id) {
    Account account = find(id);
    if (account == null) {
      throw Refusal.USER_ID_INVALID.exception();
    }
    return account;
  }

  /// Whether there is such an account, deleted or not.
  public boolean exists(UserId id) {
    return find(id) != null;
  }

  /// Changes an account's rows as one commit; who asks for the account afterwards sees the change.
  void alter(UserId id, Consumer<MailboxChange> command) {
    try {
      mailboxes.alter(id, command);
    } finally {
      changed(id);
    }
  }

  /// The same, asked for by one of the account's own sessions, which needs not be told of it.
  void alter(UserId id, Origin origin, Consumer<MailboxChange> command) {
    try {
      mailboxes.alter(id, origin, command);
    } finally {
      changed(id);
    }
  }

  /// Rows of this account were changed.
  void changed(UserId id) {
    cache.invalidate(id);
  }

  /// Forgets what is about to be told, so that who tells it reads what is true now; what arrives from other accounts is
  /// heard of only here.
  private void heard(MailboxNews news) {
    for (MailboxNews.Event event : news.events()) {
      if (ofAccount(event.stored())) {
        changed(news.owner());
        return;
      }
    }
  }

  private static boolean ofAccount(TypeStoredEvent event) {
    return event instanceof StoredUserNews
        || event instanceof StoredPrivacyNews
        || event instanceof StoredBlockNews
        || event instanceof StoredContactsNews;
  }

  private @Nullable Account load(UserId id) {
    if (id.equals(UserId.SERVICE)) {
      return Account.SERVICE;
    }
    MailboxReader reader = mailboxes.read(id);
    List<Row> rows = new ArrayList<>();
    Key from = AccountKeys.PROFILE;
    while (true) {
      List<Row> page = reader.scan(from, AccountKeys.AFTER_ACCOUNT, PAGE, Direction.FORWARD);
      rows.addAll(page);
      if (page.size() < PAGE) {
        return Account.of(id, rows);
      }
      from = page.getLast().key().next();
    }
  }
}
