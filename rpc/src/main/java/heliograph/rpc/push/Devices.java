package heliograph.rpc.push;

import heliograph.bus.Bus;
import heliograph.core.Records;
import heliograph.core.UserId;
import heliograph.core.auth.AuthKey;
import heliograph.core.auth.Networks;
import heliograph.core.auth.Whereabouts;
import heliograph.core.mailbox.MailboxNews;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.mailbox.Origin;
import heliograph.rpc.ClientSession;
import heliograph.rpc.SessionWatch;
import heliograph.rpc.view.EventRenderer;
import heliograph.rpc.view.People;
import heliograph.rpc.view.Rendering;
import heliograph.tl.Layer;
import heliograph.tl.NotInLayerException;
import heliograph.tl.TlObject;
import heliograph.tl.api.Updates;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sessions that want updates, by their accounts. What changes is rendered once for an account and written once for
/// each layer that its devices speak.
public final class Devices implements SessionWatch, MailboxNews.Listener, Whereabouts {
  private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

  private record Device(ClientSession session, AuthKey key) {
    int layer() {
      return key.layer() == 0 ? Layer.NEWEST : Layer.nearest(key.layer());
    }

    boolean is(@Nullable Origin origin) {
      return origin != null
          && origin.sessionId() == session.sessionId()
          && origin.authKeyId() == key.id();
    }
  }

  /// The devices of one account, copied on each change: they are looked at far more often.
  private record Attached(List<Device> devices, Bus.Subscription signals) {}

  private final ConcurrentHashMap<UserId, Attached> accounts = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<ClientSession, UserId> sessions = new ConcurrentHashMap<>();
  private final Mailboxes mailboxes;
  private final Bus bus;
  private final EventRenderer renderer;
  private final People people;
  private final List<SignalView> signalViews;

  public Devices(
      Mailboxes mailboxes,
      Bus bus,
      EventRenderer renderer,
      People people,
      List<SignalView> signalViews) {
    this.mailboxes = mailboxes;
    this.bus = bus;
    this.renderer = renderer;
    this.people = people;
    this.signalViews = List.copyOf(signalViews);
  }

  @Override
  public void attached(ClientSession session, AuthKey key) {
    UserId user = key.user();
    if (user == null || sessions.putIfAbsent(session, user) != null) {
      return;
    }
    Device device = new Device(session, key);
    accounts.compute(
        user,
        (_, present) ->
            present == null
                ? new Attached(List.of(device), subscribe(user))
                : new Attached(with(present.devices(), device), present.signals()));
  }

  @Override
  public void detached(ClientSession session) {
    UserId user = sessions.remove(session);
    if (user != null) {
      accounts.computeIfPresent(user, (_, present) -> without(present, session));
    }
  }

  /// How many accounts have a session here.
  public int accounts() {
    return accounts.size();
  }

  @Override
  public boolean near(UserId user, InetAddress address) {
    Attached attached = accounts.get(user);
    String network = Networks.of(address);
    return attached != null
        && attached.devices().stream()
            .map(device -> device.session().address())
            .anyMatch(at -> at != null && Networks.of(at).equals(network));
  }

  private Bus.Subscription subscribe(UserId user) {
    return bus.subscribe(Bus.Topic.user(user.value()), payload -> signal(user, payload));
  }

  private static List<Device> with(List<Device> devices, Device added) {
    Device[] all = devices.toArray(new Device[devices.size() + 1]);
    all[devices.size()] = added;
    return List.of(all);
  }

  private static @Nullable Attached without(Attached present, ClientSession session) {
    List<Device> rest =
        present.devices().stream().filter(it -> !it.session().equals(session)).toList();
    if (rest.isEmpty()) {
      present.signals().close();
      return null;
    }
    return new Attached(rest, present.signals());
  }

  @Override
  public void changed(MailboxNews news) {
    Attached attached = accounts.get(news.owner());
    if (attached == null
        || (attached.devices().size() == 1 && attached.devices().getFirst().is(news.origin()))) {
      return;
    }
    Rendering rendering = new Rendering(mailboxes.read(news.owner()));
    for (MailboxNews.Event event : news.events()) {
      renderer.render(event, rendering);
    }
    push(attached, rendering, news.date(), news.origin());
  }

  /// Shows a signal to the account's devices. Called on the publisher's thread, which may block.
  private void signal(UserId user, byte[] payload) {
    Attached attached = accounts.get(user);
    if (attached == null) {
      return;
    }
    TlObject signal = Records.read(payload, TlObject.class);
    Rendering rendering = new Rendering(mailboxes.read(user));
    for (SignalView view : signalViews) {
      if (view.show(signal, rendering)) {
        break;
      }
    }
    push(attached, rendering, mailboxes.now(), null);
  }

  private void push(Attached attached, Rendering rendering, int date, @Nullable Origin origin) {
    if (rendering.updates().isEmpty()) {
      return;
    }
    Updates updates = rendering.updates(people, date);
    Map<Integer, byte[]> written = new HashMap<>(4);
    for (Device device : attached.devices()) {
      if (!device.is(origin)) {
        try {
          device.session().push(written.computeIfAbsent(device.layer(), updates::toBytes));
        } catch (NotInLayerException e) {
          LOG.debug("Not told to a client of layer {}: {}", device.layer(), e.getMessage());
        }
      }
    }
  }
}
