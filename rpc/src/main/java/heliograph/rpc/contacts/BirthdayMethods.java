package heliograph.rpc.contacts;

import heliograph.core.UserId;
import heliograph.core.account.Account;
import heliograph.core.account.Accounts;
import heliograph.core.account.Birthday;
import heliograph.core.account.PrivacyKey;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.users.PersonViews;
import heliograph.tl.api.ContactBirthday;
import heliograph.tl.api.contacts.ContactBirthdays;
import heliograph.tl.api.contacts.GetBirthdays;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;

/// The contacts whose birthday is yesterday, today or tomorrow: what is today depends on where one is.
///
/// @see <a href="https://core.telegram.org/method/contacts.getBirthdays">contacts.getBirthdays</a>
final class BirthdayMethods {
  private final Accounts accounts;
  private final PersonViews people;

  BirthdayMethods(Accounts accounts, PersonViews people) {
    this.accounts = accounts;
    this.people = people;
  }

  void register(MethodTable.Builder table) {
    table.read(GetBirthdays.class, this::near);
  }

  private ContactBirthdays near(GetBirthdays asked, Call call) {
    LocalDate today = LocalDate.ofEpochDay(call.now() / 86_400L);
    List<ContactBirthday> found = new ArrayList<>();
    List<UserId> users = new ArrayList<>();
    for (UserId id : accounts.self(call.user()).contacts().keySet()) {
      Account contact = accounts.find(id);
      Integer packed = contact == null ? null : contact.profile().birthday();
      if (contact == null || packed == null || !contact.allows(PrivacyKey.BIRTHDAY, call.user())) {
        continue;
      }
      Birthday birthday = Birthday.unpack(packed);
      if (isNear(birthday, today)) {
        users.add(id);
        found.add(new ContactBirthday(id.value(), PersonViews.birthday(birthday)));
      }
    }
    return new ContactBirthdays(found, people.users(call.user(), users));
  }

  private static boolean isNear(Birthday birthday, LocalDate today) {
    MonthDay day = MonthDay.of(birthday.month(), birthday.day());
    return isOn(day, today) || isOn(day, today.minusDays(1)) || isOn(day, today.plusDays(1));
  }

  /// Who was born on 29 February has a birthday on the last of that month.
  private static boolean isOn(MonthDay day, LocalDate date) {
    return day.atYear(date.getYear()).equals(date);
  }
}
