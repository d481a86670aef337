package heliograph.client.load;

import heliograph.client.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Full key exchanges, each on a connection of its own, and nothing after them.
final class Exchanges implements Scenario {
  private static final int AT_ONCE = 8;
  private static final double TARGET = 350;

  @Override
  public List<Figure> run(Bench bench) {
    bench.say("key exchanges for " + bench.options().seconds() + " s");
    repeat(bench, bench.options().warmUpSeconds());
    Spending.Start start = Spending.start(bench.server());
    int done = repeat(bench, bench.options().seconds());
    Spending spent = start.soFar();
    return List.of(
        Figure.atLeast(
            TARGET,
            "exchange.per_cpu_second",
            "key exchanges per second of server CPU",
            done / spent.serverSeconds(),
            "1/s"),
        Figure.plain(
            "exchange.per_second",
            "key exchanges per second, client on the same cores",
            done / spent.wallSeconds(),
            "1/s"));
  }

  private static int repeat(Bench bench, int seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    AtomicInteger done = new AtomicInteger();
    var _ =
        bench
            .fleet()
            .inParallel(
                AT_ONCE,
                _ -> {
                  int mine = 0;
                  while (System.nanoTime() < end) {
                    Connection.open(bench.fleet().loops(), bench.fleet().server()).close();
                    mine++;
                  }
                  return done.addAndGet(mine);
                });
    return done.get();
  }
}
