package heliograph.core.auth;

import heliograph.core.Records;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.account.AccountKeys;
import heliograph.core.account.Accounts;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.store.Direction;
import heliograph.store.Row;
import heliograph.tl.storage.StoredAuthorisation;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The log-ins of accounts. A row in the account's own partition is what makes a key logged in, so ending one, or all,
/// is one commit.
public final class Authorisations {
  /// Log-ins of one account. Beyond it the newest fresh one makes room, so that whoever makes many with a stolen code pushes out his
  /// own; where none is fresh, the one unused for longest.
  static final int MAX = 200;

  private static final int SECONDS_PER_DAY = 86_400;

  /// Until a log-in is so old, it ends no older one: whoever stole a code does not throw the owner out.
  static final int FRESH_SECONDS = SECONDS_PER_DAY;

  private final Mailboxes mailboxes;
  private final Accounts accounts;
  private final RandomGenerator random = new SecureRandom();

  /// What lets a key in.
  ///
  /// @param by the key that is logged in already and allows it; null if a code did
  /// @param lent whether it is a part of that key's log-in. What a lent one lends belongs to the first in the line, so that
  ///     nothing outlives the log-in that is shown.
  record Grant(@Nullable Long by, boolean lent) {
    static final Grant CODE = new Grant(null, false);
  }

  /// One log-in: the permanent key that carries it, and its row.
  public record Authorisation(long authKeyId, StoredAuthorisation row) {}

  public Authorisations(Mailboxes mailboxes, Accounts accounts) {
    this.mailboxes = mailboxes;
    this.accounts = accounts;
  }

  int now() {
    return mailboxes.now();
  }

  List<Authorisation> list(UserId user) {
    return list(mailboxes.read(user));
  }

  private static List<Authorisation> list(MailboxReader reader) {
    List<Authorisation> found = new ArrayList<>();
    var from = AccountKeys.AUTHORISATIONS;
    for (Row row : reader.scan(from, from.prefixEnd(), 2 * MAX, Direction.FORWARD)) {
      found.add(
          new Authorisation(
              row.key().int64At(1), Records.read(row.value(), StoredAuthorisation.class)));
    }
    return found;
  }

  /// Whether the key is logged in to the account. One that was not used for as long as the account's owner allows is
  /// logged out by being asked for.
  boolean holds(UserId user, long authKeyId) {
    var account = accounts.find(user);
    StoredAuthorisation row = row(user, authKeyId);
    if (account == null || account.deleted() || row == null) {
      return false;
    }
    // What is written of its last use may be a day old.
    if (now() - row.active() > (account.settings().sessionDays() + 1) * SECONDS_PER_DAY) {
      remove(user, authKeyId);
      return false;
    }
    return true;
  }

  /// Whether the account has a log-in of the key.
  boolean present(UserId user, long authKeyId) {
    return row(user, authKeyId) != null;
  }

  /// Whether a key that comes to be used is logged in to the account.
  boolean valid(UserId user, long authKeyId) {
    boolean valid = holds(user, authKeyId);
    if (valid) {
      used(user, authKeyId);
    }
    return valid;
  }

  /// The key is in use. This is written down once a day.
  void used(UserId user, long authKeyId) {
    StoredAuthorisation row = row(user, authKeyId);
    if (row != null && now() - row.active() > SECONDS_PER_DAY) {
      mailboxes.alter(user, change -> touch(change, authKeyId));
    }
  }

  private @Nullable StoredAuthorisation row(UserId user, long authKeyId) {
    return mailboxes
        .read(user)
        .get(AccountKeys.authorisation(authKeyId), StoredAuthorisation.class);
  }

