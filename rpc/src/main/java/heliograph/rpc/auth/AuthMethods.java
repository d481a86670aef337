package heliograph.rpc.auth;

import heliograph.core.account.Settings;
import heliograph.core.auth.AuthKeys;
import heliograph.core.auth.LentLogIns;
import heliograph.core.auth.LogIns;
import heliograph.core.auth.LoginTokens;
import heliograph.core.auth.SignIn;
import heliograph.core.auth.TempKeyBinding;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.People;

/// Brings all methods about getting in into the table.
public final class AuthMethods {

  /// What they stand on.
  public record Parts(
      SignIn signIn,
      AuthKeys keys,
      LogIns logIns,
      LoginTokens tokens,
      LentLogIns lent,
      TempKeyBinding binding,
      Settings settings) {}

  private AuthMethods() {}

  public static void register(MethodTable.Builder table, Parts parts, People people) {
    SessionViews sessions = new SessionViews(parts.logIns());
    new CodeMethods(parts.signIn(), people).register(table);
    new TokenMethods(parts.tokens(), parts.lent(), sessions, people).register(table);
    new SessionMethods(parts.keys(), parts.logIns(), sessions, parts.settings()).register(table);
    new TempKeyMethods(parts.binding(), parts.keys()).register(table);
  }
}
