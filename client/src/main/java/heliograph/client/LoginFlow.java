package heliograph.client;

import heliograph.tl.api.CodeSettings;
import heliograph.tl.api.TypeUser;
import heliograph.tl.api.User;
import heliograph.tl.api.auth.Authorization;
import heliograph.tl.api.auth.AuthorizationSignUpRequired;
import heliograph.tl.api.auth.SendCode;
import heliograph.tl.api.auth.SentCode;
import heliograph.tl.api.auth.SentCodePaymentRequired;
import heliograph.tl.api.auth.SentCodeSuccess;
import heliograph.tl.api.auth.SentCodeTypeApp;
import heliograph.tl.api.auth.SignIn;
import heliograph.tl.api.auth.SignUp;
import heliograph.tl.api.auth.TypeAuthorization;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A log-in on its way: a number was named, a code is awaited (core.telegram.org/api/auth).
public final class LoginFlow {

  /// Where a code led.
  public sealed interface Outcome {
    /// In.
    record LoggedIn(User self) implements Outcome {}

    /// The code is right and the number is new: `signUp` makes the account.
    record SignUpNeeded() implements Outcome {}

    /// The code is wrong; another may be tried.
    record WrongCode() implements Outcome {}

    /// The code is spent or too old: begin anew.
    record ExpiredCode() implements Outcome {}

    /// The account has a second password, which this client cannot ask for.
    record PasswordNeeded() implements Outcome {}
  }

  private final Caller server;
  private final Consumer<User> loggedIn;
  private final String number;
  private final String hash;
  private final boolean sentToDevices;

  private LoginFlow(
      Caller server, Consumer<User> loggedIn, String number, String hash, boolean sentToDevices) {
    this.server = server;
    this.loggedIn = loggedIn;
    this.number = number;
    this.hash = hash;
    this.sentToDevices = sentToDevices;
  }

  /// Asks for a code.
  ///
  /// @param loggedIn is told who it was, as soon as that is known
  public static LoginFlow start(Caller server, Consumer<User> loggedIn, String number) {
    SendCode question =
        new SendCode(number, Device.API_ID, Device.API_HASH, CodeSettings.builder().build());
    return switch (server.call(question)) {
      case SentCode sent ->
          new LoginFlow(
              server,
              loggedIn,
              number,
              sent.phoneCodeHash(),
              sent.type() instanceof SentCodeTypeApp);
      case SentCodeSuccess _ ->
          throw new IllegalStateException("logged in without a code, with nothing to log in by");
      case SentCodePaymentRequired _ -> throw new RpcException(400, "PAYMENT_REQUIRED");
    };
  }

  /// Whether the code has gone to the account's other devices.
  public boolean sentToDevices() {
    return sentToDevices;
  }

  /// Tries a code.
  ///
  /// @throws RpcException the server refused for another reason than the code, a wait for instance
  public Outcome code(String code) {
    try {
      SignIn question =
          SignIn.builder().phoneNumber(number).phoneCodeHash(hash).phoneCode(code.strip()).build();
      User self = self(server.call(question));
      return self == null ? new Outcome.SignUpNeeded() : new Outcome.LoggedIn(self);
    } catch (RpcException refused) {
      return switch (refused.type()) {
        case "PHONE_CODE_INVALID", "PHONE_CODE_EMPTY" -> new Outcome.WrongCode();
        case "PHONE_CODE_EXPIRED" -> new Outcome.ExpiredCode();
        case "PHONE_NUMBER_UNOCCUPIED" -> new Outcome.SignUpNeeded();
        case "SESSION_PASSWORD_NEEDED" -> new Outcome.PasswordNeeded();
        default -> throw refused;
      };
    }
  }

  /// Makes the account, after `SignUpNeeded`.
  public User signUp(String firstName, String lastName) {
    SignUp question =
        SignUp.builder()
            .phoneNumber(number)
            .phoneCodeHash(hash)
            .firstName(firstName)
            .lastName(lastName)
            .build();
    User self = self(server.call(question));
    if (self == null) {
      throw new RpcException(400, "PHONE_CODE_INVALID");
    }
    return self;
  }

  private @Nullable User self(TypeAuthorization answer) {
    return switch (answer) {
      case Authorization a -> self(a.user());
      case AuthorizationSignUpRequired _ -> null;
    };
  }

  private User self(TypeUser answer) {
    if (!(answer instanceof User user)) {
      throw new IllegalStateException("logged in as nobody");
    }
    loggedIn.accept(user);
    return user;
  }
}
