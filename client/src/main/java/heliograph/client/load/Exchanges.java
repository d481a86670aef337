package heliograph.client.load;

import heliograph.client.Connection;
import java.util.List;

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
    Fleet fleet = bench.fleet();
    return fleet.repeat(
        AT_ONCE, seconds, _ -> Connection.open(fleet.loops(), fleet.server()).close());
  }
}
