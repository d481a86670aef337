package heliograph.client.chat;

import heliograph.client.ConnectionLostException;
import heliograph.client.Peers;
import heliograph.client.RpcException;
import heliograph.client.chat.Line.Style;
import heliograph.tl.api.Dialog;
import heliograph.tl.api.Message;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A person's chats at the terminal: reads what is typed, shows what happens.
///
/// What is typed and what arrives come from two threads; one lock makes them take turns, so that a line never tells of
/// a state that another line has changed.
final class Chat {
  private static final int PAGE = 20;

  private final Screen screen;
  private final Conversations server;
  private final Peers peers;
  private final ChatView view;
  private final ReentrantLock turn = new ReentrantLock();
  private final Condition never = turn.newCondition();
  private List<Dialog> listed = List.of();
  private @Nullable OpenChat open;

  Chat(Screen screen, Conversations server, Peers peers, ChatView view) {
    this.screen = screen;
    this.server = server;
    this.peers = peers;
    this.view = view;
  }

  /// Talks until the person leaves or the input ends.
  void run() {
    withTurn(this::list);
    say(Style.FAINT, "Type /help for what can be done.");
    while (true) {
      String typed = screen.read(prompt());
      if (typed == null || !screen.unlessGivenUp(() -> take(typed))) {
        return;
      }
    }
  }

  /// Runs something that must not be interrupted by anything else that this chat does.
  void withTurn(Runnable action) {
    turn.lock();
    try {
      action.run();
    } finally {
      turn.unlock();
    }
  }

