package heliograph.rpc.account;

import heliograph.core.account.NotifySettings;
import heliograph.core.account.Privacy;
import heliograph.core.account.Profiles;
import heliograph.core.account.Settings;
import heliograph.core.account.Usernames;
import heliograph.core.auth.LogIns;
import heliograph.core.presence.Presence;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;

/// Brings all methods about one's own account into the table.
public final class AccountMethods {

  /// What they stand on.
  public record Parts(
      Profiles profiles,
      Usernames usernames,
      Presence presence,
      Privacy privacy,
      NotifySettings notifySettings,
      Settings settings,
      LogIns logIns) {}

  private AccountMethods() {}

  public static void register(
      MethodTable.Builder table, Parts parts, PeerInputs peers, People people) {
    new ProfileMethods(parts.profiles(), parts.usernames(), parts.presence(), people)
        .register(table);
    new PrivacyMethods(parts.privacy(), parts.presence(), peers, people).register(table);
    new NotifyMethods(parts.notifySettings(), peers, people).register(table);
    new SettingsMethods(parts.settings(), parts.logIns()).register(table);
    new PasswordMethods().register(table);
  }
}