  /// Writes the row that makes a key logged in; answers whose log-ins had to make room for it.
  List<Long> add(MailboxChange change, long authKeyId, ClientDescription client, Grant grant) {
    Long granter = grant.by();
    if (grant.lent() && change.get(AccountKeys.authorisation(authKeyId)) != null) {
      return List.of();
    }
    Long parent = granter != null && grant.lent() ? (Long) first(change, granter) : null;
    List<Authorisation> present = list(change);
    List<Long> ended = new ArrayList<>();
    if (present.size() >= MAX) {
      present.stream()
          .filter(
              logIn -> logIn.authKeyId() != authKeyId && !Objects.equals(logIn.authKeyId(), parent))
          .min(
              Comparator.comparingInt(logIn ->
                  fresh(logIn.row(), change.now()) ? -logIn.row().created() : logIn.row().active()))
          .ifPresent(first -> ended.addAll(end(change, partOf(first.authKeyId()))));
    }
    change.put(
        AccountKeys.authorisation(authKeyId),
        StoredAuthorisation.builder()
            .hash(random.nextLong())
            .created(change.now())
            .active(change.now())
            .apiId(client.apiId())
            .deviceModel(client.deviceModel())
            .systemVersion(client.systemVersion())
            .appVersion(client.appVersion())
            .langCode(client.langCode())
            .parent(parent)
            .build());
    return ended;
  }

  /// The log-in that a lent one came from in the end, or the key's own.
  private static long first(MailboxReader reader, long authKeyId) {
    StoredAuthorisation row =
        reader.get(AccountKeys.authorisation(authKeyId), StoredAuthorisation.class);
    if (row == null) {
      throw Refusal.AUTH_BYTES_INVALID.exception();
    }
    Long parent = row.parent();
    return parent == null ? authKeyId : parent;
  }

  /// Ends one log-in, and those that were lent from it.
  List<Long> remove(UserId user, long authKeyId) {
    return mailboxes.change(user, change -> end(change, partOf(authKeyId)));
  }

  /// Ends the log-in with this hash at the wish of a key; answers whose keys they were, none if there is no such log-in.
  List<Long> removeNamed(UserId user, long authKeyId, long hash) {
    return mailboxes.change(
        user,
        change -> {
          List<Long> ended = new ArrayList<>();
          list(change).stream()
              .filter(logIn -> logIn.row().hash() == hash)
              .forEach(logIn -> {
                requireSettled(change, authKeyId, partOf(logIn.authKeyId()));
                ended.addAll(end(change, partOf(logIn.authKeyId())));
              });
          return ended;
        });
  }

  /// Ends all log-ins but the one that the key is a part of; answers whose keys they were.
  List<Long> removeOthers(UserId user, long authKeyId) {
    return mailboxes.change(
        user,
        change -> {
          Predicate<Authorisation> others = partOf(first(change, authKeyId)).negate();
          requireSettled(change, authKeyId, others);
          return end(change, others);
        });
  }

  /// Refuses to a key whose log-in is fresh what would end all others.
  void requireSettled(UserId user, long authKeyId) {
    requireSettled(mailboxes.read(user), authKeyId, _ -> true);
  }

  private void requireSettled(
      MailboxReader reader, long authKeyId, Predicate<Authorisation> ended) {
    StoredAuthorisation own =
        reader.get(AccountKeys.authorisation(first(reader, authKeyId)), StoredAuthorisation.class);
    if (own == null || !fresh(own, now())) {
      return;
    }
    int since = own.created();
    if (list(reader).stream()
        .anyMatch(logIn -> ended.test(logIn) && logIn.row().created() < since)) {
      throw Refusal.FRESH_RESET_AUTHORISATION_FORBIDDEN.exception();
    }
  }

  private static boolean fresh(StoredAuthorisation row, int now) {
    return now - row.created() < FRESH_SECONDS;
  }

  private static List<Long> end(MailboxChange change, Predicate<Authorisation> ended) {
    List<Long> keys = list(change).stream().filter(ended).map(Authorisation::authKeyId).toList();
    keys.forEach(key -> change.delete(AccountKeys.authorisation(key)));
    return keys;
  }

  private static Predicate<Authorisation> partOf(long authKeyId) {
    return logIn ->
        logIn.authKeyId() == authKeyId || Objects.equals(logIn.row().parent(), authKeyId);
  }

  private static void touch(MailboxChange change, long authKeyId) {
    var key = AccountKeys.authorisation(authKeyId);
    StoredAuthorisation row = change.get(key, StoredAuthorisation.class);
    if (row != null) {
      change.put(key, row.toBuilder().active(change.now()).build());
    }
  }
}
