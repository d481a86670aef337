package heliograph.client.load;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// So many messages a second, evenly, between people who are online.
final class SteadyMessages implements Scenario {
  private static final double P99_TARGET_MILLIS = 10;
  private static final int STRAGGLERS_SECONDS = 10;

  @Override
  public List<Figure> run(Bench bench) throws InterruptedException {
    LoadOptions options = bench.options();
    int warmUp = options.rate() * options.warmUpSeconds();
    int total = warmUp + options.rate() * options.seconds();
    Latencies latencies = new Latencies(total);
    AtomicInteger refused = new AtomicInteger();
    try (Talkers talkers = Talkers.make(bench, options.accounts())) {
      talkers.listen(number -> latencies.seen(number, System.nanoTime()));
      bench.say(options.rate() + " messages a second for " + options.seconds() + " s");
      long first = System.nanoTime();
      Spending.Start start = Spending.start(bench.server());
      int seenBefore = 0;
      for (int number = 0; number < total; number++) {
        long due = first + (long) (number * 1e9 / options.rate());
        awaitNanos(due);
        if (number == warmUp) {
          latencies.measureFrom(warmUp);
          seenBefore = latencies.seenCount();
          start = Spending.start(bench.server());
        }
        latencies.due(number, due);
        var _ =
            talkers
                .send(number % talkers.size(), number)
                .whenComplete((_, error) -> {
                  if (error != null) {
                    refused.incrementAndGet();
                  }
                });
      }
      awaitSeen(latencies, total);
      Spending spent = start.soFar();
      int delivered = latencies.seenCount() - seenBefore;
      return figures(options.rate(), latencies, spent, delivered, refused.get(), total);
    }
  }

  private static List<Figure> figures(
      int rate, Latencies latencies, Spending spent, int delivered, int refused, int total) {
    String id = "messages.rate" + rate;
    String at = "at " + rate + "/s: ";
    int lost = total - latencies.seenCount();
    return List.of(
        Figure.plain(id + ".p50", at + "sent to seen, p50", latencies.millisAt(50), "ms"),
        Figure.atMost(
            P99_TARGET_MILLIS, id + ".p99", at + "sent to seen, p99", latencies.millisAt(99), "ms"),
        Figure.plain(id + ".p999", at + "sent to seen, p99.9", latencies.millisAt(99.9), "ms"),
        Figure.plain(
            id + ".cpu",
            at + "server CPU per delivered message",
            (double) spent.serverMicros() / delivered,
            "us"),
        Figure.plain(
            id + ".own_cpu", at + "the generator's own CPU", spent.ownPercent(), "% of a core"),
        Figure.atMost(
            0,
            id + ".wrong",
            at + "messages lost, doubled or refused",
            lost + latencies.strangeCount() + refused,
            ""));
  }

  /// Waits for the last messages, but not for ever.
  static void awaitSeen(Latencies latencies, int total) throws InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(STRAGGLERS_SECONDS);
    while (latencies.seenCount() < total && System.nanoTime() < giveUp) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private static void awaitNanos(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
