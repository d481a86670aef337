package heliograph.mtproto.server;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.client.ClientEvent;
import heliograph.mtproto.client.ClientSession;
import heliograph.mtproto.crypto.AuthKey;
import heliograph.tl.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A server, some clients and a bad network between them, all moved by one seeded random source.
///
/// What must hold is checked as it happens: no session runs a request twice, no call ends twice, no push arrives twice, and
/// one that never arrives was made good by news of a new session.
final class SessionWorld {

  private static final int REQUEST = 0x7e57ca11;
  private static final int PUSH = 0x7e57b0b0;

  private final Random random;
  private final ManualClock clock = new ManualClock();
  private final List<Device> devices = new ArrayList<>();
  private final IdentityHashMap<ServerSession, Set<Long>> ran = new IdentityHashMap<>();
  private final List<Effect.Request> running = new ArrayList<>();
  private MessageServer server;
  private boolean faults = true;

  SessionWorld(long seed, int clients) {
    random = new Random(seed);
    server = newServer();
    for (int i = 0; i < clients; i++) {
      // The last one's clock is far off.
      devices.add(new Device(i, i == clients - 1 ? 400_000 : random.nextInt(40_000) - 20_000));
    }
  }

  private MessageServer newServer() {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return new MessageServer(
        clock, new SaltSchedule(secret, clock.seconds()), SessionLimits.DEFAULT, random);
  }

  void step() {
    clock.advance(random.nextInt(4) == 0 ? random.nextInt(3000) : 5);
    Device device = devices.get(random.nextInt(devices.size()));
    switch (random.nextInt(40)) {
      case 0 -> device.reconnect();
      case 1 -> restartSometimes();
      case 2 -> sleep();
      case 3, 4, 5 -> device.push();
      case 6, 7 -> device.flushAcks();
      case 8, 9, 10, 11, 12, 13 -> device.call(random.nextInt(3));
      case 14, 15, 16, 17, 18 -> finishSome();
      case 19, 20, 21, 22, 23, 24, 25, 26, 27 -> device.sendUp();
      default -> device.sendDown();
    }
  }

  /// Ends all faults, and lets everything settle.
  void settle() {
    faults = false;
    for (int round = 0; round < 12; round++) {
      clock.advance(1000);
      for (Device device : devices) {
        if (round % 4 == 0) {
          device.reconnect();
        }
        device.flush();
        device.sendAll();
      }
      while (!running.isEmpty()) {
        finishSome();
      }
      devices.forEach(Device::sendAll);
    }
    for (Device device : devices) {
      assertThat(device.session.unanswered()).as("calls without an answer").isZero();
      assertThat(device.ended).hasSize(device.calls);
      assertThat(device.missing()).as("pushes lost without a word").isEmpty();
    }
  }

  /// Lets time pass: a little, or so much that salts change and ids are forgotten. Nothing is lost for longer than those are kept:
  /// over a stream, a loss ends the connection.
  private void sleep() {
    if (random.nextInt(10) != 0) {
      clock.advance(20_000);
      return;
    }
    faults = false;
    devices.forEach(Device::reconnect);
    devices.forEach(Device::sendAll);
    faults = true;
    clock.advance(1_900_000);
  }

  private void restartSometimes() {
    if (random.nextInt(3) == 0) {
      running.clear();
      server = newServer();
      devices.forEach(Device::reconnect);
    }
  }

  private void finishSome() {
    if (!running.isEmpty()) {
      Effect.Request request = running.remove(random.nextInt(running.size()));
      request.session().answer(request.msgId(), request.body());
    }
  }

  private boolean happens(int oneIn) {
    return faults && random.nextInt(oneIn) == 0;
  }

  /// A client, its connection and what it has seen.
  private final class Device implements Link {
    private final StoredAuthKey key;
    private final ClientSession session;
    private final List<byte[]> up = new ArrayList<>();
    private final List<byte[]> down = new ArrayList<>();
    private final Map<Long, Long> ended = new HashMap<>();
    private final Set<Long> pushesSeen = new HashSet<>();
    private final Set<Long> pushesOwed = new HashSet<>();
    private final long offset;
    private ServerConnection connection;
    private @Nullable ServerSession serverSession;
    private int calls;
    private long pushes;

