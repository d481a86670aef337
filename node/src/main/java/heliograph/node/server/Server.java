package heliograph.node.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import heliograph.edge.Edge;
import heliograph.edge.HttpPages;
import heliograph.mtproto.crypto.ServerKey;
import heliograph.mtproto.server.AuthKeyStore;
import heliograph.mtproto.server.MessageServer;
import heliograph.mtproto.server.SaltSchedule;
import heliograph.mtproto.server.SessionLimits;
import heliograph.node.config.Address;
import heliograph.node.config.Network;
import heliograph.node.config.Settings;
import heliograph.node.config.Settings.Tls;
import heliograph.node.control.ControlServer;
import heliograph.node.folder.DataFolder;
import heliograph.node.folder.FolderException;
import heliograph.node.tls.Certificate;
import heliograph.node.web.PageAddresses;
import heliograph.node.web.WebSite;
import heliograph.rpc.help.PublicAddress;
import heliograph.rpc.table.Api;
import heliograph.rpc.table.ApiSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// A running messenger: kernel, API and open port, put together and taken apart in order.
public final class Server implements AutoCloseable {
  private static final int SALT_SECRET_BYTES = 32;

  private final DataFolder folder;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private @Nullable Address bound;
  private List<String> pageLines = List.of();

  private Server(DataFolder folder) {
    this.folder = folder;
  }

