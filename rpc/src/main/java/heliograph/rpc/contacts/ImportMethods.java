package heliograph.rpc.contacts;

import heliograph.core.Refusal;
import heliograph.core.RefusedException;
import heliograph.core.UserId;
import heliograph.core.account.Account;
import heliograph.core.account.Accounts;
import heliograph.core.account.Contacts;
import heliograph.core.account.PrivacyKey;
import heliograph.core.account.Usernames;
import heliograph.core.auth.Numbers;
import heliograph.core.auth.PhoneNumber;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.users.PersonViews;
import heliograph.tl.api.ImportedContact;
import heliograph.tl.api.InputPhoneContact;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypePeer;
import heliograph.tl.api.contacts.DeleteByPhones;
import heliograph.tl.api.contacts.Found;
import heliograph.tl.api.contacts.ImportContacts;
import heliograph.tl.api.contacts.ImportedContacts;
import heliograph.tl.api.contacts.ResolvePhone;
import heliograph.tl.api.contacts.ResolveUsername;
import heliograph.tl.api.contacts.ResolvedPeer;
import heliograph.tl.api.contacts.Search;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finding people by number, user name or name. Who does not want to be found by number is not.
///
/// @see <a href="https://core.telegram.org/method/contacts.importContacts">contacts.importContacts</a>
/// @see <a href="https://core.telegram.org/method/contacts.resolveUsername">contacts.resolveUsername</a>
/// @see <a href="https://core.telegram.org/method/contacts.resolvePhone">contacts.resolvePhone</a>
/// @see <a href="https://core.telegram.org/method/contacts.search">contacts.search</a>
final class ImportMethods {
  /// Numbers that one call looks up; the client is told to bring the rest again.
  private static final int MAX_IMPORTED = 100;

  /// So many numbers are worth a look-up.
  private static final int NUMBERS_PER_LOOKUP = 10;

  private static final int MAX_FOUND = 50;
  private static final int MIN_QUERY = 2;

  private final Accounts accounts;
  private final Contacts contacts;
  private final Numbers numbers;
  private final Usernames usernames;
  private final PersonViews people;

  ImportMethods(
      Accounts accounts,
      Contacts contacts,
      Numbers numbers,
      Usernames usernames,
      PersonViews people) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.numbers = numbers;
    this.usernames = usernames;
    this.people = people;
  }

  void register(MethodTable.Builder table) {
    table
        .lookupChange(ImportContacts.class, this::importAll, ImportMethods::worth)
        .change(DeleteByPhones.class, this::delete)
        .lookup(ResolveUsername.class, this::byUsername)
        .lookup(ResolvePhone.class, this::byNumber)
        .lookup(Search.class, this::search);
  }

  private static int worth(ImportContacts asked) {
    return 1 + Math.min(asked.contacts().size(), MAX_IMPORTED) / NUMBERS_PER_LOOKUP;
  }

  private ImportedContacts importAll(ImportContacts asked, Call call) {
    Map<UserId, Contacts.Entry> found = new LinkedHashMap<>();
    List<ImportedContact> imported = new ArrayList<>();
    List<Long> later = new ArrayList<>();
    int looked = 0;
    for (InputPhoneContact each : asked.contacts()) {
      if (looked++ >= MAX_IMPORTED) {
        later.add(each.clientId());
        continue;
      }
      UserId user = findable(call.user(), each.phone());
      if (user != null && !user.equals(call.user())) {
        imported.add(new ImportedContact(user.value(), each.clientId()));
        found.put(user, entry(user, each));
      }
    }
    if (!found.isEmpty()) {
      contacts.add(call.user(), call.origin(), found.values());
    }
    return new ImportedContacts(
        imported, List.of(), later, people.users(call.user(), found.keySet()));
  }

  private Contacts.Entry entry(UserId user, InputPhoneContact each) {
    var profile = accounts.named(user).profile();
    boolean named = !each.firstName().isBlank() || !each.lastName().isBlank();
    return new Contacts.Entry(
        user,
        profile.number(),
        named ? each.firstName() : profile.firstName(),
        named ? each.lastName() : profile.lastName());
  }

  private Boolean delete(DeleteByPhones asked, Call call) {
    Set<String> digits = new LinkedHashSet<>();
    for (String phone : asked.phones()) {
      digits.add(PhoneNumber.parse(phone).digits());
    }
    List<UserId> users = new ArrayList<>();
    accounts
        .self(call.user())
        .contacts()
        .forEach((user, contact) -> {
          if (contact.number() != null && digits.contains(contact.number())) {
            users.add(user);
          }
        });
    contacts.remove(call.user(), call.origin(), users);
    return true;
  }

  private ResolvedPeer byUsername(ResolveUsername asked, Call call) {
    UserId user = usernames.find(bare(asked.username()));
    if (user == null) {
      throw Refusal.USERNAME_NOT_OCCUPIED.exception();
    }
    return resolved(call, user);
  }

  private ResolvedPeer byNumber(ResolvePhone asked, Call call) {
    UserId user = findable(call.user(), asked.phone());
    if (user == null) {
      throw Refusal.PHONE_NOT_OCCUPIED.exception();
    }
    return resolved(call, user);
  }

  private Found search(Search asked, Call call) {
    String query = asked.q().strip();
    if (query.length() < MIN_QUERY) {
      throw Refusal.QUERY_TOO_SHORT.exception();
    }
    int limit = Math.clamp(asked.limit(), 1, MAX_FOUND);
    List<UserId> own = contacts.search(call.user(), query, limit);
    UserId named = usernames.find(bare(query));
    List<UserId> others = named == null || own.contains(named) ? List.of() : List.of(named);
    Set<UserId> all = new LinkedHashSet<>(own);
    all.addAll(others);
    return new Found(peers(own), peers(others), List.of(), people.users(call.user(), all));
  }

  /// Whom the number leads to, if he wants to be found by it; oneself always.
  private @Nullable UserId findable(UserId asking, String typed) {
    UserId user;
    try {
      user = numbers.owner(PhoneNumber.parse(typed));
    } catch (RefusedException noNumber) {
      return null;
    }
    Account account = user == null ? null : accounts.find(user);
    return account != null && account.allows(PrivacyKey.ADDED_BY_PHONE, asking) ? user : null;
  }

  private ResolvedPeer resolved(Call call, UserId user) {
    return new ResolvedPeer(
        new PeerUser(user.value()), List.of(), people.users(call.user(), List.of(user)));
  }

  private static List<TypePeer> peers(List<UserId> users) {
    return users.stream().<TypePeer>map(user -> new PeerUser(user.value())).toList();
  }

  private static String bare(String username) {
    return username.startsWith("@") ? username.substring(1) : username;
  }
}
