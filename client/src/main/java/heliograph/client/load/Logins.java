package heliograph.client.load;

import heliograph.tl.api.auth.LogOut;
import java.util.List;

/// Log-ins of a second device as people make them: key exchange, number, code sent to the first device, sign-in. Each
/// logs out again, or the account's list of sessions would grow into what is measured.
final class Logins implements Scenario {
  private static final int ACCOUNTS = 8;

  @Override
  public List<Figure> run(Bench bench) {
    List<LoadClient> first = bench.fleet().signUp(ACCOUNTS);
    bench.say("log-ins for " + bench.options().seconds() + " s");
    repeat(bench, first, bench.options().warmUpSeconds());
    Spending.Start start = Spending.start(bench.server());
    int done = repeat(bench, first, bench.options().seconds());
    Spending spent = start.soFar();
    LoadClient.closeAll(first);
    return List.of(
        Figure.plain(
            "login.per_cpu_second",
            "log-ins with key exchange per second of server CPU",
            done / spent.serverSeconds(),
            "1/s"));
  }

  private static int repeat(Bench bench, List<LoadClient> first, int seconds) {
    return bench
        .fleet()
        .repeat(
            first.size(),
            seconds,
            i -> {
              try (LoadClient second = bench.fleet().logIn(first.get(i))) {
                var _ = second.call(new LogOut());
              }
            });
  }
}
