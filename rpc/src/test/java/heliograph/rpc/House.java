package heliograph.rpc;

import heliograph.bus.LocalBus;
import heliograph.client.Caller;
import heliograph.core.AccessHashes;
import heliograph.core.UserId;
import heliograph.core.auth.AuthKey;
import heliograph.core.auth.LoggedInKeys;
import heliograph.core.due.DueWork;
import heliograph.core.mailbox.Deliveries;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Messages;
import heliograph.rpc.messages.MessageMethods;
import heliograph.rpc.push.Devices;
import heliograph.rpc.push.TypingView;
import heliograph.rpc.updates.UpdatesMethods;
import heliograph.rpc.view.DraftView;
import heliograph.rpc.view.EventRenderer;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.store.rocks.RocksOptions;
import heliograph.store.rocks.RocksPartitionStore;
import heliograph.tl.Layer;
import heliograph.tl.TlMethod;
import heliograph.tl.TlReader;
import heliograph.tl.api.Api;
import heliograph.tl.api.InputPeerSelf;
import heliograph.tl.api.InputPeerUser;
import heliograph.tl.api.PeerNotifySettings;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeUser;
import heliograph.tl.api.Updates;
import heliograph.tl.api.User;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The methods about messages on a real store, with everything that happens happening at once, and a clock that stands
/// still until it is moved.
final class House implements AutoCloseable {
  final Mailboxes mailboxes;
  final Devices devices;
  private final RocksPartitionStore store;
  private final MethodTable table;
  private final AccessHashes hashes = new AccessHashes(new byte[32]);
  private long millis = 1_800_000_000_000L;
  final Set<UserId> secretive = new HashSet<>();
  final Set<UserId> muted = new HashSet<>();
  final Map<UserId, String> hidden = new HashMap<>();

  /// How often it was asked by what name somebody wants to be known.
  int namesAsked;

  private long nextSession = 1;

  House(Path folder) {
    store =
        RocksPartitionStore.open(
            folder, RocksOptions.DEFAULT.withMemtableBytes(1 << 20).withReservedBytes(0));
    Deliveries.Builder deliveries = Deliveries.builder();
    Messages.register(deliveries);
    InstantSource clock = () -> Instant.ofEpochMilli(millis);
    var due = new DueWork(store, clock);
    mailboxes = new Mailboxes(store, deliveries.build(), clock, Runnable::run, due);
    LocalBus bus = new LocalBus();
    People people = new Residents();
    PeerInputs peers = new PeerInputs(hashes, mailboxes, people);
    EventRenderer renderer = new EventRenderer(List.of(new DraftView(peers)));
    MethodTable.Builder methods = MethodTable.builder();
    MessageMethods.register(methods, mailboxes, bus, renderer, peers, people);
    new UpdatesMethods(mailboxes, renderer, people).register(methods);
    table = methods.build();
    devices = new Devices(mailboxes, bus, renderer, people, List.of(new TypingView()));
    mailboxes.listen(devices);
  }

  void pass(int seconds) {
    millis += seconds * 1000L;
  }

  Session session(UserId user) {
    long id = nextSession++;
    return new Session(this, LoggedInKeys.of(1000 + id, user, Layer.NEWEST), id);
  }

  TypeInputPeer peer(UserId viewer, UserId target) {
    return viewer.equals(target)
        ? new InputPeerSelf()
        : new InputPeerUser(target.value(), hashes.user(viewer, target));
  }

  @Override
  public void close() {
    store.close();
  }

  /// A session of one of the residents' clients.
  static final class Session implements ClientSession, Caller {
    final List<Updates> pushed = new ArrayList<>();
    private final House house;
    private final AuthKey key;
    private final long id;

    Session(House house, AuthKey key, long id) {
      this.house = house;
      this.key = key;
      this.id = id;
    }

    @Override
    public <R> R call(TlMethod<R> method) {
      MethodTable.Entry<TlMethod<R>, R> entry = house.table.find(method);
      if (entry == null) {
        throw new IllegalStateException("nobody answers " + method.tlName());
      }
      // Through bytes, as it would come.
      R answer =
          entry
              .handler()
              .answer(method, new Call(this, key, 1, Layer.NEWEST, house.mailboxes.now()));
      heliograph.tl.TlWriter writer = new heliograph.tl.TlWriter(Layer.NEWEST);
      method.writeResult(answer, writer);
      return method.readResult(new TlReader(writer.toByteArray(), Layer.NEWEST));
    }

    void attach() {
      house.devices.attached(this, key);
    }

    void detach() {
      house.devices.detached(this);
    }

    TypeInputPeer peer(UserId target) {
      return house.peer(user(), target);
    }

    UserId user() {
      UserId user = key.user();
      if (user == null) {
        throw new IllegalStateException("not logged in");
      }
      return user;
    }

    @Override
    public long authKeyId() {
      return key.id();
    }

    @Override
    public long sessionId() {
      return id;
    }

    @Override
    public @Nullable InetAddress address() {
      return null;
    }

    @Override
    public void push(byte[] updates) {
      pushed.add((Updates) Api.readObject(new TlReader(updates, Layer.NEWEST)));
    }

    @Override
    public void close() {
      detach();
    }
  }

  /// Everybody exists, has a number for a name and hides nothing, unless a test says otherwise.
  private final class Residents implements People {
    @Override
    public TypeUser user(UserId viewer, UserId target) {
      return User.builder()
          .id(target.value())
          .self(viewer.equals(target))
          .accessHash(hashes.user(viewer, target))
          .firstName(target.toString())
          .build();
    }

    @Override
    public boolean exists(UserId user) {
      return true;
    }

    @Override
    public @Nullable String hiddenName(UserId author, UserId by) {
      namesAsked++;
      return hidden.get(author);
    }

    @Override
    public boolean readDatesPrivate(UserId user) {
      return secretive.contains(user);
    }

    @Override
    public PeerNotifySettings notifySettings(UserId viewer, UserId peer) {
      return PeerNotifySettings.builder()
          .muteUntil(muted.contains(peer) ? Integer.MAX_VALUE : null)
          .build();
    }
  }
}
