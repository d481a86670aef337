package heliograph.bench;

import heliograph.mtproto.client.ClientSession;
import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.KeystreamRandom;
import heliograph.mtproto.server.Effect;
import heliograph.mtproto.server.Link;
import heliograph.mtproto.server.MessageServer;
import heliograph.mtproto.server.SaltSchedule;
import heliograph.mtproto.server.ServerConnection;
import heliograph.mtproto.server.SessionLimits;
import heliograph.mtproto.server.StoredAuthKey;
import heliograph.tl.Bytes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One request and its answer through both ends of the message layer: sealed and opened twice, with acknowledgements.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SessionBenchmark {

  private static final int REQUEST = 0x7e57ca11;

  private final byte[] query = new byte[128];
  private final StoredAuthKey key;
  private final ServerConnection connection;
  private final ClientSession client;

  public SessionBenchmark() {
    SecureRandom secure = new SecureRandom();
    byte[] secret = new byte[AuthKey.LENGTH];
    secure.nextBytes(secret);
    int now = (int) (System.currentTimeMillis() / 1000);
    key = new StoredAuthKey(AuthKey.of(secret), now, 0, 1, 2, 0);
    SaltSchedule salts = new SaltSchedule(new byte[32], 0);
    MessageServer server =
        new MessageServer(InstantSource.system(), salts, SessionLimits.DEFAULT, secure);
    connection = server.connect(new FlushedAnyway(), new KeystreamRandom(secure));
    client =
        new ClientSession(key.key(), 1, 0, InstantSource.system(), new KeystreamRandom(secure));
  }

  @Setup
  public void nameTheQuery() {
    Bytes.putInt(query, 0, REQUEST);
  }

  @Benchmark
  public int round() {
    client.call(query);
    byte[] up = client.flush();
    if (up == null) {
      throw new IllegalStateException("a call is always sent");
    }
    for (Effect effect : connection.received(key, up, 0, up.length, false)) {
      if (effect instanceof Effect.Request request) {
        request.session().answer(request.msgId(), request.body());
      }
    }
    int events = 0;
    for (Effect effect : connection.flush()) {
      if (effect instanceof Effect.Send send) {
        events += client.received(send.packet(), 0, send.packet().length).size();
      }
    }
    return events;
  }

  /// A link that needs no waking: the benchmark flushes after every packet.
  private static final class FlushedAnyway implements Link {
    @Override
    public void wake() {}

    @Override
    public void close() {
      throw new IllegalStateException("nothing here closes connections");
    }
  }
}
