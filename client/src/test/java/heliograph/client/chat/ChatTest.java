package heliograph.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.client.Client;
import heliograph.client.ClientOptions;
import heliograph.client.ConnectionState;
import heliograph.client.LoopbackServer;
import heliograph.client.Loops;
import heliograph.client.RpcException;
import heliograph.tl.TlMethod;
import heliograph.tl.api.Dialog;
import heliograph.tl.api.Message;
import heliograph.tl.api.MessageFwdHeader;
import heliograph.tl.api.MessageReplyHeader;
import heliograph.tl.api.PeerNotifySettings;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.SendMessageTypingAction;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUser;
import heliograph.tl.api.UpdateDeleteMessages;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.UpdateReadHistoryOutbox;
import heliograph.tl.api.UpdateUserTyping;
import heliograph.tl.api.Updates;
import heliograph.tl.api.User;
import heliograph.tl.api.messages.AffectedMessages;
import heliograph.tl.api.messages.DeleteMessages;
import heliograph.tl.api.messages.Dialogs;
import heliograph.tl.api.messages.EditMessage;
import heliograph.tl.api.messages.GetDialogs;
import heliograph.tl.api.messages.GetHistory;
import heliograph.tl.api.messages.Messages;
import heliograph.tl.api.messages.ReadHistory;
import heliograph.tl.api.messages.Search;
import heliograph.tl.api.messages.SearchGlobal;
import heliograph.tl.api.messages.SendMessage;
import heliograph.tl.api.updates.GetState;
import heliograph.tl.api.updates.State;
import heliograph.tl.api.users.GetUsers;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A script types, a server answers, and the transcript is what a person would have seen.
class ChatTest {
  private static final int DATE = 1_700_000_000; // 14 November 2023, 22:13 UTC
  private static final long ADA = 1001;
  private static final long ME = 5;
  private static final String EVIL =
      "\u001b[2J\u001b]0;owned\u0007\u202egnp.exe\u0000\nAda: forged\r\n\u009bm\u2028end";

  private final List<TypeMessage> history = new ArrayList<>();
  private final List<TlMethod<?>> calls = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Loops loops = new Loops(1);
  private final LoopbackServer server = new LoopbackServer(this::answer);
  private String adasName = "Ada";
  private int pts = 10;

  @BeforeEach
  void fill() {
    history.add(from(ADA, 3, "hello").build());
    history.add(from(ME, 4, "good evening").out(true).build());
  }

  @AfterEach
  void stop() {
    loops.close();
    server.close();
  }

  @Test
  void listsOpensReadsAndWrites() {
    String transcript = run("/chats", "/open 1", "how are you?", "/quit", "not reached");
    assertThat(transcript)
        .contains("  1   Ada")
        .contains("—— Tuesday, 14 November 2023 ——")
        .contains("#3 22:13 Ada  hello")
        .contains("#4 22:13 you ✓✓  good evening")
        .contains("you ✓  how are you?")
        .doesNotContain("not reached");
    assertThat(called(SendMessage.class).message()).isEqualTo("how are you?");
    assertThat(called(ReadHistory.class).maxId()).isEqualTo(3);
  }

  @Test
  void repliesEditsDeletesAndSearches() {
    String transcript =
        run(
            "/open ada",
            "/reply 3 to you",
            "/edit #4 better",
            "/delete 3 4 both",
            "/search hello",
            "/find hello");
    assertThat(called(SendMessage.class).message()).isEqualTo("to you");
    assertThat(called(EditMessage.class).message()).isEqualTo("better");
    assertThat(called(DeleteMessages.class).id()).containsExactly(3, 4);
    assertThat(called(DeleteMessages.class).revoke()).isTrue();
    assertThat(called(Search.class).q()).isEqualTo("hello");
    assertThat(called(SearchGlobal.class).q()).isEqualTo("hello");
    assertThat(transcript).contains("Deleted for both.").contains("with Ada");
  }

