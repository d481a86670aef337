package heliograph.edge;

import heliograph.mtproto.handshake.ServerKeyExchange;
import heliograph.mtproto.server.AuthKeyStore;
import heliograph.mtproto.server.MessageServer;
import heliograph.mtproto.server.SaltSchedule;
import heliograph.mtproto.server.SessionLimits;
import heliograph.mtproto.server.StoredAuthKey;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The open port without its sockets: the bytes of a connection go through its pipeline on the caller's thread.
final class Front {
  private static final InetAddress SOMEBODY = InetAddress.getLoopbackAddress();

  private final Services services;
  private final Pipelines pipelines;

  Front() {
    InstantSource clock = InstantSource.system();
    AuthKeyStore noKeys = new NoKeys();
    MessageServer messages =
        new MessageServer(
            clock, new SaltSchedule(new byte[32], 0), SessionLimits.DEFAULT, OpenEdge.RANDOM);
    Limits limits = OpenEdge.WIDE.withRates(false);
    services =
        new Services(
            limits,
            messages,
            new ServerKeyExchange(OpenEdge.KEY, id -> false, OpenEdge.RANDOM, clock),
            noKeys,
            new OpenEdge.Echo(),
            new Gate(limits, System::nanoTime),
            new Workshop(1, limits.handshakesWaiting()),
            Runnable::run,
            clock,
            new Exits());
    pipelines =
        new Pipelines(
            services,
            List.of(OpenEdge.SECRET),
            SOMEBODY::equals,
            null,
            new HttpPages(OpenEdge.SITE, List.of(), () -> true, true));
  }

  /// A connection, which the caller closes.
  EmbeddedChannel open() {
    Gate.Visit visit = services.gate().enter(SOMEBODY);
    if (visit == null) {
      throw new AssertionError("no room for a connection");
    }
    EmbeddedChannel channel =
        new EmbeddedChannel(new Arrival(pipelines, Pipelines.Stage.TCP, visit));
    var _ = channel.closeFuture().addListener(_ -> visit.left());
    return channel;
  }

  /// One connection: brings it the bytes in pieces, and closes it. Nothing may fail but by rule, and nothing may be left.
  void connection(byte[] begin, byte[] rest) {
    EmbeddedChannel channel = open();
    try {
      bring(channel, begin, rest);
    } catch (DecoderException garbage) {
      // The channel closes itself on garbage, and here its handlers are gone at once: this one
      // comes too late for them.
    } finally {
      channel.finishAndReleaseAll();
    }
    Watcher.check();
    if (services.gate().connections() != 0) {
      throw new AssertionError("a connection stays open");
    }
  }

  private static void bring(EmbeddedChannel channel, byte[] begin, byte[] rest) {
    if (begin.length > 0) {
      feed(channel, begin);
    }
    int step = 1 + (rest.length > 0 ? rest[rest.length - 1] & 63 : 0);
    for (int at = 0; at < rest.length && channel.isOpen(); at += step) {
      feed(channel, Arrays.copyOfRange(rest, at, Math.min(rest.length, at + step)));
    }
  }

  private static void feed(EmbeddedChannel channel, byte[] bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes));
    channel.runPendingTasks();
  }

  private static final class NoKeys implements AuthKeyStore {
    @Override
    public @Nullable StoredAuthKey find(long keyId) {
      return null;
    }

    @Override
    public void save(StoredAuthKey key) {
      throw new AssertionError("a key out of nothing");
    }

    @Override
    public boolean delete(long keyId) {
      return false;
    }
  }
}
