package heliograph.rpc.users;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.account.Account;
import heliograph.core.account.Accounts;
import heliograph.core.account.Birthday;
import heliograph.core.account.PrivacyKey;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Pinning;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.PeerInputs;
import heliograph.tl.api.InputUserEmpty;
import heliograph.tl.api.PeerSettings;
import heliograph.tl.api.TextWithEntities;
import heliograph.tl.api.TypeInputUser;
import heliograph.tl.api.TypeUser;
import heliograph.tl.api.UserEmpty;
import heliograph.tl.api.messages.GetPeerSettings;
import heliograph.tl.api.users.GetFullUser;
import heliograph.tl.api.users.GetUsers;
import heliograph.tl.api.users.UserFull;
import heliograph.tl.storage.StoredContact;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows people to who asks for them.
///
/// @see <a href="https://core.telegram.org/method/users.getUsers">users.getUsers</a>
/// @see <a href="https://core.telegram.org/method/users.getFullUser">users.getFullUser</a>
/// @see <a href="https://core.telegram.org/method/messages.getPeerSettings">messages.getPeerSettings</a>
public final class UserMethods {
  private static final int MAX_USERS = 200;

  private final Accounts accounts;
  private final Mailboxes mailboxes;
  private final PersonViews people;
  private final PeerInputs peers;

  public UserMethods(Accounts accounts, Mailboxes mailboxes, PersonViews people, PeerInputs peers) {
    this.mailboxes = mailboxes;
    this.accounts = accounts;
    this.people = people;
    this.peers = peers;
  }

  public void register(MethodTable.Builder table) {
    table
        .read(GetUsers.class, this::users)
        .read(GetFullUser.class, this::full)
        .read(GetPeerSettings.class, this::settings);
  }

  private List<TypeUser> users(GetUsers asked, Call call) {
    if (asked.id().size() > MAX_USERS) {
      throw Refusal.LIMIT_INVALID.exception();
    }
    List<TypeUser> users = new ArrayList<>(asked.id().size());
    for (TypeInputUser id : asked.id()) {
      users.add(
          id instanceof InputUserEmpty
              ? new UserEmpty(0)
              : people.user(call.user(), peers.user(call.user(), id)));
    }
    return users;
  }

  private heliograph.tl.api.messages.PeerSettings settings(GetPeerSettings asked, Call call) {
    UserId viewer = call.user();
    Account target = accounts.named(peers.user(viewer, asked.peer()));
    return new heliograph.tl.api.messages.PeerSettings(
        settings(accounts.self(viewer), target),
        List.of(),
        List.of(people.user(viewer, target.id())));
  }

  private UserFull full(GetFullUser asked, Call call) {
    UserId viewerId = call.user();
    Account viewer = accounts.self(viewerId);
    Account target = accounts.named(peers.user(viewerId, asked.id()));
    UserId id = target.id();
    boolean blocked = viewer.blocks(id);
    var full =
        heliograph.tl.api.UserFull.builder()
            .id(id.value())
            .blocked(blocked)
            .canPinMessage(true)
            .pinnedMsgId(newestPinned(viewerId, id))
            .settings(settings(viewer, target))
            .notifySettings(people.notifySettings(viewerId, id))
            .readDatesPrivate(target.settings().hideReadMarks())
            .commonChatsCount(0);
    if (target.allows(PrivacyKey.ABOUT, viewerId) && !target.profile().about().isEmpty()) {
      full.about(target.profile().about());
    }
    Integer birthday = target.profile().birthday();
    if (birthday != null && target.allows(PrivacyKey.BIRTHDAY, viewerId)) {
      full.birthday(PersonViews.birthday(Birthday.unpack(birthday)));
    }
    StoredContact contact = viewer.contacts().get(id);
    full.note(note(contact));
    String hidden = people.hiddenName(id, viewerId);
    if (hidden != null) {
      full.privateForwardName(hidden);
    }
    return new UserFull(full.build(), List.of(), List.of(people.user(viewerId, id)));
  }

  private @Nullable Integer newestPinned(UserId viewer, UserId peer) {
    List<Integer> newest = Pinning.pinned(mailboxes.read(viewer), peer.value(), 1);
    return newest.isEmpty() ? null : newest.getFirst();
  }

  /// What a chat with the person offers to do about a stranger, until the viewer wants no such offer.
  private PeerSettings settings(Account viewer, Account target) {
    boolean stranger =
        !mailboxes.read(viewer.id()).peer(target.id().value()).barHidden()
            && !viewer.id().equals(target.id())
            && !target.id().equals(UserId.SERVICE)
            && !target.deleted()
            && !viewer.contacts().containsKey(target.id());
    return PeerSettings.builder()
        .addContact(stranger && !viewer.blocks(target.id()))
        .blockContact(stranger && !viewer.blocks(target.id()))
        .build();
  }

  private static @Nullable TextWithEntities note(@Nullable StoredContact contact) {
    String note = contact == null ? null : contact.note();
    return note == null ? null : new TextWithEntities(note, List.of());
  }
}
