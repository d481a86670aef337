package heliograph.client.load;

import heliograph.client.Caller;
import heliograph.client.Connection;
import heliograph.client.ConnectionLostException;
import heliograph.client.LoginFlow;
import heliograph.client.Loops;
import heliograph.client.RpcException;
import heliograph.client.ServerAddress;
import heliograph.tl.TlMethod;
import heliograph.tl.api.Message;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.UpdateShort;
import heliograph.tl.api.Updates;
import heliograph.tl.api.User;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One simulated device: a connection with its own auth key and session, and nothing that it does not need.
final class LoadClient implements Caller, AutoCloseable {
  private static final long SERVICE_USER = 777_000;
  private static final Pattern CODE = Pattern.compile("\\b(\\d{5})\\b");
  private static final int CODE_SECONDS = 15;

  private final Connection connection;
  private final String number;
  private volatile @Nullable User self;
  private volatile Consumer<Message> listener = LoadClient::ignore;

  private LoadClient(Connection connection, String number) {
    this.connection = connection;
    this.number = number;
  }

  /// Connects with a new key.
  static LoadClient connect(Loops loops, ServerAddress server, String number) {
    Connection connection = Connection.open(loops, server);
    LoadClient client = new LoadClient(connection, number);
    connection.listen(client::pushed);
    return client;
  }

  /// Makes the account that an invitation is good for.
  void signUp(Launcher.Invite invite) {
    LoginFlow login = LoginFlow.start(this, user -> self = user, invite.number());
    self =
        switch (login.code(invite.code())) {
          case LoginFlow.Outcome.SignUpNeeded() -> login.signUp("Load", invite.number());
          case LoginFlow.Outcome.LoggedIn(User user) -> user;
          case LoginFlow.Outcome other ->
              throw new LoadException("the invitation " + invite + " is no good: " + other);
        };
  }

  /// Logs in to an account with the code that its first device is told.
  void logIn(LoadClient first) {
    BlockingQueue<String> codes = new LinkedBlockingQueue<>();
    Consumer<Message> before = first.listener;
    first.listener =
        message -> {
          Matcher code = CODE.matcher(message.message());
          if (message.peerId() instanceof PeerUser(long from)
              && from == SERVICE_USER
              && code.find()) {
            codes.add(code.group(1));
          }
        };
    try {
      LoginFlow login = LoginFlow.start(this, user -> self = user, number);
      String code = codes.poll(CODE_SECONDS, TimeUnit.SECONDS);
      if (code == null) {
        throw new LoadException("the code did not reach the account's other device");
      }
      if (!(login.code(code) instanceof LoginFlow.Outcome.LoggedIn)) {
        throw new LoadException("the code that the other device was told is no good");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", e);
    } finally {
      first.listener = before;
    }
  }

  String number() {
    return number;
  }

  long userId() {
    User known = self;
    if (known == null) {
      throw new IllegalStateException("not logged in");
    }
    return known.id();
  }

  Connection connection() {
    return connection;
  }

  /// Hears of every new message, on an event loop.
  void onMessage(Consumer<Message> newListener) {
    listener = newListener;
  }

  @Override
  public <R> R call(TlMethod<R> method) {
    try {
      return connection.call(method);
    } catch (RpcException | ConnectionLostException e) {
      throw new LoadException(method.tlName() + " failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  private static void ignore(Message message) {}

  private void pushed(TypeUpdates pushed) {
    switch (pushed) {
      case Updates updates -> updates.updates().forEach(this::pushed);
      case UpdateShort update -> pushed(update.update());
      default -> {}
    }
  }

  private void pushed(TypeUpdate update) {
    if (update instanceof UpdateNewMessage created
        && created.message() instanceof Message message) {
      listener.accept(message);
    }
  }

  /// Closes many at once.
  static void closeAll(List<LoadClient> clients) {
    clients.forEach(LoadClient::close);
  }
}
