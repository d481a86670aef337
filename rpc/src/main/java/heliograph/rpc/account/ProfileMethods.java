package heliograph.rpc.account;

import heliograph.core.account.Birthday;
import heliograph.core.account.Profiles;
import heliograph.core.account.Usernames;
import heliograph.core.presence.Presence;
import heliograph.rpc.Call;
import heliograph.rpc.Cost;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.People;
import heliograph.tl.api.TypeUser;
import heliograph.tl.api.account.CheckUsername;
import heliograph.tl.api.account.UpdateBirthday;
import heliograph.tl.api.account.UpdateProfile;
import heliograph.tl.api.account.UpdateStatus;
import heliograph.tl.api.account.UpdateUsername;

/// What a person says of himself.
///
/// @see <a href="https://core.telegram.org/method/account.updateProfile">account.updateProfile</a>
/// @see <a href="https://core.telegram.org/method/account.updateUsername">account.updateUsername</a>
/// @see <a href="https://core.telegram.org/method/account.updateStatus">account.updateStatus</a>
final class ProfileMethods {
  private final Profiles profiles;
  private final Usernames usernames;
  private final Presence presence;
  private final People people;

  ProfileMethods(Profiles profiles, Usernames usernames, Presence presence, People people) {
    this.profiles = profiles;
    this.usernames = usernames;
    this.presence = presence;
    this.people = people;
  }

  void register(MethodTable.Builder table) {
    table
        .lookupChange(UpdateProfile.class, this::update)
        .change(UpdateBirthday.class, this::birthday)
        .lookup(CheckUsername.class, this::check)
        .lookupChange(UpdateUsername.class, this::username)
        .change(UpdateStatus.class, this::status, Cost.PRESENCE);
  }

  private TypeUser update(UpdateProfile asked, Call call) {
    profiles.update(call.user(), call.origin(), asked.firstName(), asked.lastName(), asked.about());
    return people.user(call.user(), call.user());
  }

  private Boolean birthday(UpdateBirthday asked, Call call) {
    var day = asked.birthday();
    Integer year = day == null ? null : day.year();
    profiles.birthday(
        call.user(),
        call.origin(),
        day == null ? null : new Birthday(day.day(), day.month(), year == null ? 0 : year));
    return true;
  }

  private Boolean check(CheckUsername asked, Call call) {
    return usernames.available(call.user(), asked.username());
  }

  private TypeUser username(UpdateUsername asked, Call call) {
    usernames.change(call.user(), call.origin(), asked.username());
    return people.user(call.user(), call.user());
  }

  private Boolean status(UpdateStatus asked, Call call) {
    if (asked.offline()) {
      presence.offline(call.user());
    } else {
      presence.online(call.user());
    }
    return true;
  }
}