  /// Does what was typed; false: leave.
  private boolean take(String typed) {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException givenUp) {
      say(Style.ALERT, "Given up.");
      return true;
    }
    try {
      if (typed.isBlank()) {
        return true;
      }
      if (!typed.startsWith("/")) {
        write(typed, 0);
        return true;
      }
      if (typed.startsWith("//")) {
        write(typed.substring(1), 0);
        return true;
      }
      return Command.take(this, typed);
    } catch (Refusal refusal) {
      say(Style.ALERT, refusal.getMessage());
    } catch (RpcException refused) {
      say(Style.ALERT, Words.of(refused));
    } catch (ConnectionLostException unanswered) {
      String why =
          Thread.currentThread().isInterrupted() ? "Given up." : "The server does not answer.";
      say(Style.ALERT, why + " What you typed may not have arrived; /open shows what did.");
    } finally {
      turn.unlock();
    }
    return true;
  }

  // ---- what can be typed ----

  void list() {
    Conversations.Overview overview = server.chats();
    listed = overview.dialogs();
    if (listed.isEmpty()) {
      say(Style.PLAIN, "No chats yet. /open +number or /open @name begins one.");
    }
    int number = 1;
    for (Dialog dialog : listed) {
      long userId = ChatView.userId(dialog.peer());
      screen.show(view.chat(number++, dialog, overview.tops().get(userId), screen.columns()));
    }
  }

  void open(String whom) {
    long userId = person(whom);
    Dialog dialog = dialog(userId);
    User user = peers.user(userId);
    boolean online = user != null && view.isOnline(user);
    OpenChat chat = new OpenChat(userId, dialog == null ? 0 : dialog.readOutboxMaxId(), online);
    open = chat;
    Line.Builder title = Line.builder().add(Style.TITLE, view.name(userId));
    if (user != null && !user.self()) {
      title.add(Style.FAINT, ", " + view.presence(user));
    }
    screen.show(title.build());
    List<TypeMessage> page = server.history(userId, 0, PAGE);
    show(chat, page);
    markRead(chat, page);
  }

  void more() {
    OpenChat chat = opened();
    List<TypeMessage> page = server.history(chat.userId(), chat.oldestShown(), PAGE);
    if (page.isEmpty()) {
      say(Style.FAINT, "That was the beginning.");
    }
    chat.lastDate(0);
    show(chat, page);
  }

  void write(String text, int replyTo) {
    OpenChat chat = opened();
    TypeMessage sent = server.send(chat.userId(), text, replyTo);
    if (sent != null) {
      show(chat, List.of(sent));
    }
  }

  void edit(int id, String text) {
    server.edit(opened().userId(), id, text);
  }

  void delete(List<Integer> ids, boolean forBoth) {
    var _ = opened();
    if (server.delete(ids, forBoth) == 0) {
      throw new Refusal("There is no such message.");
    }
    say(Style.FAINT, forBoth ? "Deleted for both." : "Deleted here.");
  }

  void search(String words) {
    OpenChat chat = open;
    List<TypeMessage> found =
        chat == null
            ? server.searchEverywhere(words, PAGE)
            : server.search(chat.userId(), words, PAGE);
    showFound(found, chat);
  }

  void find(String words) {
    showFound(server.searchEverywhere(words, PAGE), null);
  }

  void contacts() {
    List<User> contacts = server.contacts();
    if (contacts.isEmpty()) {
      say(Style.PLAIN, "No contacts yet. /add +number Name adds one.");
    }
    for (User contact : contacts) {
      screen.show(
          Line.builder()
              .add(Style.PLAIN, ChatView.name(contact))
              .add(Style.FAINT, ", " + view.presence(contact))
              .build());
    }
  }

  void add(String number, String firstName, String lastName) {
    User user = server.addContact(number, firstName, lastName);
    if (user == null) {
      throw new Refusal("Nobody with the number " + number + " can be found.");
    }
    say(Style.PLAIN, ChatView.name(user) + " is among your contacts now.");
  }

  void me() {
    User self = peers.self();
    if (self != null) {
      String name = (text(self.firstName()) + " " + text(self.lastName())).strip();
      String username = self.username() == null ? "" : ", @" + self.username();
      say(Style.PLAIN, name + ", +" + text(self.phone()) + username);
    }
  }

  /// Lets time pass, for scripts: what arrives meanwhile is shown.
  void pause(Duration time) {
    try {
      long left = time.toNanos();
      while (left > 0) {
        left = never.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void say(Style style, String text) {
    screen.show(Line.of(style, text));
  }

  void help() {
    for (Command command : Command.values()) {
      screen.show(
          Line.builder()
              .column(Style.TITLE, "  " + command.usage(), 28)
              .add(Style.PLAIN, command.does())
              .build());
    }
    say(Style.FAINT, "Anything else is sent to the open chat; // sends a text that begins with /.");
  }

  // ---- what happens (called by Live, in its turn) ----

  @Nullable OpenChat openChat() {
    return open;
  }

  @Nullable User self() {
    return peers.self();
  }

  ChatView view() {
    return view;
  }

  /// Shows a message that came in or was sent from another device.
  void arrived(Message message) {
    OpenChat chat = open;
    if (chat != null && ChatView.userId(message.peerId()) == chat.userId()) {
      show(chat, List.of(message));
      if (!message.out()) {
        markRead(chat, List.of(message));
      }
    } else if (!message.out()) {
      screen.show(view.elsewhere(message));
    }
  }

  void edited(Message message) {
    OpenChat chat = open;
    if (chat != null
        && chat.userId() == ChatView.userId(message.peerId())
        && chat.edit(message)
        && chat.isShown(message.id())) {
      view.message(message, chat.readOutboxUpTo()).forEach(screen::show);
    }
  }

  /// Names of chats and commands, for completion.
  List<String> words() {
    List<String> words = new ArrayList<>();
    for (Command command : Command.values()) {
      words.add(command.word());
    }
    return words;
  }

  // ---- how ----

  private String prompt() {
    OpenChat chat = open;
    return chat == null ? "> " : SafeText.line(view.name(chat.userId()), 20) + "> ";
  }

  private OpenChat opened() {
    OpenChat chat = open;
    if (chat == null) {
      throw new Refusal("No chat is open. /open NUMBER opens one of the list.");
    }
    return chat;
  }

  private void show(OpenChat chat, List<TypeMessage> messages) {
    for (TypeMessage message : messages) {
      if (!chat.show(message)) {
        continue;
      }
      int date = ChatView.date(message);
      if (!view.sameDay(chat.lastDate(), date)) {
        screen.show(view.day(date));
      }
      chat.lastDate(date);
      view.message(message, chat.readOutboxUpTo()).forEach(screen::show);
    }
  }

  private void showFound(List<TypeMessage> found, @Nullable OpenChat in) {
    if (found.isEmpty()) {
      say(Style.PLAIN, "Nothing was found.");
    }
    int lastDate = 0;
    for (TypeMessage message : found) {
      int date = ChatView.date(message);
      if (!view.sameDay(lastDate, date)) {
        screen.show(view.day(date));
      }
      lastDate = date;
      if (in == null && message instanceof Message m) {
        say(Style.FAINT, "with " + view.name(ChatView.userId(m.peerId())));
      }
      view.message(message, in == null ? 0 : in.readOutboxUpTo()).forEach(screen::show);
    }
  }

  private void markRead(OpenChat chat, List<TypeMessage> shown) {
    int newest = 0;
    for (TypeMessage message : shown) {
      if (!(message instanceof Message m && m.out())) {
        newest = Math.max(newest, ChatView.id(message));
      }
    }
    if (newest > 0) {
      server.read(chat.userId(), newest);
    }
  }

  private @Nullable Dialog dialog(long userId) {
    for (Dialog dialog : server.chats().dialogs()) {
      if (ChatView.userId(dialog.peer()) == userId) {
        return dialog;
      }
    }
    return null;
  }

  /// The id of whom the person means: a number of the list, `@name`, `+number`, `me`, or the beginning of a name.
  private long person(String whom) {
    if (whom.matches("\\d{1,3}")) {
      int number = Integer.parseInt(whom);
      if (number > listed.size()) {
        listed = server.chats().dialogs();
      }
      if (number < 1 || number > listed.size()) {
        throw new Refusal("There is no chat number " + number + ". /chats shows the list.");
      }
      return ChatView.userId(listed.get(number - 1).peer());
    }
    User self = peers.self();
    if (whom.equals("me") && self != null) {
      return self.id();
    }
    if (whom.startsWith("@") || whom.startsWith("+")) {
      User user = server.find(whom);
      if (user == null) {
        throw new Refusal("Nobody is called " + whom + ".");
      }
      return user.id();
    }
    return byName(whom);
  }

  private long byName(String beginning) {
    String wanted = beginning.toLowerCase(Locale.ROOT);
    for (Dialog dialog : server.chats().dialogs()) {
      long userId = ChatView.userId(dialog.peer());
      if (view.name(userId).toLowerCase(Locale.ROOT).startsWith(wanted)) {
        return userId;
      }
    }
    List<User> found = server.findByName(beginning);
    if (found.isEmpty()) {
      throw new Refusal("Nobody called " + beginning + " was found.");
    }
    return found.getFirst().id();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
