package heliograph.rpc.account;

import heliograph.core.UserId;
import heliograph.core.account.Settings;
import heliograph.core.auth.LogIns;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.tl.api.AccountDaysTTL;
import heliograph.tl.api.GlobalPrivacySettings;
import heliograph.tl.api.account.ContentSettings;
import heliograph.tl.api.account.GetAccountTTL;
import heliograph.tl.api.account.GetContactSignUpNotification;
import heliograph.tl.api.account.GetContentSettings;
import heliograph.tl.api.account.GetGlobalPrivacySettings;
import heliograph.tl.api.account.SetAccountTTL;
import heliograph.tl.api.account.SetContactSignUpNotification;
import heliograph.tl.api.account.SetContentSettings;
import heliograph.tl.api.account.SetGlobalPrivacySettings;
import heliograph.tl.storage.StoredSettings;
import java.util.function.UnaryOperator;

/// Settings that concern nobody else.
///
/// @see <a href="https://core.telegram.org/method/account.setGlobalPrivacySettings">account.setGlobalPrivacySettings</a>
/// @see <a href="https://core.telegram.org/method/account.setContentSettings">account.setContentSettings</a>
/// @see <a href="https://core.telegram.org/method/account.setAccountTTL">account.setAccountTTL</a>
final class SettingsMethods {
  private final Settings settings;
  private final LogIns logIns;

  SettingsMethods(Settings settings, LogIns logIns) {
    this.settings = settings;
    this.logIns = logIns;
  }

  void register(MethodTable.Builder table) {
    table
        .read(
            GetAccountTTL.class,
            (_, call) -> new AccountDaysTTL(settings.get(call.user()).accountDays()))
        .change(SetAccountTTL.class, this::setLifetime)
        .read(GetGlobalPrivacySettings.class, (_, call) -> global(call.user()))
        .change(SetGlobalPrivacySettings.class, this::setGlobal)
        .read(
            GetContentSettings.class,
            (_, call) -> new ContentSettings(settings.get(call.user()).sensitive(), true))
        .change(
            SetContentSettings.class,
            (asked, call) ->
                change(
                    call, before -> before.toBuilder().sensitive(asked.sensitiveEnabled()).build()))
        .read(
            GetContactSignUpNotification.class,
            (_, call) -> settings.get(call.user()).silentSignUps())
        .change(
            SetContactSignUpNotification.class,
            (asked, call) ->
                change(call, before -> before.toBuilder().silentSignUps(asked.silent()).build()));
  }

  private Boolean setLifetime(SetAccountTTL asked, Call call) {
    int days = asked.ttl().days();
    if (days < settings.get(call.user()).accountDays()) {
      logIns.requireSettled(call.user(), call.authKeyId());
    }
    return change(call, before -> before.toBuilder().accountDays(days).build());
  }

  private GlobalPrivacySettings setGlobal(SetGlobalPrivacySettings asked, Call call) {
    GlobalPrivacySettings wanted = asked.settings();
    change(
        call,
        before ->
            before.toBuilder()
                .archiveStrangers(wanted.archiveAndMuteNewNoncontactPeers())
                .keepArchivedUnmuted(wanted.keepArchivedUnmuted())
                .keepArchivedFolders(wanted.keepArchivedFolders())
                .hideReadMarks(wanted.hideReadMarks())
                .build());
    return global(call.user());
  }

  private GlobalPrivacySettings global(UserId user) {
    StoredSettings stored = settings.get(user);
    return GlobalPrivacySettings.builder()
        .archiveAndMuteNewNoncontactPeers(stored.archiveStrangers())
        .keepArchivedUnmuted(stored.keepArchivedUnmuted())
        .keepArchivedFolders(stored.keepArchivedFolders())
        .hideReadMarks(stored.hideReadMarks())
        .build();
  }

  private Boolean change(Call call, UnaryOperator<StoredSettings> edit) {
    settings.change(call.user(), call.origin(), edit);
    return true;
  }
}
