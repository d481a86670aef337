package heliograph.rpc.auth;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.auth.AuthKey;
import heliograph.core.auth.LentLogIns;
import heliograph.core.auth.LoginTokens;
import heliograph.rpc.Call;
import heliograph.rpc.ClientSession;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.People;
import heliograph.tl.api.Authorization;
import heliograph.tl.api.UpdateLoginToken;
import heliograph.tl.api.UpdateShort;
import heliograph.tl.api.auth.AcceptLoginToken;
import heliograph.tl.api.auth.ExportAuthorization;
import heliograph.tl.api.auth.ExportLoginToken;
import heliograph.tl.api.auth.ExportedAuthorization;
import heliograph.tl.api.auth.ImportAuthorization;
import heliograph.tl.api.auth.ImportLoginToken;
import heliograph.tl.api.auth.LoginToken;
import heliograph.tl.api.auth.LoginTokenSuccess;
import heliograph.tl.api.auth.TypeAuthorization;
import heliograph.tl.api.auth.TypeLoginToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Getting in by what another key of the same person allows: a picture that a device scans, or a word that a client
/// carries from one of its keys to another.
///
/// @see <a href="https://core.telegram.org/api/qr-login">api/qr-login</a>
/// @see <a href="https://core.telegram.org/method/auth.exportAuthorization">auth.exportAuthorization</a>
final class TokenMethods {
  private static final Logger LOG = LoggerFactory.getLogger(TokenMethods.class);

  private final LoginTokens tokens;
  private final LentLogIns lent;
  private final SessionViews sessions;
  private final People people;

  TokenMethods(LoginTokens tokens, LentLogIns lent, SessionViews sessions, People people) {
    this.tokens = tokens;
    this.lent = lent;
    this.sessions = sessions;
    this.people = people;
  }

  void register(MethodTable.Builder table) {
    table
        .openChange(ExportLoginToken.class, this::show)
        .openChange(ImportLoginToken.class, this::carry)
        .change(AcceptLoginToken.class, this::accept)
        .change(ExportAuthorization.class, this::export)
        .openChange(ImportAuthorization.class, this::borrow);
  }

  private TypeLoginToken show(ExportLoginToken asked, Call call) {
    UserId user = call.userIfAny();
    if (user != null) {
      return new LoginTokenSuccess(CodeMethods.authorization(people, user));
    }
    ClientSession session = call.session();
    AuthKey key = call.key();
    var token = tokens.show(key, at -> tell(session, at, call.layer()));
    return new LoginToken(token.expires(), token.bytes());
  }

  /// Who accepts a token is not to fail because the device that shows it is gone or cannot be told.
  private static void tell(ClientSession session, int at, int layer) {
    try {
      session.push(new UpdateShort(new UpdateLoginToken(), at).toBytes(layer));
    } catch (RuntimeException failure) {
      LOG.warn("A device was not told that its token was accepted", failure);
    }
  }

  /// There is one data centre, so no token ever has to be carried to another: it was accepted, or it was not.
  private TypeLoginToken carry(ImportLoginToken asked, Call call) {
    UserId user = call.userIfAny();
    if (user == null) {
      throw Refusal.AUTH_TOKEN_INVALID.exception();
    }
    return new LoginTokenSuccess(CodeMethods.authorization(people, user));
  }

  private Authorization accept(AcceptLoginToken asked, Call call) {
    AuthKey accepted = tokens.accept(call.user(), call.authKeyId(), asked.token());
    return sessions.session(call.user(), accepted.id(), call.authKeyId());
  }

  private ExportedAuthorization export(ExportAuthorization asked, Call call) {
    UserId user = call.user();
    return new ExportedAuthorization(user.value(), lent.export(user, call.authKeyId()));
  }

  private TypeAuthorization borrow(ImportAuthorization asked, Call call) {
    return CodeMethods.authorization(people, lent.accept(call.key(), asked.id(), asked.bytes()));
  }
}