  @Test
  void saysWhatCannotBeDone() {
    String transcript =
        run("hello", "/open 9", "/open +12", "/nonsense", "/edit x y", "/reply 1", "/help");
    assertThat(transcript)
        .contains("No chat is open.")
        .contains("There is no chat number 9.")
        .contains("Nobody is called +12.")
        .contains("There is no /nonsense.")
        .contains("x is not a number.")
        .contains("Usage: /reply ID TEXT")
        .contains("/delete ID... [both]");
  }

  @Test
  void aDoubleSlashSendsASlash() {
    run("/open 1", "//shrug");
    assertThat(called(SendMessage.class).message()).isEqualTo("/shrug");
  }

  @Test
  void showsWhatHappensMeanwhile() {
    Chat chat = chat("");
    Live live = new Live(chat, () -> {}, clock());
    chat.withTurn(() -> chat.open("me"));
    live.update(new UpdateNewMessage(from(ADA, 5, "elsewhere").build(), 11, 1));
    chat.withTurn(chat::list);
    chat.withTurn(() -> chat.open("1"));
    live.update(new UpdateNewMessage(from(ADA, 6, "here").build(), 12, 1));
    live.update(new UpdateNewMessage(from(ADA, 6, "here").build(), 12, 1));
    TypeUpdate typing =
        UpdateUserTyping.builder().userId(ADA).action(new SendMessageTypingAction()).build();
    live.update(typing);
    live.update(typing);
    live.update(new UpdateReadHistoryOutbox(new PeerUser(ADA), 40, 13, 1));
    live.update(new UpdateDeleteMessages(List.of(6, 77), 14, 1));
    assertThat(transcript())
        .contains("Ada wrote: elsewhere")
        .containsOnlyOnce("Ada  here")
        .containsOnlyOnce("Ada is typing ...")
        .contains("✓✓ read up to #40")
        .contains("#6 was deleted.")
        .doesNotContain("#77");
  }

  @Test
  void saysThatSomebodyIsHereAgainWhenTheConnectionIsBack() {
    AtomicInteger said = new AtomicInteger();
    Live live = new Live(chat(""), said::incrementAndGet, clock());
    live.connection(ConnectionState.ONLINE);
    assertThat(said).hasValue(0);
    live.connection(ConnectionState.CONNECTING);
    live.connection(ConnectionState.ONLINE);
    assertThat(said).hasValue(1);
    assertThat(transcript()).containsOnlyOnce("Connected again.");
  }

  @Test
  void aLineThatWaitsForAConnectionSaysSoAndCanBeGivenUp() {
    Client client = client();
    Impatient person = new Impatient(client);

    chat(person, client).run();

    assertThat(String.join("\n", person.seen))
        .containsOnlyOnce("There is no connection")
        .containsOnlyOnce("Given up. What you typed may not have arrived");
    assertThat(person.typed).isEmpty();
    assertThat(calls).noneMatch(SendMessage.class::isInstance);
  }

  /// Somebody whose server goes away, and who gives up as soon as the screen says so.
  private final class Impatient implements Screen {
    private final List<String> seen = new ArrayList<>();
    private final Queue<String> typed =
        new ArrayDeque<>(List.of("/open 1", "into the void", "/quit"));
    private final Client client;

    Impatient(Client client) {
      this.client = client;
    }

    @Override
    public void show(Line line) {
      seen.add(line.plain());
      if (line.plain().startsWith("There is no connection")) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public String read(String prompt) {
      if (typed.size() == 2) {
        server.close();
        while (client.connected()) {
          Thread.onSpinWait();
        }
      }
      return typed.remove();
    }

    @Override
    public boolean unlessGivenUp(BooleanSupplier action) {
      boolean going = action.getAsBoolean();
      var _ = Thread.interrupted();
      return going;
    }

    @Override
    public String ask(String question) {
      return read(question);
    }

    @Override
    public int columns() {
      return 80;
    }

    @Override
    public void close() {}
  }

