package heliograph.client.chat;

import heliograph.client.Client;
import heliograph.client.LoginFlow;
import heliograph.client.LoginFlow.Outcome;
import heliograph.client.RpcException;
import heliograph.client.chat.Line.Style;
import heliograph.tl.api.User;
import org.jspecify.annotations.Nullable;

/// Asks for what a log-in needs, until it is done or the person gives up.
final class LoginDialogue {
  private static final String WRONG_CODE =
      "The code is wrong, or belongs to another number; Enter alone asks for the number again.";

  private final Client client;
  private final Screen screen;
  private @Nullable String number;
  private @Nullable String code;
  private @Nullable String name;

  /// @param number given beforehand, like `code` and `name`; null: ask
  LoginDialogue(
      Client client,
      Screen screen,
      @Nullable String number,
      @Nullable String code,
      @Nullable String name) {
    this.client = client;
    this.screen = screen;
    this.number = number;
    this.code = code;
    this.name = name;
  }

  /// Logs in unless somebody is; false: given up.
  boolean loggedIn() {
    if (client.loggedIn()) {
      try {
        var _ = client.self();
        return true;
      } catch (RpcException ended) {
        if (ended.code() != 401) {
          throw ended;
        }
        say("The last log-in was ended from elsewhere.");
      }
    }
    while (true) {
      String asked = answer(number, "Number: ");
      number = null;
      if (asked == null) {
        return false;
      }
      try {
        Boolean done = codes(client.logIn(asked));
        if (done != null) {
          return done;
        }
      } catch (RpcException refused) {
        if (refused.retryAfter() != null) {
          throw refused;
        }
        screen.show(Line.of(Style.ALERT, Words.of(refused)));
      }
    }
  }

  /// Tries codes; null: begin again with the number.
  private @Nullable Boolean codes(LoginFlow login) {
    if (login.sentToDevices()) {
      say("The code is the one of your invitation, or was sent to your other devices.");
    }
    while (true) {
      String typed = code != null ? code : screen.ask("Code: ");
      code = null;
      if (typed == null) {
        return false;
      }
      if (typed.isBlank()) {
        return null;
      }
      switch (login.code(typed)) {
        case Outcome.LoggedIn(User self) -> {
          say("Logged in as " + self.firstName() + ".");
          return true;
        }
        case Outcome.SignUpNeeded() -> {
          return signUp(login);
        }
        case Outcome.WrongCode() -> screen.show(Line.of(Style.ALERT, WRONG_CODE));
        case Outcome.ExpiredCode() -> {
          screen.show(Line.of(Style.ALERT, "The code is not valid any more."));
          return null;
        }
        case Outcome.PasswordNeeded() -> {
          screen.show(
              Line.of(
                  Style.ALERT, "This account has a password, which this client cannot ask for."));
          return false;
        }
      }
    }
  }

  private boolean signUp(LoginFlow login) {
    String typed = answer(name, "Your name (it is new here): ");
    if (typed == null) {
      return false;
    }
    String[] names = typed.strip().split("\\s+", 2);
    var _ = login.signUp(names[0], names.length > 1 ? names[1] : "");
    say("Welcome, " + names[0] + ".");
    return true;
  }

  private @Nullable String answer(@Nullable String given, String question) {
    String answer = given;
    while (answer == null || answer.isBlank()) {
      answer = screen.ask(question);
      if (answer == null) {
        return null;
      }
    }
    return answer.strip();
  }

  private void say(String text) {
    screen.show(Line.of(Style.PLAIN, text));
  }
}
