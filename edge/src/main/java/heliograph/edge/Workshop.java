package heliograph.edge;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Where key exchanges are computed: a few threads and a short queue of their own, so that a flood of strangers
/// waits in line while those who are logged in go on.
final class Workshop implements AutoCloseable {
  private final ThreadPoolExecutor threads;

  Workshop(int threads, int waiting) {
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("key-exchange-", 0).daemon().factory());

    this.threads.allowCoreThreadTimeOut(true);
  }

  /// False if the line is full.
  boolean submit(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /// Likewise, for whoever needs an executor.
  ///
  /// @throws RejectedExecutionException if the line is full
  void submitOrThrow(Runnable work) {
    threads.execute(work);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
