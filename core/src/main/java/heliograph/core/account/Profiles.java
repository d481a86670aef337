package heliograph.core.account;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.mailbox.Origin;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.tl.storage.DeliveredFollow;
import heliograph.tl.storage.DeliveredProfile;
import heliograph.tl.storage.StoredProfile;
import heliograph.tl.storage.StoredUserNews;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Accounts as such: made, named, deleted.
public final class Profiles {
  private final Accounts accounts;
  private final Mailboxes mailboxes;
  private final RandomGenerator random = new SecureRandom();

  public Profiles(Accounts accounts, Mailboxes mailboxes) {
    this.accounts = accounts;
    this.mailboxes = mailboxes;
  }

  /// An id that no account has: random, so that it tells nobody how many there are.
  public UserId freshId() {
    while (true) {
      UserId id = new UserId(random.nextLong(1L << 32, UserId.MAX));
      if (!accounts.exists(id)) {
        return id;
      }
    }
  }

  /// Writes the profile that makes an account exist.
  public void create(MailboxChange change, String number, String firstName, String lastName) {
    if (change.get(AccountKeys.PROFILE) != null) {
      throw new IllegalStateException("account " + change.owner() + " exists");
    }
    change.put(
        AccountKeys.PROFILE,
        StoredProfile.builder()
            .number(number)
            .firstName(Names.first(firstName))
            .lastName(Names.optional(lastName))
            .about("")
            .created(change.now())
            .build());
  }

  /// Said once a profile is durable.
  public void created(UserId user) {
    accounts.changed(user);
  }

  /// Changes what is given; null leaves a thing as it is.
  ///
  /// @see <a href="https://core.telegram.org/method/account.updateProfile">account.updateProfile</a>
  public void update(
      UserId user,
      Origin origin,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String about) {
    accounts.alter(
        user,
        origin,
        change -> {
          StoredProfile before = profile(change);
          var after = before.toBuilder();
          if (firstName != null) {
            after.firstName(Names.first(firstName));
          }
          if (lastName != null) {
            after.lastName(Names.optional(lastName));
          }
          if (about != null) {
            after.about(Names.about(about));
          }
          put(change, before, after.build());
        });
  }

  /// Sets the birthday; null forgets it.
  ///
  /// @see <a href="https://core.telegram.org/method/account.updateBirthday">account.updateBirthday</a>
  public void birthday(UserId user, Origin origin, @Nullable Birthday birthday) {
    accounts.alter(
        user,
        origin,
        change -> {
          StoredProfile before = profile(change);
          put(
              change,
              before,
              before.toBuilder().birthday(birthday == null ? null : birthday.packed()).build());
        });
  }

  /// Gives the profile a user name; null takes it away.
  void username(UserId user, Origin origin, @Nullable String username) {
    accounts.alter(
        user,
        origin,
        change -> {
          StoredProfile before = profile(change);
          put(change, before, before.toBuilder().username(username).build());
        });
  }

  /// Deletes an account for good: what it knew goes, number and user name are free, others see a deleted account.
  ///
  /// @see <a href="https://core.telegram.org/method/account.deleteAccount">account.deleteAccount</a>
  public void delete(UserId user) {
    accounts.alter(
        user,
        change -> {
          StoredProfile before = profile(change);
          tellFollowers(change);
          for (UserId contact : people(change, AccountKeys.CONTACTS)) {
            change.send(contact, new DeliveredFollow(false, change.now()));
          }
          change.put(
              AccountKeys.PROFILE,
              StoredProfile.builder()
                  .deleted(true)
                  .number("")
                  .firstName("")
                  .lastName("")
                  .about("")
                  .created(before.created())
                  .build());
          change.leave();
        });
    mailboxes.erase(user);
    accounts.changed(user);
  }

  private static void put(MailboxChange change, StoredProfile before, StoredProfile after) {
    if (before.equals(after)) {
      return;
    }
    change.put(AccountKeys.PROFILE, after);
    change.notice(new StoredUserNews(change.owner().value()));
    boolean seen =
        !before.firstName().equals(after.firstName())
            || !before.lastName().equals(after.lastName())
            || !Objects.equals(before.username(), after.username());
    if (seen) {
      tellFollowers(change);
    }
  }

  private static void tellFollowers(MailboxChange change) {
    for (UserId follower : people(change, AccountKeys.FOLLOWERS)) {
      change.send(follower, new DeliveredProfile(change.now()));
    }
  }

  private static List<UserId> people(MailboxChange change, Key kind) {
    int most = Contacts.MAX + Contacts.MAX_FOLLOWERS;
    return change.scan(kind, kind.prefixEnd(), most, Direction.FORWARD).stream()
        .map(row -> new UserId(row.key().int64At(1)))
        .toList();
  }

  private static StoredProfile profile(MailboxChange change) {
    return Objects.requireNonNull(change.get(AccountKeys.PROFILE, StoredProfile.class), "profile");
  }
}
