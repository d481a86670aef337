package heliograph.rpc.contacts;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.account.Account;
import heliograph.core.account.Accounts;
import heliograph.core.account.Contacts;
import heliograph.core.account.Privacy;
import heliograph.core.account.PrivacyKey;
import heliograph.core.account.PrivacyRules;
import heliograph.core.auth.PhoneNumber;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.users.PersonViews;
import heliograph.rpc.users.StatusViews;
import heliograph.rpc.view.PeerInputs;
import heliograph.tl.api.Contact;
import heliograph.tl.api.ContactStatus;
import heliograph.tl.api.TextWithEntities;
import heliograph.tl.api.TypeInputUser;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.UpdateUser;
import heliograph.tl.api.Updates;
import heliograph.tl.api.contacts.AcceptContact;
import heliograph.tl.api.contacts.AddContact;
import heliograph.tl.api.contacts.ContactsNotModified;
import heliograph.tl.api.contacts.DeleteContacts;
import heliograph.tl.api.contacts.EditCloseFriends;
import heliograph.tl.api.contacts.GetContacts;
import heliograph.tl.api.contacts.GetStatuses;
import heliograph.tl.api.contacts.ResetSaved;
import heliograph.tl.api.contacts.TypeContacts;
import heliograph.tl.api.contacts.UpdateContactNote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The address book.
///
/// @see <a href="https://core.telegram.org/method/contacts.getContacts">contacts.getContacts</a>
/// @see <a href="https://core.telegram.org/method/contacts.addContact">contacts.addContact</a>
/// @see <a href="https://core.telegram.org/method/contacts.deleteContacts">contacts.deleteContacts</a>
/// @see <a href="https://core.telegram.org/method/contacts.getStatuses">contacts.getStatuses</a>
/// @see <a href="https://core.telegram.org/method/contacts.updateContactNote">contacts.updateContactNote</a>
final class ContactMethods {
  /// How many people one call takes out of the address book.
  private static final int MAX_DELETED = 1000;

  private final Accounts accounts;
  private final Contacts contacts;
  private final Privacy privacy;
  private final PeerInputs peers;
  private final PersonViews people;
  private final StatusViews statuses;

