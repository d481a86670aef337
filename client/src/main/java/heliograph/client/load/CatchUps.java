package heliograph.client.load;

import heliograph.client.Connection;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.updates.Difference;
import heliograph.tl.api.updates.DifferenceEmpty;
import heliograph.tl.api.updates.DifferenceSlice;
import heliograph.tl.api.updates.DifferenceTooLong;
import heliograph.tl.api.updates.GetDifference;
import heliograph.tl.api.updates.GetState;
import heliograph.tl.api.updates.State;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Devices that come back to many messages: connecting with the old key and asking for the difference until it ends.
///
/// Every device that is measured is another account's, so that none profits from what the server still remembers of the one before.
/// Those of the warm-up come back again and again.
final class CatchUps implements Scenario {
  private static final double TARGET_MILLIS = 8;
  private static final int WARM_UP = 10;
  private static final int MEASURED = 30;
  private static final int UNDER_WAY = 50;

  private record Away(Connection.Key key, State state) {}

  @Override
  public List<Figure> run(Bench bench) {
    int missed = bench.options().missed();
    bench.say(missed + " messages to each of " + (WARM_UP + MEASURED) + " devices that are away");
    List<LoadClient> writers = bench.fleet().signUp(WARM_UP + MEASURED);
    List<LoadClient> readers = bench.fleet().signUp(WARM_UP + MEASURED);
    List<Away> away =
        bench
            .fleet()
            .inParallel(readers.size(), i -> writeTo(readers.get(i), writers.get(i), missed));
    bench.say("catching up");
    long warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(bench.options().warmUpSeconds());
    do {
      for (Away each : away.subList(0, WARM_UP)) {
        comeBack(bench, each, missed);
      }
    } while (System.nanoTime() < warm);
    Spending.Start start = Spending.start(bench.server());
    for (Away each : away.subList(WARM_UP, away.size())) {
      comeBack(bench, each, missed);
    }
    Spending spent = start.soFar();
    LoadClient.closeAll(writers);
    return List.of(
        Figure.atMost(
            TARGET_MILLIS,
            "catchup.cpu",
            "server CPU for a catch-up of " + missed + " missed messages",
            spent.serverMicros() / 1e3 / MEASURED,
            "ms"),
        Figure.plain(
            "catchup.time",
            "time of such a catch-up, connection included",
            spent.wallMicros() / 1e3 / MEASURED,
            "ms"));
  }

  /// Notes where the reader is, takes it offline and writes to it.
  private static Away writeTo(LoadClient reader, LoadClient writer, int count) {
    TypeInputPeer peer = Talkers.know(writer, reader);
    State state = reader.call(new GetState());
    Away away = new Away(reader.connection().key(), state);
    reader.close();
    for (int sent = 0; sent < count; sent += UNDER_WAY) {
      CompletableFuture<?>[] batch = new CompletableFuture<?>[Math.min(UNDER_WAY, count - sent)];
      for (int i = 0; i < batch.length; i++) {
        batch[i] = writer.connection().callAsync(Talkers.message(peer, sent + i));
      }
      CompletableFuture.allOf(batch).join();
    }
    return away;
  }

  private static void comeBack(Bench bench, Away away, int missed) {
    try (Connection connection =
        Connection.open(bench.fleet().loops(), bench.fleet().server(), away.key())) {
      State state = away.state();
      int messages = 0;
      boolean more = true;
      while (more) {
        GetDifference question =
            GetDifference.builder().pts(state.pts()).date(state.date()).qts(state.qts()).build();
        switch (connection.call(question)) {
          case DifferenceSlice slice -> {
            messages += slice.newMessages().size();
            state = slice.intermediateState();
          }
          case Difference last -> {
            messages += last.newMessages().size();
            more = false;
          }
          case DifferenceEmpty _ -> more = false;
          case DifferenceTooLong _ ->
              throw new LoadException("the server does not list what was missed");
        }
      }
      if (messages != missed) {
        throw new LoadException(messages + " of " + missed + " missed messages came back");
      }
    }
  }
}