  /// Runs a server until the process is told to stop.
  public static void runUntilStopped(DataFolder folder, Settings settings) {
    boolean first = !folder.served();
    Logging.level(settings.logLevel());
    Server server = start(folder, settings);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(() -> {
                  server.close();
                  stopped.countDown();
                  // Told to stop, it stopped: that is no failure, whatever signal told it.
                  Runtime.getRuntime().halt(0);
                }));
    if (first) {
      System.out.println(
          """
          A new server lives in %s (settings: heliograph.properties there).
          Next, in another terminal%s:
            heliograph invite --count 2    makes two numbers with codes, for two people to sign up with
            heliograph chat                talks from the terminal
            heliograph key                 says how to point other clients here\
          """
              .formatted(folder.root(), dataOption(folder)));
    }
    server.pageLines().forEach(System.out::println);
    System.out.println("ready on " + server.address());
    try {
      stopped.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static String dataOption(DataFolder folder) {
    return folder.root().equals(DataFolder.usual().root())
        ? ""
        : ", each with --data " + folder.root();
  }

  /// Starts a server; it takes connections when this returns.
  public static Server start(DataFolder folder, Settings settings) {
    Server server = new Server(folder);
    try {
      server.open(settings);
      return server;
    } catch (RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  private void open(Settings settings) {
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    if (!folder.exists()) {
      // Asked again below, by listening; a new folder is not made for a server that cannot.
      settings.listen().requireFree();
    }
    folder.create(() -> ServerKey.generate(random).privatePem() + "\n");
    parts.push(lock());
    ServerKey serverKey = ServerKey.fromPem(folder.keyPem());
    Kernel kernel = Kernel.open(folder, settings, clock);
    parts.push(kernel);
    Api api = Api.create(kernel.core(), apiSettings(settings));
    Certificate certificate = Certificate.of(settings, folder);
    parts.push(chores(kernel, api, certificate));
    HttpPages pages =
        new HttpPages(
            WebSite.load(serverKey.publicKey()),
            settings.origins(),
            kernel::healthy,
            settings.tls() instanceof Tls.Files);
    SaltSchedule salts =
        new SaltSchedule(random.generateSeed(SALT_SECRET_BYTES), firstSecond(clock));
    MessageServer messages = new MessageServer(clock, salts, SessionLimits.DEFAULT, random);
    AuthKeyStore keys = new KeyStoreAdapter(kernel.core().keys());
    RpcMessenger messenger = new RpcMessenger(api.server(), keys, messages);
    Edge edge;
    try {
      Edge.Setup setup = setup(settings, certificate, pages);
      edge = Edge.open(setup, messages, serverKey, keys, messenger, random, clock);
    } catch (IOException taken) {
      throw settings.listen().taken();
    }
    parts.push(edge);
    // The host as it was asked for: what is bound may read otherwise, [::] for 0.0.0.0.
    bound = new Address(settings.listen().host(), edge.address().getPort());
    ServerStatus status =
        new ServerStatus(address(), kernel.core().mailboxes(), api, messages, edge);
    announce(settings, kernel, certificate, status, serverKey);
  }

  /// Takes commands from now on, and tells where the server is.
  private void announce(
      Settings settings,
      Kernel kernel,
      @Nullable Certificate certificate,
      ServerStatus status,
      ServerKey serverKey) {
    PageAddresses addresses =
        PageAddresses.of(settings, address(), Certificate.ownersNames(settings));
    pageLines = addresses.lines(fingerprint(settings, certificate));
    KernelControl control = new KernelControl(folder, kernel, addresses);
    parts.push(
        ControlServer.start(
            folder.controlSocket(),
            words -> words.equals(ServerStatus.WORDS) ? status.lines() : control.run(words)));
    folder.announce(ConnectionGuide.local(address()), serverKey.publicKey().pem() + "\n");
    parts.push(folder::retract);
  }

  /// What its owner has to compare, because browsers cannot.
  private static @Nullable String fingerprint(
      Settings settings, @Nullable Certificate certificate) {
    return certificate != null && settings.tls() instanceof Tls.SelfMade
        ? certificate.fingerprint()
        : null;
  }

  private DataFolder.Lock lock() {
    DataFolder.Lock lock = folder.lock();
    if (lock == null) {
      throw new FolderException("another server is running on " + folder.root());
    }
    return lock;
  }

  /// The first second in which no earlier process can have made a key.
  private static long firstSecond(InstantSource clock) {
    long processMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
    return Math.max(clock.millis(), processMillis + 1000) / 1000;
  }

  private static ApiSettings apiSettings(Settings settings) {
    Address address = settings.publicAddress();
    return new ApiSettings(
        settings.signUp(),
        settings.limits().rates(),
        address == null ? List.of() : List.of(new PublicAddress(address.host(), address.port())));
  }

  /// Starts what is to be done again and again.
  private static ScheduledExecutorService chores(
      Kernel kernel, Api api, @Nullable Certificate certificate) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("chores").daemon().factory());
    var _ = timer.scheduleWithFixedDelay(chore(kernel.core().due()::sweep), 1, 1, SECONDS);
    var _ = timer.scheduleWithFixedDelay(chore(api::sweep), 5, 5, SECONDS);
    if (certificate != null) {
      var _ = timer.scheduleWithFixedDelay(chore(certificate::refresh), 5, 5, SECONDS);
    }
    return timer;
  }

  private static Runnable chore(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException failure) {
        Logging.LOG.error("A chore failed and will be tried again", failure);
      }
    };
  }

  private Edge.Setup setup(Settings settings, @Nullable Certificate certificate, HttpPages pages) {
    int processors = Runtime.getRuntime().availableProcessors();
    List<Network> fronts = settings.proxies();
    return new Edge.Setup(
        settings.listen().resolve(),
        Descriptors.bound(settings.limits()),
        List.of(ConnectionGuide.proxySecret(folder)),
        (InetAddress address) -> fronts.stream().anyMatch(front -> front.contains(address)),
        certificate,
        pages,
        Math.max(1, processors / 2),
        Math.max(1, processors / 2));
  }

  /// Where it listens.
  public Address address() {
    Address where = bound;
    if (where == null) {
      throw new IllegalStateException("not listening");
    }
    return where;
  }

  /// What to tell the owner about where browsers find the page.
  public List<String> pageLines() {
    return pageLines;
  }

  /// Stops taking connections, lets what is under way end, and closes the store.
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception failure) {
        Logging.LOG.error("The server did not stop cleanly", failure);
      }
    }
  }
}
