package heliograph.core.account;

import heliograph.core.Records;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.Deliveries;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.Origin;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.DeliveredFollow;
import heliograph.tl.storage.DeliveredProfile;
import heliograph.tl.storage.StoredContact;
import heliograph.tl.storage.StoredContactsNews;
import heliograph.tl.storage.StoredFollower;
import heliograph.tl.storage.StoredUserNews;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The address book of an account. Who is put into it is told so, because that makes two people mutual contacts and
/// lets the one be told when the other is online; the one who is put in learns no more by it.
///
/// @see <a href="https://core.telegram.org/api/contacts">api/contacts</a>
public final class Contacts {
  /// People in one address book.
  public static final int MAX = 10_000;

  /// Who may be told of one account's coming and going and of its new names: so many, and whoever is in its own address
  /// book. The rest learn it when they ask.
  static final int MAX_FOLLOWERS = MAX;

  private final Accounts accounts;

  /// What is written down of a person.
  ///
  /// @param number digits, where the owner of the book knows it
  public record Entry(UserId user, @Nullable String number, String firstName, String lastName) {}

  public Contacts(Accounts accounts) {
    this.accounts = accounts;
  }

  /// Says what deliveries of contacts do where they arrive.
  public static Deliveries.Builder register(Deliveries.Builder deliveries) {
    return deliveries
        .on(
            DeliveredFollow.class,
            (change, sender, told) -> {
              if (!told.follows()) {
                change.delete(AccountKeys.follower(sender));
              } else if (mayFollow(change, sender)) {
                change.put(AccountKeys.follower(sender), new StoredFollower(told.at()));
              }
              change.notice(new StoredUserNews(sender.value()));
            })
        .on(
            DeliveredProfile.class,
            (change, sender, _) -> change.notice(new StoredUserNews(sender.value())));
  }

  private static boolean mayFollow(MailboxChange change, UserId sender) {
    return change.get(AccountKeys.contact(sender)) != null
        || count(change, AccountKeys.FOLLOWERS) < MAX_FOLLOWERS;
  }

  /// Puts people into the address book, or writes them down anew.
  public void add(UserId owner, Origin origin, Collection<Entry> entries) {
    accounts.alter(
        owner,
        origin,
        change -> {
          checkRoom(change, entries);
          entries.forEach(entry -> add(change, entry));
        });
  }

  private static void checkRoom(MailboxChange change, Collection<Entry> entries) {
    long fresh =
        entries.stream()
            .map(entry -> AccountKeys.contact(entry.user()))
            .distinct()
            .filter(key -> change.get(key) == null)
            .count();
    if (fresh > 0 && count(change, AccountKeys.CONTACTS) + fresh > MAX) {
      throw Refusal.CONTACTS_TOO_MUCH.exception();
    }
  }

  private static int count(MailboxChange change, Key kind) {
    return change.scan(kind, kind.prefixEnd(), MAX, Direction.FORWARD).size();
  }

  private static void add(MailboxChange change, Entry entry) {
    UserId user = entry.user();
    StoredContact before = change.get(AccountKeys.contact(user), StoredContact.class);
    String number = entry.number() == null && before != null ? before.number() : entry.number();
    change.put(
        AccountKeys.contact(user),
        StoredContact.builder()
            .number(number)
            .firstName(Names.optional(entry.firstName()))
            .lastName(Names.optional(entry.lastName()))
            .added(before == null ? change.now() : before.added())
            .closeFriend(before != null && before.closeFriend())
            .note(before == null ? null : before.note())
            .build());
    change.notice(new StoredUserNews(user.value()));
    if (before == null && !user.equals(change.owner())) {
      change.send(user, new DeliveredFollow(true, change.now()));
    }
  }

  /// Writes a note down with somebody in the address book; an empty one takes it away.
  public void note(UserId owner, Origin origin, UserId user, String note) {
    String kept = Names.note(note);
    accounts.alter(
        owner,
        origin,
        change -> {
          StoredContact before = change.get(AccountKeys.contact(user), StoredContact.class);
          if (before == null) {
            throw Refusal.CONTACT_ID_INVALID.exception();
          }
          change.put(
              AccountKeys.contact(user),
              before.toBuilder().note(kept.isEmpty() ? null : kept).build());
          change.notice(new StoredUserNews(user.value()));
        });
  }

  /// Takes people out of the address book; those who are not in it are left alone.
  public void remove(UserId owner, Origin origin, Collection<UserId> users) {
    accounts.alter(owner, origin, change -> users.forEach(user -> remove(change, user)));
  }

  private static void remove(MailboxChange change, UserId user) {
    if (change.get(AccountKeys.contact(user)) == null) {
      return;
    }
    change.delete(AccountKeys.contact(user));
    change.notice(new StoredUserNews(user.value()));
    if (!user.equals(change.owner())) {
      change.send(user, new DeliveredFollow(false, change.now()));
    }
  }

  /// Empties the address book of the numbers that a device brought; the people stay.
  public void forgetNumbers(UserId owner, Origin origin) {
    accounts.alter(
        owner,
        origin,
        change -> {
          var _ = rewrite(change, (_, contact) -> contact.toBuilder().number(null).build());
          change.notice(new StoredContactsNews());
        });
  }

  /// Says who are the closest of the contacts.
  public void closeFriends(UserId owner, Origin origin, Collection<UserId> closest) {
    accounts.alter(
        owner,
        origin,
        change ->
            rewrite(
                    change,
                    (user, contact) ->
                        contact.toBuilder().closeFriend(closest.contains(user)).build())
                .forEach(user -> change.notice(new StoredUserNews(user.value()))));
  }

  /// Edits every entry of the address book; answers whose entries that changed.
  private static List<UserId> rewrite(
      MailboxChange change, BiFunction<UserId, StoredContact, StoredContact> edit) {
    Key all = AccountKeys.CONTACTS;
    List<UserId> rewritten = new ArrayList<>();
    for (Row row : change.scan(all, all.prefixEnd(), MAX, Direction.FORWARD)) {
      UserId user = new UserId(row.key().int64At(1));
      StoredContact before = Records.read(row.value(), StoredContact.class);
      StoredContact after = edit.apply(user, before);
      if (!after.equals(before)) {
        change.put(row.key(), after);
        rewritten.add(user);
      }
    }
    return rewritten;
  }

  /// The contacts whose name or user name has words that begin as the query's words do.
  public List<UserId> search(UserId owner, String query, int limit) {
    NameQuery words = NameQuery.of(query);
    Account account = accounts.self(owner);
    return account.contacts().entrySet().stream()
        .filter(entry -> {
          Account other = accounts.find(entry.getKey());
          String username = other == null ? null : other.profile().username();
          StoredContact contact = entry.getValue();
          return words.matches(
              contact.firstName()
                  + " "
                  + contact.lastName()
                  + " "
                  + (username == null ? "" : username));
        })
        .map(entry -> entry.getKey())
        .sorted()
        .limit(limit)
        .toList();
  }
}
