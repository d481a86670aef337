package heliograph.rpc.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import heliograph.core.AccessHashes;
import heliograph.core.UserId;
import heliograph.core.account.Account;
import heliograph.core.account.Accounts;
import heliograph.core.account.Birthday;
import heliograph.core.account.NotifyScope;
import heliograph.core.account.NotifySettings;
import heliograph.core.account.PrivacyKey;
import heliograph.rpc.account.NotifyViews;
import heliograph.rpc.view.People;
import heliograph.tl.api.PeerNotifySettings;
import heliograph.tl.api.TypeUser;
import heliograph.tl.api.TypeUserStatus;
import heliograph.tl.api.User;
import heliograph.tl.api.UserEmpty;
import heliograph.tl.storage.StoredContact;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// People as others see them: with the name that the viewer gave them, and only as much else as they let be seen.
///
/// A picture is kept for as long as nothing about the two people has changed, so that showing the sender of a message
/// reads nothing and computes nothing.
///
/// @see <a href="https://core.telegram.org/constructor/user">user</a>
public final class PersonViews implements People {
  private static final int MAX_PICTURES = 50_000;

  private final Accounts accounts;
  private final AccessHashes accessHashes;
  private final StatusViews statuses;
  private final NotifySettings notifySettings;
  private final Cache<Pair, Picture> pictures =
      Caffeine.newBuilder().maximumSize(MAX_PICTURES).build();

  private record Pair(UserId viewer, UserId target) {}

  /// A person as seen, and all that it was made from.
  private record Picture(
      @Nullable Account viewer, Account target, TypeUserStatus status, User user) {}

  public PersonViews(
      Accounts accounts,
      AccessHashes accessHashes,
      StatusViews statuses,
      NotifySettings notifySettings) {
    this.accounts = accounts;
    this.accessHashes = accessHashes;
    this.statuses = statuses;
    this.notifySettings = notifySettings;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // an account that changed is another object
  public TypeUser user(UserId viewerId, UserId targetId) {
    Account target = accounts.find(targetId);
    if (target == null) {
      return new UserEmpty(targetId.value());
    }
    Account viewer = accounts.find(viewerId);
    TypeUserStatus status = statuses.of(viewer, target);
    Pair pair = new Pair(viewerId, targetId);
    Picture known = pictures.getIfPresent(pair);
    if (known != null
        && known.viewer() == viewer
        && known.target() == target
        && known.status().equals(status)) {
      return known.user();
    }
    User user = paint(viewerId, viewer, target, status);
    pictures.put(pair, new Picture(viewer, target, status, user));
    return user;
  }

  /// Several people.
  public List<TypeUser> users(UserId viewer, Collection<UserId> targets) {
    return targets.stream().map(target -> user(viewer, target)).toList();
  }

  @Override
  public boolean exists(UserId user) {
    Account account = accounts.find(user);
    return account != null && !account.deleted();
  }

  @Override
  public @Nullable String hiddenName(UserId author, UserId by) {
    Account account = accounts.find(author);
    if (account == null || account.allows(PrivacyKey.FORWARDS, by)) {
      return null;
    }
    return (account.profile().firstName() + " " + account.profile().lastName()).strip();
  }

  @Override
  public boolean readDatesPrivate(UserId user) {
    Account account = accounts.find(user);
    return account != null && account.settings().hideReadMarks();
  }

  @Override
  public PeerNotifySettings notifySettings(UserId viewer, UserId peer) {
    return NotifyViews.view(notifySettings.get(viewer, new NotifyScope.Person(peer)));
  }

  /// A birthday, for those who may see it.
  public static heliograph.tl.api.Birthday birthday(Birthday birthday) {
    return new heliograph.tl.api.Birthday(
        birthday.day(), birthday.month(), birthday.year() == 0 ? null : birthday.year());
  }

  private User paint(
      UserId viewerId, @Nullable Account viewer, Account target, TypeUserStatus status) {
    UserId id = target.id();
    var user = User.builder().id(id.value()).accessHash(accessHashes.user(viewerId, id));
    if (target.deleted()) {
      return user.deleted(true).build();
    }
    StoredContact contact = viewer == null ? null : viewer.contacts().get(id);
    boolean ownName = contact == null || contact.firstName().isEmpty();
    String first = contact == null || ownName ? target.profile().firstName() : contact.firstName();
    String last = contact == null || ownName ? target.profile().lastName() : contact.lastName();
    return user.self(id.equals(viewerId))
        .contact(contact != null)
        .mutualContact(contact != null && target.contacts().containsKey(viewerId))
        .closeFriend(contact != null && contact.closeFriend())
        .verified(id.equals(UserId.SERVICE))
        .support(id.equals(UserId.SERVICE))
        .firstName(first)
        .lastName(last.isEmpty() ? null : last)
        .username(target.profile().username())
        .phone(phone(viewerId, contact, target))
        .status(id.equals(UserId.SERVICE) ? null : status)
        .build();
  }

  private static @Nullable String phone(
      UserId viewer, @Nullable StoredContact contact, Account target) {
    String number = target.profile().number();
    boolean known = contact != null && number.equals(contact.number());
    return known || target.allows(PrivacyKey.PHONE_NUMBER, viewer) ? number : null;
  }
}
