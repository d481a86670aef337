package heliograph.client.chat;

import heliograph.client.chat.Line.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What can be typed: the one table of commands.
@SuppressWarnings("ImmutableEnumChecker") // actions are lambdas that hold nothing
enum Command {
  CHATS("/chats", "", "list the chats", (chat, _) -> chat.list()),
  OPEN("/open", "WHOM", "open a chat: its number, @name, +number, me, or a name", Chat::open),
  MORE("/more", "", "older messages of the open chat", (chat, _) -> chat.more()),
  REPLY("/reply", "ID TEXT", "answer a message", Command::reply),
  EDIT("/edit", "ID TEXT", "change a message of yours", Command::edit),
  DELETE("/delete", "ID... [both]", "delete messages here, or for both", Command::delete),
  SEARCH("/search", "WORDS", "search in the open chat", Chat::search),
  FIND("/find", "WORDS", "search in all chats", Chat::find),
  CONTACTS("/contacts", "", "list your contacts", (chat, _) -> chat.contacts()),
  ADD("/add", "+NUMBER NAME", "add a contact", Command::add),
  ME("/me", "", "who you are", (chat, _) -> chat.me()),
  WAIT("/wait", "SECONDS", "let time pass (for scripts)", Command::pause),
  HELP("/help", "", "this list", (chat, _) -> chat.help()),
  QUIT("/quit", "", "leave; you stay logged in", (_, _) -> {});

  private static final int MAX_WAIT_SECONDS = 3600;

  private final String word;
  private final String arguments;
  private final String does;
  private final Action action;

  private interface Action {
    void run(Chat chat, String rest);
  }

  Command(String word, String arguments, String does, Action action) {
    this.word = word;
    this.arguments = arguments;
    this.does = does;
    this.action = action;
  }

  String word() {
    return word;
  }

  String usage() {
    return arguments.isEmpty() ? word : word + " " + arguments;
  }

  String does() {
    return does;
  }

  /// Does what a line beginning with `/` says; false: leave. A command may be shortened as long as it is the first.
  static boolean take(Chat chat, String typed) {
    String[] parts = typed.strip().split("\\s+", 2);
    String rest = parts.length > 1 ? parts[1] : "";
    for (Command command : values()) {
      if (parts[0].length() > 1 && command.word.startsWith(parts[0].toLowerCase(Locale.ROOT))) {
        boolean needed = !command.arguments.isEmpty();
        if (needed && rest.isEmpty()) {
          throw new Refusal("Usage: " + command.usage());
        }
        command.action.run(chat, rest);
        return command != QUIT;
      }
    }
    chat.say(Style.ALERT, "There is no " + parts[0] + ". /help shows what there is.");
    return true;
  }

  private static void reply(Chat chat, String rest) {
    String[] parts = idAndText(REPLY, rest);
    chat.write(parts[1], id(parts[0]));
  }

  private static void edit(Chat chat, String rest) {
    String[] parts = idAndText(EDIT, rest);
    chat.edit(id(parts[0]), parts[1]);
  }

  private static void delete(Chat chat, String rest) {
    List<Integer> ids = new ArrayList<>();
    boolean both = false;
    for (String part : rest.split("\\s+", -1)) {
      if (part.equals("both")) {
        both = true;
      } else if (!part.isEmpty()) {
        ids.add(id(part));
      }
    }
    if (ids.isEmpty()) {
      throw new Refusal("Usage: " + DELETE.usage());
    }
    chat.delete(ids, both);
  }

  private static void add(Chat chat, String rest) {
    String[] parts = rest.split("\\s+", 3);
    if (parts.length < 2) {
      throw new Refusal("Usage: " + ADD.usage());
    }
    chat.add(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
  }

  private static void pause(Chat chat, String rest) {
    int seconds = number(rest);
    chat.pause(Duration.ofSeconds(Math.min(seconds, MAX_WAIT_SECONDS)));
  }

  private static String[] idAndText(Command command, String rest) {
    String[] parts = rest.split("\\s+", 2);
    if (parts.length < 2) {
      throw new Refusal("Usage: " + command.usage());
    }
    return parts;
  }

  private static int id(String text) {
    return number(text.startsWith("#") ? text.substring(1) : text);
  }

  private static int number(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new Refusal(SafeText.line(text, 20) + " is not a number.");
    }
    return Integer.parseInt(text);
  }
}