  ContactMethods(
      Accounts accounts,
      Contacts contacts,
      Privacy privacy,
      PeerInputs peers,
      PersonViews people,
      StatusViews statuses) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.privacy = privacy;
    this.peers = peers;
    this.people = people;
    this.statuses = statuses;
  }

  void register(MethodTable.Builder table) {
    table
        .read(GetContacts.class, this::all)
        .read(GetStatuses.class, this::statuses)
        .lookupChange(AddContact.class, this::add)
        .lookupChange(AcceptContact.class, this::accept)
        .change(UpdateContactNote.class, this::note)
        .change(DeleteContacts.class, this::delete)
        .change(EditCloseFriends.class, this::closeFriends)
        .change(ResetSaved.class, this::reset);
  }

  private TypeContacts all(GetContacts asked, Call call) {
    Account account = accounts.self(call.user());
    List<UserId> ids = account.contacts().keySet().stream().sorted().toList();
    if (asked.hash() != 0 && asked.hash() == hash(ids)) {
      return new ContactsNotModified();
    }
    List<Contact> list =
        ids.stream().map(id -> new Contact(id.value(), mutual(account, id))).toList();
    return new heliograph.tl.api.contacts.Contacts(list, 0, people.users(call.user(), ids));
  }

  private List<ContactStatus> statuses(GetStatuses asked, Call call) {
    Account account = accounts.self(call.user());
    List<ContactStatus> list = new ArrayList<>();
    for (UserId id : account.contacts().keySet()) {
      Account other = accounts.find(id);
      if (other != null) {
        list.add(new ContactStatus(id.value(), statuses.of(account, other)));
      }
    }
    return list;
  }

  private TypeUpdates add(AddContact asked, Call call) {
    UserId user = peers.user(call.user(), asked.id());
    add(call, user, asked.firstName(), asked.lastName(), asked.phone());
    TextWithEntities note = asked.note();
    if (note != null) {
      contacts.note(call.user(), call.origin(), user, note.text());
    }
    if (asked.addPhonePrivacyException()) {
      allowNumber(call, user);
    }
    return changed(call, List.of(user));
  }

  /// A note is plain text: what it is decorated with is not kept.
  private Boolean note(UpdateContactNote asked, Call call) {
    UserId user = peers.user(call.user(), asked.id());
    contacts.note(call.user(), call.origin(), user, asked.note().text());
    return true;
  }

  /// Puts somebody who wrote first into the address book under the name that he bears.
  private TypeUpdates accept(AcceptContact asked, Call call) {
    UserId user = peers.user(call.user(), asked.id());
    var profile = accounts.named(user).profile();
    add(call, user, profile.firstName(), profile.lastName(), "");
    allowNumber(call, user);
    return changed(call, List.of(user));
  }

  private void add(Call call, UserId user, String firstName, String lastName, String phone) {
    if (firstName.isBlank()) {
      throw Refusal.CONTACT_NAME_EMPTY.exception();
    }
    if (user.equals(call.user()) || user.equals(UserId.SERVICE) || accounts.named(user).deleted()) {
      throw Refusal.CONTACT_ID_INVALID.exception();
    }
    var entry = new Contacts.Entry(user, known(call.user(), user, phone), firstName, lastName);
    contacts.add(call.user(), call.origin(), List.of(entry));
  }

  /// The number if it is the person's: typing a wrong one tells nothing and is not kept.
  /// Who does not want to be found by his number is not told by guesses either.
  private @Nullable String known(UserId owner, UserId user, String phone) {
    String typed = phone.isEmpty() ? "" : PhoneNumber.parse(phone).digits();
    Account account = accounts.named(user);
    boolean findable = account.allows(PrivacyKey.ADDED_BY_PHONE, owner);
    return findable && account.profile().number().equals(typed) ? typed : null;
  }

  private void allowNumber(Call call, UserId user) {
    if (accounts.self(call.user()).allows(PrivacyKey.PHONE_NUMBER, user)) {
      return;
    }
    List<PrivacyRules.Rule> rules = new ArrayList<>();
    List<UserId> allowed = new ArrayList<>(List.of(user));
    for (PrivacyRules.Rule rule : privacy.get(call.user(), PrivacyKey.PHONE_NUMBER).rules()) {
      switch (rule.kind()) {
        case ALLOW_USERS -> allowed.addAll(rule.users());
        case DENY_USERS ->
            rules.add(
                new PrivacyRules.Rule(
                    rule.kind(),
                    rule.users().stream().filter(other -> !other.equals(user)).toList()));
        default -> rules.add(rule);
      }
    }
    rules.addFirst(new PrivacyRules.Rule(PrivacyRules.Kind.ALLOW_USERS, allowed));
    privacy.set(call.user(), call.origin(), PrivacyKey.PHONE_NUMBER, new PrivacyRules(rules));
  }

  private TypeUpdates delete(DeleteContacts asked, Call call) {
    if (asked.id().size() > MAX_DELETED) {
      throw Refusal.LIMIT_INVALID.exception();
    }
    List<UserId> users = new ArrayList<>();
    for (TypeInputUser user : asked.id()) {
      users.add(peers.user(call.user(), user));
    }
    contacts.remove(call.user(), call.origin(), users);
    return changed(call, users);
  }

  private Boolean closeFriends(EditCloseFriends asked, Call call) {
    var closest = new HashSet<UserId>();
    for (long id : asked.id()) {
      if (id <= 0 || id > UserId.MAX) {
        throw Refusal.USER_ID_INVALID.exception();
      }
      closest.add(new UserId(id));
    }
    contacts.closeFriends(call.user(), call.origin(), closest);
    return true;
  }

  private Boolean reset(ResetSaved asked, Call call) {
    contacts.forgetNumbers(call.user(), call.origin());
    return true;
  }

  private TypeUpdates changed(Call call, List<UserId> users) {
    List<TypeUpdate> updates = new ArrayList<>();
    users.forEach(user -> updates.add(new UpdateUser(user.value())));
    return new Updates(updates, people.users(call.user(), users), List.of(), call.now(), 0);
  }

  private static boolean mutual(Account account, UserId other) {
    return account.followers().contains(other);
  }

  /// The hash by which clients say what they have: over the number of saved contacts, none here, and the sorted ids.
  ///
  /// @see <a href="https://core.telegram.org/api/offsets#hash-generation">api/offsets</a>
  private static long hash(List<UserId> sorted) {
    long hash = 0;
    hash = mix(hash, 0);
    for (UserId id : sorted) {
      hash = mix(hash, id.value());
    }
    return hash;
  }

  private static long mix(long hash, long next) {
    long h = hash;
    h ^= h >>> 21;
    h ^= h << 35;
    h ^= h >>> 4;
    return h + next;
  }
}
