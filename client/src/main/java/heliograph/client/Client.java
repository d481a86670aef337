package heliograph.client;

import heliograph.client.SavedSession.Login;
import heliograph.mtproto.crypto.AuthKey;
import heliograph.tl.TlMethod;
import heliograph.tl.api.InputUserSelf;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.User;
import heliograph.tl.api.auth.LogOut;
import heliograph.tl.api.updates.State;
import heliograph.tl.api.users.GetUsers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A person's connection to a server: logs in, calls the API's methods, follows what changes.
///
/// ```java
/// try (Client client = Client.connect(ClientOptions.of(server), loops)) {
///   LoginFlow login = client.logIn("+888...");
///   ...
///   client.follow(update -> ...);
///   client.call(SendMessage.builder() ... .build());
/// }
/// ```
///
/// Blocking, and meant for virtual threads; safe for any number of them. A lost connection is made anew behind the
/// scenes; calls under way are sent again and answered once.
public final class Client implements Caller, AutoCloseable {
  /// How often the place reached in the updates is written down while they flow.
  private static final Duration SAVE_EVERY = Duration.ofSeconds(2);

  private final ClientOptions options;
  private final Peers peers = new Peers();
  private final Link link;
  private final CountDownLatch online = new CountDownLatch(1);
  private final Object saving = new Object();
  private @Nullable Login login;
  private long savedAtMillis;
  private boolean unsaved;
  private volatile @Nullable UpdateStream stream;

  private Client(ClientOptions options, Loops loops) {
    this.options = options;
    login = options.saved().load();
    Login kept = login;
    link =
        new Link(
            loops,
            options,
            kept == null ? null : new Link.Credentials(AuthKey.of(kept.authKey()), kept.salt()),
            new Hearing());
  }

