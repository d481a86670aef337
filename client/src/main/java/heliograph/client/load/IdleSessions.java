package heliograph.client.load;

import heliograph.tl.api.auth.LogOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Devices that are logged in, connected and silent but for a ping each minute, as clients are: what each costs in the
/// server's resident memory.
///
/// Some devices come and go first, so that what the server loads once is not charged to the others.
final class IdleSessions implements Scenario {
  private static final double TARGET_KIB = 8;
  private static final int WARM_UP_SESSIONS = 1_000;
  private static final int SETTLE_SECONDS = 8;
  private static final int PING_SECONDS = 60;
  private static final int CHUNK = 1_000;

  @Override
  public List<Figure> run(Bench bench) throws InterruptedException {
    List<LoadClient> idle = new CopyOnWriteArrayList<>();
    List<Figure> figures = new ArrayList<>();
    Thread pings = Thread.ofVirtual().start(() -> ping(idle));
    try {
      comeAndGo(bench);
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      long atRest = bench.server().residentBytes();
      for (int wanted : bench.options().sessions()) {
        bench.say(wanted + " idle sessions");
        while (idle.size() < wanted) {
          idle.addAll(grow(bench, Math.min(CHUNK, wanted - idle.size())));
        }
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        for (LoadClient client : idle) {
          if (!client.connection().online()) {
            throw new LoadException("the server has closed an idle connection");
          }
        }
        double each = (bench.server().residentBytes() - atRest) / 1024.0 / idle.size();
        String label =
            String.format(Locale.ROOT, "resident memory per idle session, %,d of them", wanted);
        figures.add(Figure.atMost(TARGET_KIB, "idle." + wanted, label, each, "KiB"));
      }
      return figures;
    } finally {
      pings.interrupt();
      LoadClient.closeAll(idle);
    }
  }

  private static void comeAndGo(Bench bench) {
    bench.say(WARM_UP_SESSIONS + " devices come and go");
    List<LoadClient> clients = grow(bench, WARM_UP_SESSIONS);
    var _ = bench.fleet().inParallel(clients.size(), i -> clients.get(i).call(new LogOut()));
    LoadClient.closeAll(clients);
  }

  /// Pings once a minute, evenly.
  private static void ping(List<LoadClient> idle) {
    try {
      for (int second = 0; ; second = (second + 1) % PING_SECONDS) {
        TimeUnit.SECONDS.sleep(1);
        int place = 0;
        for (LoadClient client : idle) {
          if (place++ % PING_SECONDS == second) {
            client.connection().ping();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // measured
    }
  }

  private static List<LoadClient> grow(Bench bench, int count) {
    int perAccount = bench.options().perAccount();
    int accounts = (count + perAccount - 1) / perAccount;
    List<LoadClient> clients = new ArrayList<>(bench.fleet().signUp(accounts));
    List<List<LoadClient>> more =
        bench
            .fleet()
            .inParallel(
                accounts,
                i -> {
                  List<LoadClient> devices = new ArrayList<>();
                  int devicesLeft = Math.min(perAccount, count - i * perAccount) - 1;
                  for (int n = 0; n < devicesLeft; n++) {
                    devices.add(bench.fleet().logIn(clients.get(i)));
                  }
                  return devices;
                });
    more.forEach(clients::addAll);
    return clients;
  }
}