    Device(int number, long clockOffset) {
      byte[] secret = new byte[AuthKey.LENGTH];
      random.nextBytes(secret);
      key = new StoredAuthKey(AuthKey.of(secret), clock.seconds(), 0, number, 2, 0);
      offset = clockOffset;
      session =
          new ClientSession(key.key(), number, 0, () -> clock.instant().plusMillis(offset), random);
      connection = server.connect(this, random);
    }

    @Override
    public void wake() {
      // The network looks for packets on its own.
    }

    @Override
    public void close() {
      throw new AssertionError("nothing here closes connections");
    }

    void reconnect() {
      connection.closed();
      up.clear();
      down.clear();
      connection = server.connect(this, random);
      session.connected();
      flush();
    }

    void call(int count) {
      for (int i = 0; i < count; i++) {
        byte[] query = new byte[16 + 4 * random.nextInt(30)];
        Bytes.putInt(query, 0, REQUEST);
        Bytes.putLong(query, 8, ++calls);
        assertThat(session.call(query)).isEqualTo(calls);
      }
      flush();
    }

    void push() {
      if (serverSession != null) {
        byte[] update = new byte[16];
        Bytes.putInt(update, 0, PUSH);
        Bytes.putLong(update, 8, ++pushes);
        if (!serverSession.isEnded() && server.sessions().ofKey(key.id()).contains(serverSession)) {
          pushesOwed.add(pushes);
        }
        serverSession.push(update);
      }
    }

    Set<Long> missing() {
      pushesOwed.removeAll(pushesSeen);
      return pushesOwed;
    }

    void flush() {
      for (byte[] packet = session.flush(); packet != null; packet = session.flush()) {
        up.add(packet);
      }
    }

    void flushAcks() {
      handle(connection.flushAcks());
      flush();
    }

    void sendAll() {
      for (int packets = 0; !up.isEmpty() || !down.isEmpty(); packets++) {
        assertThat(packets).as("packets until both ends are quiet").isLessThan(10_000);
        sendUp();
        sendDown();
      }
      handle(connection.flush());
      sendDown();
    }

    void sendUp() {
      byte[] packet = next(up);
      if (packet != null) {
        handle(connection.received(key, packet, 0, packet.length, false));
        handle(connection.flush());
      }
    }

    void sendDown() {
      handle(connection.flush());
      byte[] packet = next(down);
      if (packet != null) {
        for (ClientEvent event : session.received(packet, 0, packet.length)) {
          see(event);
        }
        flush();
      }
    }

    /// The next packet of a queue that loses, doubles and mixes up what is in it.
    private byte @Nullable [] next(List<byte[]> queue) {
      if (queue.isEmpty()) {
        return null;
      }
      int at = happens(5) ? random.nextInt(queue.size()) : 0;
      byte[] packet = queue.get(at).clone();
      if (!happens(10)) {
        queue.remove(at);
      }
      return happens(25) ? null : packet;
    }

    private void handle(List<Effect> effects) {
      for (Effect effect : effects) {
        switch (effect) {
          case Effect.Send send -> down.add(send.packet());
          case Effect.Request request -> run(request);
          case Effect.SessionOpened opened -> {
            serverSession = opened.session();
            pushesOwed.clear();
          }
          case Effect.AckIn _ -> {}
          default -> throw new AssertionError(effect);
        }
      }
    }

    private void run(Effect.Request request) {
      long number = Bytes.getLong(request.body(), 8);
      boolean first = ran.computeIfAbsent(request.session(), _ -> new HashSet<>()).add(number);
      assertThat(first).as("request %d runs once", number).isTrue();
      running.add(request);
    }

    private void see(ClientEvent event) {
      switch (event) {
        case ClientEvent.Result result -> {
          assertThat(Bytes.getLong(result.body(), 8)).isEqualTo(result.callId());
          assertThat(ended.put(result.callId(), 1L)).as("call ends once").isNull();
        }
        case ClientEvent.Update update ->
            assertThat(pushesSeen.add(Bytes.getLong(update.body(), 8))).isTrue();
        case ClientEvent.NewSession _, ClientEvent.SaltChanged _ -> {}
        case ClientEvent.Failure failure -> throw new AssertionError(failure);
        case ClientEvent.Pong pong -> throw new AssertionError(pong);
      }
    }
  }
}