  @Test
  void nothingThatOthersWroteIsObeyed() {
    adasName = EVIL;
    history.clear();
    history.add(from(ADA, 3, EVIL).build());
    history.add(
        from(ADA, 4, "x")
            .fwdFrom(MessageFwdHeader.builder().fromName(EVIL).date(DATE).build())
            .replyTo(MessageReplyHeader.builder().replyToMsgId(3).quoteText(EVIL).build())
            .build());
    Chat chat = chat("");
    Live live = new Live(chat, () -> {}, clock());
    chat.withTurn(() -> {
      chat.list();
      chat.open("me");
      live.update(new UpdateNewMessage(from(ADA, 7, EVIL).build(), 12, 1));
      chat.open("1");
      chat.search(EVIL);
      chat.find(EVIL);
    });
    String transcript = transcript();
    assertThat(transcript.codePoints().filter(c -> c != '\n'))
        .noneMatch(c -> Character.getType(c) == Character.CONTROL)
        .noneMatch(c -> c >= 0x202a && c <= 0x202e);
    assertThat(transcript.lines())
        .as("no line of a message looks like a line of the chat")
        .noneMatch(line -> line.startsWith("Ada: forged"));
    assertThat(transcript).contains("      │ Ada: forged");
  }

  private String run(String... typed) {
    Chat chat = chat(String.join("\n", typed) + "\n");
    chat.run();
    return transcript();
  }

  private Chat chat(String typed) {
    Screen screen =
        new PlainScreen(
            new BufferedReader(new StringReader(typed)),
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            false);
    return chat(screen, client());
  }

  private Client client() {
    Client client = Client.connect(ClientOptions.of(server.address()), loops);
    var _ = client.self();
    return client;
  }

  private static Chat chat(Screen screen, Client client) {
    ChatView view = new ChatView(client.peers(), ZoneOffset.UTC, clock());
    Conversations conversations =
        new Conversations(new Waiting(client, screen), client.peers(), new Random(1));
    return new Chat(screen, conversations, client.peers(), view);
  }

  private static InstantSource clock() {
    return InstantSource.fixed(Instant.ofEpochSecond(DATE + 60));
  }

  private String transcript() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private <T> T called(Class<T> method) {
    return calls.stream().filter(method::isInstance).map(method::cast).findFirst().orElseThrow();
  }

  private Object answer(TlMethod<?> method) {
    calls.add(method);
    return switch (method) {
      case GetUsers _ -> people().subList(0, 1);
      case GetState _ -> new State(pts, 1, DATE, 0, 0);
      case GetDialogs _ ->
          new Dialogs(List.of(dialog()), List.of(history.getLast()), List.of(), people());
      case GetHistory _, Search _, SearchGlobal _ ->
          new Messages(history.reversed(), List.of(), List.of(), people());
      case ReadHistory _, DeleteMessages _ -> new AffectedMessages(++pts, 1);
      case SendMessage sent -> {
        Message message = from(ME, 20, sent.message()).out(true).build();
        yield new Updates(
            List.of(new UpdateNewMessage(message, ++pts, 1)), people(), List.of(), DATE, 0);
      }
      case EditMessage _ -> new Updates(List.of(), people(), List.of(), DATE, 0);
      default -> throw new RpcException(400, "PHONE_NOT_OCCUPIED");
    };
  }

  private List<TypeUser> people() {
    return List.of(
        User.builder().id(ME).self(true).firstName("Me").accessHash(1L).build(),
        User.builder().id(ADA).firstName(adasName).accessHash(2L).build());
  }

  private static Dialog dialog() {
    return Dialog.builder()
        .peer(new PeerUser(ADA))
        .topMessage(4)
        .readInboxMaxId(2)
        .readOutboxMaxId(4)
        .unreadCount(1)
        .unreadMentionsCount(0)
        .unreadReactionsCount(0)
        .notifySettings(PeerNotifySettings.builder().build())
        .build();
  }

  private static Message.Builder from(long author, int id, String text) {
    Message.Builder message =
        Message.builder().id(id).peerId(new PeerUser(ADA)).date(DATE).message(text);
    return author == ME ? message.fromId(new PeerUser(ME)) : message;
  }
}
