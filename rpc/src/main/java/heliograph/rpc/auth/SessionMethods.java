package heliograph.rpc.auth;

import heliograph.core.account.Settings;
import heliograph.core.auth.AuthKeys;
import heliograph.core.auth.LogIns;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.tl.api.account.Authorizations;
import heliograph.tl.api.account.DeleteAccount;
import heliograph.tl.api.account.GetAuthorizations;
import heliograph.tl.api.account.ResetAuthorization;
import heliograph.tl.api.account.SetAuthorizationTTL;
import heliograph.tl.api.auth.LogOut;
import heliograph.tl.api.auth.LoggedOut;
import heliograph.tl.api.auth.ResetAuthorizations;

/// The list of log-ins, and ending them: one, all others, or all with the account.
///
/// @see <a href="https://core.telegram.org/method/account.getAuthorizations">account.getAuthorizations</a>
/// @see <a href="https://core.telegram.org/method/auth.resetAuthorizations">auth.resetAuthorizations</a>
/// @see <a href="https://core.telegram.org/method/account.deleteAccount">account.deleteAccount</a>
final class SessionMethods {
  private final AuthKeys keys;
  private final LogIns logIns;
  private final SessionViews views;
  private final Settings settings;

  SessionMethods(AuthKeys keys, LogIns logIns, SessionViews views, Settings settings) {
    this.keys = keys;
    this.logIns = logIns;
    this.views = views;
    this.settings = settings;
  }

  void register(MethodTable.Builder table) {
    table
        .openChange(LogOut.class, this::logOut)
        .read(GetAuthorizations.class, this::list)
        .change(ResetAuthorization.class, this::reset)
        .change(ResetAuthorizations.class, this::resetOthers)
        .change(SetAuthorizationTTL.class, this::lifetime)
        .change(DeleteAccount.class, this::delete);
  }

  private LoggedOut logOut(LogOut asked, Call call) {
    keys.logOut(call.key(), true);
    return new LoggedOut(null);
  }

  private Authorizations list(GetAuthorizations asked, Call call) {
    return new Authorizations(
        settings.get(call.user()).sessionDays(), views.all(call.user(), call.authKeyId()));
  }

  private Boolean reset(ResetAuthorization asked, Call call) {
    logIns.end(call.user(), call.authKeyId(), asked.hash());
    return true;
  }

  private Boolean resetOthers(ResetAuthorizations asked, Call call) {
    logIns.endOthers(call.user(), call.authKeyId());
    return true;
  }

  private Boolean lifetime(SetAuthorizationTTL asked, Call call) {
    if (asked.authorizationTtlDays() < settings.get(call.user()).sessionDays()) {
      logIns.requireSettled(call.user(), call.authKeyId());
    }
    settings.change(
        call.user(),
        call.origin(),
        before -> before.toBuilder().sessionDays(asked.authorizationTtlDays()).build());
    return true;
  }

  private Boolean delete(DeleteAccount asked, Call call) {
    logIns.delete(call.user(), call.authKeyId());
    return true;
  }
}
