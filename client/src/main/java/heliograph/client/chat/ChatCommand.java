package heliograph.client.chat;

import heliograph.client.Client;
import heliograph.client.ClientOptions;
import heliograph.client.ConnectionLostException;
import heliograph.client.Device;
import heliograph.client.Loops;
import heliograph.client.RpcException;
import heliograph.client.ServerAddress;
import heliograph.client.SessionFile;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `heliograph chat`: a messenger in the terminal.
@Command(
    name = "chat",
    header = "Talk in the terminal.",
    description = {
      "",
      "Connects to the server that runs on this machine, or to --server, and logs in: a number and code of \"heliograph"
          + " invite\" make the account. Afterwards you stay logged in; --session keeps several people apart. Type"
          + " /help for what can be done. Works in pipes too: each line of input is a message or a command.",
      ""
    })
public final class ChatCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data folder of the server here (default: ~/.heliograph, or $$HELIOGRAPH_DATA).")
  private @Nullable Path data;

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description = "A server elsewhere; needs --key.")
  private @Nullable String server;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "That server's public key (\"heliograph key\" prints it).")
  private @Nullable Path key;

  @Option(
      names = "--session",
      paramLabel = "FILE",
      description = "The log-in's file (default: one for each server in ~/.heliograph-chat).")
  private @Nullable Path session;

  @Option(names = "--number", paramLabel = "NUMBER", description = "The number to log in with.")
  private @Nullable String number;

  @Option(names = "--code", paramLabel = "CODE", description = "The code to log in with.")
  private @Nullable String code;

  @Option(names = "--name", paramLabel = "NAME", description = "Your name, if the account is new.")
  private @Nullable String name;

  @Option(names = "--plain", description = "Lines in, lines out, even in a terminal.")
  private boolean plain;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = command().commandLine().getErr();
    try {
      ServerAddress address = address();
      AtomicReference<@Nullable Chat> running = new AtomicReference<>();
      try (Loops loops = new Loops(1);
          Screen screen = screen(running);
          Client client = connect(address, loops)) {
        return talk(client, screen, running);
      }
    } catch (IOException | UncheckedIOException | ConnectionLostException e) {
      err.println("heliograph chat: " + e.getMessage());
      return 1;
    } catch (RpcException e) {
      err.println("heliograph chat: " + Words.of(e));
      return 1;
    }
  }

  private Integer talk(Client client, Screen screen, AtomicReference<@Nullable Chat> running) {
    LoginDialogue login = new LoginDialogue(client, screen, number, code, name);
    if (!login.loggedIn()) {
      return 1;
    }
    ChatView view = new ChatView(client.peers(), ZoneId.systemDefault(), InstantSource.system());
    Conversations conversations =
        new Conversations(new Waiting(client, screen), client.peers(), new SecureRandom());
    Chat chat = new Chat(screen, conversations, client.peers(), view);
    running.set(chat);
    try (Attendance here = Attendance.begin(client)) {
      client.followFromNow(new Live(chat, here::tell, InstantSource.system()));
      chat.run();
    }
    return 0;
  }

  private Client connect(ServerAddress address, Loops loops) {
    Path file = session;
    if (file == null) {
      String fingerprint = Long.toHexString(address.key().fingerprint());
      file = Path.of(System.getProperty("user.home"), ".heliograph-chat", fingerprint + ".session");
    }
    ClientOptions options =
        ClientOptions.of(address)
            .with(new SessionFile(file))
            .with(Device.here("Heliograph chat"))
            .with(TIMEOUT);
    return Client.connect(options, loops);
  }

  private ServerAddress address() throws IOException {
    if (server == null) {
      if (key != null) {
        throw new ParameterException(command().commandLine(), "--key goes with --server");
      }
      return ServerAddress.ofDataFolder(data != null ? data : ServerAddress.usualDataFolder());
    }
    if (key == null || data != null) {
      throw new ParameterException(
          command().commandLine(), "--server goes with --key, and not with --data");
    }
    try {
      return ServerAddress.of(server, key);
    } catch (IllegalArgumentException malformed) {
      throw new ParameterException(command().commandLine(), "--server: " + malformed.getMessage());
    }
  }

  @SuppressWarnings("SystemConsoleNull") // null again since JDK 25 where there is no terminal
  private Screen screen(AtomicReference<@Nullable Chat> running) {
    Console console = System.console();
    boolean person = console != null && console.isTerminal();
    boolean able = !"dumb".equals(System.getenv("TERM"));
    if (person && able && !plain) {
      return new TerminalScreen(() -> {
        Chat chat = running.get();
        return chat == null ? List.of() : chat.words();
      });
    }
    return new PlainScreen(
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        person);
  }

  private CommandSpec command() {
    CommandSpec known = spec;
    if (known == null) {
      throw new IllegalStateException("run by picocli");
    }
    return known;
  }
}
