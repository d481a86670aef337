package heliograph.client;

import heliograph.mtproto.crypto.AuthKey;
import heliograph.tl.TlMethod;
import heliograph.tl.api.TypeUpdates;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A bare connection with its key and session: no saved log-in, no order of updates, no new attempt when it is lost.
///
/// For programs that hold thousands of them, such as the load generator; people want a `Client`.
public final class Connection implements Caller, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Link link;
  private final CompletableFuture<Boolean> online = new CompletableFuture<>();
  private volatile Consumer<TypeUpdates> listener = Connection::ignore;
  private volatile @Nullable Key key;

  /// What a later connection needs to go on with the same key.
  public record Key(AuthKey authKey, long salt) {}

  private Connection(Loops loops, ServerAddress server, @Nullable Key known) {
    ClientOptions options = ClientOptions.of(server).with(Device.here("Heliograph load"));
    Link.Credentials credentials =
        known == null ? null : new Link.Credentials(known.authKey(), known.salt());
    link = Link.once(loops, options, credentials, new Hearing());
  }

  /// Connects and makes a key.
  public static Connection open(Loops loops, ServerAddress server) {
    return new Connection(loops, server, null).opened();
  }

  /// Connects with a key made before.
  public static Connection open(Loops loops, ServerAddress server, Key known) {
    return new Connection(loops, server, known).opened();
  }

  /// The key in use.
  public Key key() {
    Key known = key;
    if (known == null) {
      throw new IllegalStateException("there is no key yet");
    }
    return known;
  }

  /// Whether the connection is there.
  public boolean online() {
    return link.state() == ConnectionState.ONLINE;
  }

  /// Shows the server that somebody is there; it closes connections that are silent for long.
  public void ping() {
    link.ping();
  }

  /// Hears of everything that is pushed, on an event loop.
  public void listen(Consumer<TypeUpdates> newListener) {
    listener = newListener;
  }

  /// Calls a method; what depends on the future runs on an event loop and must not block.
  public <R> CompletableFuture<R> callAsync(TlMethod<R> method) {
    return link.call(method);
  }

  @Override
  public <R> R call(TlMethod<R> method) {
    return Client.await(link.call(method), TIMEOUT);
  }

  @Override
  public void close() {
    link.close();
  }

  private static void ignore(TypeUpdates updates) {}

  private Connection opened() {
    link.open();
    try {
      var _ = Client.await(online, TIMEOUT);
    } catch (ConnectionLostException e) {
      close();
      throw e;
    }
    return this;
  }

  private final class Hearing implements LinkEvents {
    @Override
    public void pushed(TypeUpdates updates) {
      listener.accept(updates);
    }

    @Override
    public void connection(ConnectionState state) {
      switch (state) {
        case ONLINE -> online.complete(true);
        case CLOSED ->
            online.completeExceptionally(
                new ConnectionLostException("cannot connect", link.lastFailure()));
        case CONNECTING -> {}
      }
    }

    @Override
    public void keyed(AuthKey authKey, long salt) {
      key = new Key(authKey, salt);
    }
  }
}
