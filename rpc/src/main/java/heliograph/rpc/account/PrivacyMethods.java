package heliograph.rpc.account;

import heliograph.core.UserId;
import heliograph.core.account.Privacy;
import heliograph.core.account.PrivacyKey;
import heliograph.core.presence.Presence;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.tl.api.TypeUser;
import heliograph.tl.api.account.GetPrivacy;
import heliograph.tl.api.account.PrivacyRules;
import heliograph.tl.api.account.SetPrivacy;
import java.util.List;

/// Who may see what.
///
/// @see <a href="https://core.telegram.org/method/account.setPrivacy">account.setPrivacy</a>
final class PrivacyMethods {
  private final Privacy privacy;
  private final Presence presence;
  private final PeerInputs peers;
  private final People people;

  PrivacyMethods(Privacy privacy, Presence presence, PeerInputs peers, People people) {
    this.privacy = privacy;
    this.presence = presence;
    this.peers = peers;
    this.people = people;
  }

  void register(MethodTable.Builder table) {
    table.read(GetPrivacy.class, this::get).change(SetPrivacy.class, this::set);
  }

  private PrivacyRules get(GetPrivacy asked, Call call) {
    return view(call.user(), PrivacyViews.key(asked.key()));
  }

  private PrivacyRules set(SetPrivacy asked, Call call) {
    PrivacyKey key = PrivacyViews.key(asked.key());
    var rules = PrivacyViews.rules(asked.rules(), user -> peers.user(call.user(), user));
    privacy.set(call.user(), call.origin(), key, rules);
    if (key == PrivacyKey.LAST_SEEN) {
      presence.shownOtherwise(call.user());
    }
    return view(call.user(), key);
  }

  private PrivacyRules view(UserId owner, PrivacyKey key) {
    var rules = privacy.get(owner, key);
    List<TypeUser> users =
        rules.rules().stream()
            .flatMap(rule -> rule.users().stream())
            .distinct()
            .map(user -> people.user(owner, user))
            .toList();
    return new PrivacyRules(PrivacyViews.view(rules), List.of(), users);
  }
}
