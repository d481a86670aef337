package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.account.Accounts;
import heliograph.core.auth.AuthKey;
import heliograph.core.auth.AuthKeys;
import heliograph.core.auth.Authorisations;
import heliograph.core.cell.Cells;
import heliograph.core.due.DueWork;
import heliograph.core.mailbox.Deliveries;
import heliograph.core.mailbox.Mailboxes;
import heliograph.store.rocks.RocksOptions;
import heliograph.store.rocks.RocksPartitionStore;
import heliograph.tl.Layer;
import heliograph.tl.api.NearestDc;
import heliograph.tl.api.help.GetNearestDc;
import heliograph.tl.api.help.SaveAppLog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bounds of all sessions together, with calls that end when the test lets them.
final class RpcServerTest {
  private static final byte[] READ = new GetNearestDc().toBytes(Layer.NEWEST);

  @TempDir private Path folder;
  private RocksPartitionStore store;
  private RpcServer server;
  private AuthKey key;
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch full = new CountDownLatch(RpcServer.MAX_RUNNING);
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private long nextId = 4;

  @BeforeEach
  void open() {
    store = RocksPartitionStore.open(folder, RocksOptions.DEFAULT.withReservedBytes(0));
    var clock = InstantSource.system();
    var due = new DueWork(store, clock);
    var mailboxes = new Mailboxes(store, Deliveries.builder().build(), clock, Runnable::run, due);
    var keys =
        new AuthKeys(new Cells(store), new Authorisations(mailboxes, new Accounts(mailboxes)));
    key = keys.use(1);
    keys.describe(key, Layer.NEWEST, null);
    var table =
        MethodTable.builder()
            .openRead(GetNearestDc.class, (_, _) -> slow(new NearestDc("", 2, 2)))
            .openChange(SaveAppLog.class, (_, _) -> slow(true))
            .build();
    server = new RpcServer(table, keys, new FloodGate(false, clock), new Nobody(), clock);
  }

  @AfterEach
  void close() {
    gate.countDown();
    store.close();
  }

  private <R> R slow(R answer) {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    full.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      running.decrementAndGet();
    }
    return answer;
  }

  @Test
  void onlySoManyCallsRunAtOnceAndTheOthersWait() throws InterruptedException {
    int clients = RpcServer.MAX_RUNNING / RpcSession.MAX_READS + 4;
    List<Outcome> answers = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      ClientSession client = opened();
      for (int call = 0; call < RpcSession.MAX_READS; call++) {
        answers.add(ask(client, READ));
      }
    }
    full.await();
    gate.countDown();

    assertThat(answers).allSatisfy(it -> assertThat(it.join()).isEqualTo("answered"));
    assertThat(most.get()).isEqualTo(RpcServer.MAX_RUNNING);
  }

  @Test
  void largeBodiesThatWaitAreBoundedAndSmallOnesGoOn() {
    ClientSession client = opened();
    byte[] large = new byte[1 << 20];
    System.arraycopy(READ, 0, large, 0, READ.length);
    int fitting = (int) (RpcServer.MAX_HELD_BYTES >> 20);
    List<Outcome> waiting = new ArrayList<>();
    for (int i = 0; i < fitting; i++) {
      waiting.add(ask(client, large));
    }

    assertThat(ask(opened(), large).join()).isEqualTo("420 FLOOD_WAIT_1");
    var small = ask(opened(), READ);
    gate.countDown();

    assertThat(small.join()).isEqualTo("answered");
    assertThat(waiting).allSatisfy(it -> assertThat(it.join()).isEqualTo("answered"));
    assertThat(ask(opened(), large).join()).isEqualTo("answered");
  }

  @Test
  void aSessionThatWasEndedIsAnsweredAndNotPutBack() {
    gate.countDown();
    ClientSession client = opened();
    server.sessionClosed(client);

    assertThat(ask(client, READ).join()).isEqualTo("answered");

    assertThat(server.sessions()).isZero();
  }

  private ClientSession opened() {
    ClientSession client = new Silent(nextId);
    server.sessionOpened(client);
    return client;
  }

  private Outcome ask(ClientSession client, byte[] body) {
    Outcome outcome = new Outcome();
    nextId += 4;
    server.request(client, nextId, body, outcome);
    return outcome;
  }

  private static final class Nobody implements SessionWatch {
    @Override
    public void attached(ClientSession session, AuthKey key) {}

    @Override
    public void detached(ClientSession session) {}
  }
}