  /// Connects, with a new key if none is kept.
  ///
  /// @throws ConnectionLostException the server cannot be reached in time
  public static Client connect(ClientOptions options, Loops loops) {
    Client client = new Client(options, loops);
    client.link.open();
    try {
      if (client.online.await(options.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        return client;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Throwable cause = client.link.lastFailure();
    client.close();
    throw new ConnectionLostException(
        options.server().host() + ":" + options.server().port() + " cannot be reached", cause);
  }

  @Override
  public <R> R call(TlMethod<R> method) {
    CompletableFuture<R> answer = callAsync(method);
    try {
      return await(answer, options.timeout());
    } finally {
      var _ = answer.cancel(false);
    }
  }

  /// Calls a method; what depends on the future runs on an event loop and must not block.
  public <R> CompletableFuture<R> callAsync(TlMethod<R> method) {
    return link.call(method);
  }

  /// Begins to log in with a number: the server sends a code, or has sent one with the invitation.
  public LoginFlow logIn(String number) {
    return LoginFlow.start(this, this::loggedIn, number);
  }

  /// Whether this client is logged in, as far as it was told.
  public boolean loggedIn() {
    synchronized (saving) {
      return login != null && login.userId() != 0;
    }
  }

  /// Asks the server who is logged in here.
  ///
  /// @throws RpcException 401: nobody
  public User self() {
    var _ = call(new GetUsers(List.of(new InputUserSelf())));
    User self = peers.self();
    if (self == null) {
      throw new RpcException(401, "AUTH_KEY_UNREGISTERED");
    }
    loggedIn(self);
    return self;
  }

  /// Whether there is a connection now; without one, calls wait.
  public boolean connected() {
    return link.state() == ConnectionState.ONLINE;
  }

  /// The people met so far.
  public Peers peers() {
    return peers;
  }

  /// Tells the listener of every change from now on; and first of those since the last run, if a place was kept.
  public void follow(UpdateListener listener) {
    State from;
    synchronized (saving) {
      from = login == null ? null : login.state();
    }
    follow(listener, from);
  }

  /// Tells the listener of every change from now on; what was missed since the last run is left out.
  public void followFromNow(UpdateListener listener) {
    follow(listener, null);
  }

  private void follow(UpdateListener listener, @Nullable State from) {
    UpdateStream following =
        new UpdateStream(this, peers, listener, this::reached, InstantSource.system());
    if (stream != null) {
      throw new IllegalStateException("this client is followed already");
    }
    stream = following;
    following.start(from);
  }

  /// Ends the log-in on the server and forgets it here.
  public void logOut() {
    var _ = call(new LogOut());
    forget();
  }

  /// Drops the connection as if the network had; it is made anew by itself.
  public void reconnect() {
    link.drop();
  }

  @Override
  public void close() {
    UpdateStream following = stream;
    if (following != null) {
      following.close();
    }
    link.close();
    synchronized (saving) {
      if (unsaved) {
        save();
      }
    }
  }

  /// Notes who has logged in.
  void loggedIn(User self) {
    peers.learn(List.of(self));
    synchronized (saving) {
      if (login != null && login.userId() != self.id()) {
        login = new Login(login.authKey(), login.salt(), self.id(), null);
        save();
      }
    }
  }

  /// Waits for an answer, and throws what a blocking call throws where there is none.
  static <R> R await(CompletableFuture<R> answer, Duration time) {
    try {
      return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      throw new ConnectionLostException("no answer in " + time.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectionLostException("interrupted", e);
    }
  }

  private static RuntimeException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case RpcException refused -> refused;
      case ConnectionLostException lost -> lost;
      case CompletionException wrapped -> failure(wrapped.getCause());
      case CancellationException cancelled ->
          new ConnectionLostException("the call was cancelled", cancelled);
      case null, default -> new IllegalStateException("the answer cannot be used", cause);
    };
  }

  private void keyed(AuthKey key, long salt) {
    synchronized (saving) {
      byte[] bytes = key.bytes();
      Login old = login;
      boolean same = old != null && AuthKey.of(old.authKey()).id() == key.id();
      if (old != null && !same && old.userId() != 0) {
        ended(); // the server had forgotten the key, and the log-in with it
      }
      login =
          old != null && same
              ? new Login(bytes, salt, old.userId(), old.state())
              : new Login(bytes, salt, 0, null);
      if (same) {
        unsaved = true; // a salt is cheap to learn again: it waits for the next write
      } else {
        save();
      }
    }
  }

  private void reached(State state) {
    synchronized (saving) {
      if (login != null && !state.equals(login.state())) {
        login = new Login(login.authKey(), login.salt(), login.userId(), state);
        unsaved = true;
      }
      if (unsaved && System.currentTimeMillis() - savedAtMillis >= SAVE_EVERY.toMillis()) {
        save();
      }
    }
  }

  private void save() {
    if (login != null) {
      options.saved().save(login);
    }
    unsaved = false;
    savedAtMillis = System.currentTimeMillis();
  }

  private void forget() {
    synchronized (saving) {
      if (login != null) {
        login = new Login(login.authKey(), login.salt(), 0, null);
      }
      unsaved = false;
      options.saved().delete();
    }
    peers.forget();
  }

  private void ended() {
    peers.forget();
    UpdateStream following = stream;
    if (following != null) {
      following.loggedOut();
    }
  }

  /// What the link tells, put where it belongs.
  private final class Hearing implements LinkEvents {
    @Override
    public void pushed(TypeUpdates updates) {
      heard(updates);
    }

    @Override
    public void answered(Object result) {
      peers.learnFrom(result);
      heard(result);
    }

    @Override
    public void connection(ConnectionState state) {
      if (state == ConnectionState.ONLINE) {
        online.countDown();
      }
      UpdateStream following = stream;
      if (following != null) {
        following.connection(state);
      }
    }

    @Override
    public void sessionRenewed() {
      UpdateStream following = stream;
      if (following != null) {
        following.lost();
      }
    }

    @Override
    public void keyed(AuthKey key, long salt) {
      Client.this.keyed(key, salt);
    }

    @Override
    public void loggedOut() {
      synchronized (saving) {
        if (login != null && login.userId() != 0) {
          login = new Login(login.authKey(), login.salt(), 0, null);
          save();
          ended();
        }
      }
    }

    private void heard(Object thing) {
      UpdateStream following = stream;
      if (following != null) {
        following.heard(thing);
      }
    }
  }
}
