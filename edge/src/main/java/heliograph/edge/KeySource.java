package heliograph.edge;

import heliograph.edge.Exits.Reason;
import heliograph.mtproto.handshake.NewAuthKey;
import heliograph.mtproto.handshake.ServerStep;
import heliograph.mtproto.server.Effect;
import heliograph.mtproto.server.StoredAuthKey;
import heliograph.tl.Bytes;
import heliograph.tl.ProtocolException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the keys of a connection's packets come from: the store, or an exchange with whoever has none. Used on the connection's event
/// loop only.
///
/// While something that blocks or takes long is under way (a key being looked up, a step of an exchange) reading is off and the few
/// packets that were read already wait here.
final class KeySource {
  private static final Logger LOG = LoggerFactory.getLogger(KeySource.class);
  private static final int KEY_ID_BYTES = Long.BYTES;

  /// One read of the socket holds no more packets than this from anyone who behaves.
  private static final int MAX_WAITING = 1024;

  @SuppressWarnings("ArrayRecordComponent") // a packet on its way, never compared
  private record Waiting(byte[] packet, boolean quickAck) {}

  private final Services services;
  private final Gate.Visit visit;
  private final Outlet outlet;
  private final Conversation conversation;
  private @Nullable StoredAuthKey key;
  private @Nullable Queue<Waiting> waiting;

  KeySource(Services services, Gate.Visit visit, Outlet outlet, Conversation conversation) {
    this.services = services;
    this.visit = visit;
    this.outlet = outlet;
    this.conversation = conversation;
  }

  /// Takes the packet in `[from, to)`, which is changed in place and not kept, and has the conversation open it once its key is there.
  void received(byte[] buffer, int from, int to, boolean quickAck) {
    if (waiting != null) {
      keep(waiting, Arrays.copyOfRange(buffer, from, to), quickAck);
      return;
    }
    if (to - from < KEY_ID_BYTES) {
      conversation.exit(Reason.BROKEN_FRAME);
      return;
    }
    long keyId = Bytes.getLong(buffer, from);
    StoredAuthKey current = key;
    if (keyId == 0) {
      exchange(buffer, from, to);
    } else if (current != null && current.id() == keyId) {
      conversation.open(current, buffer, from, to, quickAck);
    } else {
      find(keyId, Arrays.copyOfRange(buffer, from, to), quickAck);
    }
  }

  private void keep(Queue<Waiting> queue, byte[] packet, boolean quickAck) {
    if (queue.size() >= MAX_WAITING) {
      conversation.exit(Reason.BROKEN_FRAME);
    } else {
      queue.add(new Waiting(packet, quickAck));
    }
  }

  private void find(long keyId, byte[] packet, boolean quickAck) {
    waitFor(
        () -> {
          StoredAuthKey found = services.keys().find(keyId);
          return () -> {
            if (found == null) {
              services.exits().count(Reason.UNKNOWN_KEY);
              conversation.refuse(Effect.TransportError.KEY_NOT_FOUND);
            } else {
              key = found;
              conversation.open(found, packet, 0, packet.length, quickAck);
            }
          };
        },
        services.blocking()::execute);
  }

  private void exchange(byte[] buffer, int from, int to) {
    conversation.exchanging();
    if (visit.mayExchange()) {
      step(services.exchange().receive(buffer, from, to));
    } else {
      tooMany();
    }
  }

  private void step(ServerStep step) {
    switch (step) {
      case ServerStep.Answer(byte[] packet) -> outlet.packet(packet);
      case ServerStep.Work(var task) -> compute(task);
      case ServerStep.Agreed(NewAuthKey agreed, byte[] packet) -> save(agreed, packet);
      case ServerStep.Refused _ -> conversation.exit(Reason.REFUSED_EXCHANGE);
    }
  }

  private void compute(Supplier<ServerStep> task) {
    waitFor(
        () -> {
          ServerStep outcome = task.get();
          return () -> step(outcome);
        },
        work -> {
          if (!services.workshop().submit(work)) {
            tooMany();
          }
        });
  }

  private void tooMany() {
    services.exits().count(Reason.TOO_MANY_EXCHANGES);
    conversation.refuse(Effect.TransportError.TRANSPORT_FLOOD);
  }

  private void save(NewAuthKey agreed, byte[] packet) {
    var stored =
        new StoredAuthKey(
            agreed.key(),
            (int) (services.clock().millis() / 1000),
            agreed.expiresAt(),
            agreed.salt(),
            agreed.dc(),
            0);
    waitFor(
        () -> {
          services.keys().save(stored);
          return () -> {
            key = stored;
            outlet.packet(packet);
          };
        },
        services.blocking()::execute);
  }

  /// Work done elsewhere, and what its outcome means here.
  private interface Elsewhere {
    Runnable run();
  }

  private void waitFor(Elsewhere work, Consumer<Runnable> executor) {
    waiting = waiting == null ? new ArrayDeque<>(2) : waiting;
    outlet.reading(false);
    executor.accept(() -> {
      Runnable outcome;
      try {
        outcome = work.run();
      } catch (RuntimeException e) {
        LOG.error("a connection waited in vain", e);
        outcome = () -> conversation.exit(Reason.STORE_FAILED);
      }
      Runnable then = outcome;
      conversation.onLoop(() -> resume(then));
    });
  }

  private void resume(Runnable outcome) {
    if (conversation.isClosed()) {
      return;
    }
    Queue<Waiting> kept = waiting;
    waiting = null;
    try {
      outcome.run();
      while (kept != null && !kept.isEmpty()) {
        Waiting next = kept.remove();
        conversation.received(next.packet, 0, next.packet.length, next.quickAck);
      }
    } catch (ProtocolException e) {
      conversation.exit(Reason.BROKEN_MESSAGE);
    }
    if (waiting == null) {
      outlet.reading(true);
    }
    conversation.turnEnded();
  }
}
