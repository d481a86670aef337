package heliograph.rpc.auth;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.auth.PhoneNumber;
import heliograph.core.auth.SignIn;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.People;
import heliograph.tl.api.auth.Authorization;
import heliograph.tl.api.auth.AuthorizationSignUpRequired;
import heliograph.tl.api.auth.CancelCode;
import heliograph.tl.api.auth.ResendCode;
import heliograph.tl.api.auth.SendCode;
import heliograph.tl.api.auth.SentCode;
import heliograph.tl.api.auth.SentCodeTypeApp;
import heliograph.tl.api.auth.SignUp;
import heliograph.tl.api.auth.TypeAuthorization;
import heliograph.tl.api.auth.TypeSentCode;

/// Getting in with a number and a code.
///
/// @see <a href="https://core.telegram.org/api/auth">api/auth</a>
final class CodeMethods {
  private static final int CODE_LENGTH = 5;

  private final SignIn signIn;
  private final People people;

  CodeMethods(SignIn signIn, People people) {
    this.signIn = signIn;
    this.people = people;
  }

  void register(MethodTable.Builder table) {
    table
        .openChange(SendCode.class, this::send)
        .openChange(ResendCode.class, this::resend)
        .openChange(CancelCode.class, this::cancel)
        .openChange(heliograph.tl.api.auth.SignIn.class, this::signIn)
        .openChange(SignUp.class, this::signUp);
  }

  private TypeSentCode send(SendCode asked, Call call) {
    var number = PhoneNumber.parse(asked.phoneNumber());
    return sent(signIn.sendCode(call.key(), number, call.session().address()));
  }

  private TypeSentCode resend(ResendCode asked, Call call) {
    var number = PhoneNumber.parse(asked.phoneNumber());
    return sent(
        signIn.resendCode(call.key(), number, asked.phoneCodeHash(), call.session().address()));
  }

  private Boolean cancel(CancelCode asked, Call call) {
    signIn.cancelCode(call.key(), PhoneNumber.parse(asked.phoneNumber()), asked.phoneCodeHash());
    return true;
  }

  private TypeAuthorization signIn(heliograph.tl.api.auth.SignIn asked, Call call) {
    String code = asked.phoneCode();
    if (code == null) {
      throw Refusal.PHONE_CODE_EMPTY.exception();
    }
    var number = PhoneNumber.parse(asked.phoneNumber());
    var outcome =
        signIn.signIn(call.key(), number, asked.phoneCodeHash(), code, call.session().address());
    return switch (outcome) {
      case SignIn.Outcome.LoggedIn(UserId user) -> authorization(people, user);
      case SignIn.Outcome.SignUpRequired() -> new AuthorizationSignUpRequired(null);
    };
  }

  private TypeAuthorization signUp(SignUp asked, Call call) {
    UserId user =
        signIn.signUp(
            call.key(),
            PhoneNumber.parse(asked.phoneNumber()),
            asked.phoneCodeHash(),
            asked.firstName(),
            asked.lastName());
    return authorization(people, user);
  }

  static Authorization authorization(People people, UserId user) {
    return Authorization.builder().user(people.user(user, user)).build();
  }

  private static SentCode sent(String codeHash) {
    return new SentCode(new SentCodeTypeApp(CODE_LENGTH), codeHash, null, null);
  }
}
