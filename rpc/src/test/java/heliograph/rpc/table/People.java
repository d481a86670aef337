package heliograph.rpc.table;

import heliograph.core.auth.Invites;
import heliograph.tl.api.CodeSettings;
import heliograph.tl.api.User;
import heliograph.tl.api.auth.Authorization;
import heliograph.tl.api.auth.SendCode;
import heliograph.tl.api.auth.SentCode;
import heliograph.tl.api.auth.SignIn;
import heliograph.tl.api.auth.SignUp;

/// Has people sign up as clients do.
final class People {
  private People() {}

  static User signUp(TestServer server, TestSession session, String name) {
    return signUp(session, server.invites.create(), name);
  }

  static User signUp(TestSession session, Invites.Invite invite, String name) {
    String number = invite.number().toString();
    var sent = (SentCode) session.ask(new SendCode(number, 1, "", CodeSettings.builder().build()));
    var _ = session.ask(new SignIn(number, sent.phoneCodeHash(), invite.code(), null));
    var done =
        (Authorization) session.ask(new SignUp(false, number, sent.phoneCodeHash(), name, ""));
    return (User) done.user();
  }
}
