package heliograph.client.load;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// As many messages as the server can take: each person sends the next as soon as one was acknowledged.
final class Saturation implements Scenario {
  private static final double CPU_TARGET_MICROS = 120;

  /// More than two cores can deliver in a second, by far.
  private static final int MAX_PER_SECOND = 100_000;

  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean over;

  @Override
  public List<Figure> run(Bench bench) throws InterruptedException {
    LoadOptions options = bench.options();
    int most = MAX_PER_SECOND * (options.seconds() + options.warmUpSeconds());
    Latencies latencies = new Latencies(most);
    try (Talkers talkers = Talkers.make(bench, options.accounts())) {
      talkers.listen(number -> latencies.seen(number, System.nanoTime()));
      int underWay = talkers.size() * options.window();
      bench.say("saturation, " + underWay + " messages under way, for " + options.seconds() + " s");
      CountDownLatch finished = new CountDownLatch(underWay);
      for (int i = 0; i < underWay; i++) {
        sendOn(talkers, latencies, i % talkers.size(), most, finished);
      }
      TimeUnit.SECONDS.sleep(options.warmUpSeconds());
      latencies.measureFrom(next.get());
      int seenBefore = latencies.seenCount();
      Spending.Start start = Spending.start(bench.server());
      TimeUnit.SECONDS.sleep(options.seconds());
      Spending spent = start.soFar();
      int delivered = latencies.seenCount() - seenBefore;
      over = true;
      finished.await();
      int sent = next.get() - refused.get();
      SteadyMessages.awaitSeen(latencies, sent);
      int lost = sent - latencies.seenCount();
      return figures(latencies, spent, delivered, lost + latencies.strangeCount() + refused.get());
    }
  }

  private void sendOn(
      Talkers talkers, Latencies latencies, int sender, int most, CountDownLatch finished) {
    int number = over ? most : next.getAndIncrement();
    if (number >= most) {
      finished.countDown();
      return;
    }
    latencies.due(number, System.nanoTime());
    var _ =
        talkers
            .send(sender, number)
            .whenComplete((_, error) -> {
              if (error != null) {
                refused.incrementAndGet();
                finished.countDown(); // a refusal would only be refused again
              } else {
                sendOn(talkers, latencies, sender, most, finished);
              }
            });
  }

  private static List<Figure> figures(
      Latencies latencies, Spending spent, int delivered, int wrong) {
    String at = "saturation: ";
    return List.of(
        Figure.atMost(
            CPU_TARGET_MICROS,
            "messages.saturate.cpu",
            at + "server CPU per delivered message",
            (double) spent.serverMicros() / delivered,
            "us"),
        Figure.plain(
            "messages.saturate.throughput",
            at + "delivered, client on the same cores",
            delivered / spent.wallSeconds(),
            "1/s"),
        Figure.plain(
            "messages.saturate.p50", at + "sent to seen, p50", latencies.millisAt(50), "ms"),
        Figure.plain(
            "messages.saturate.p99", at + "sent to seen, p99", latencies.millisAt(99), "ms"),
        Figure.plain(
            "messages.saturate.p999", at + "sent to seen, p99.9", latencies.millisAt(99.9), "ms"),
        Figure.plain(
            "messages.saturate.server_cpu",
            at + "server CPU",
            spent.serverPercent(),
            "% of a core"),
        Figure.plain(
            "messages.saturate.own_cpu",
            at + "the generator's own CPU",
            spent.ownPercent(),
            "% of a core"),
        Figure.atMost(
            0, "messages.saturate.wrong", at + "messages lost, doubled or refused", wrong, ""));
  }
}
