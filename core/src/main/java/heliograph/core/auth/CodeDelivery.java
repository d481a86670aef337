package heliograph.core.auth;

import heliograph.core.Refusal;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends codes behind the answers to those who ask for them: how long an answer takes tells nothing of whether the
/// number has an account. The deliveries of one number run one after the other, and who types its code waits for them.
final class CodeDelivery {
  static final int MAX_UNDER_WAY = 4096;

  private static final Logger LOG = LoggerFactory.getLogger(CodeDelivery.class);

  private final Executor executor;
  private final Semaphore room = new Semaphore(MAX_UNDER_WAY);

  /// The last delivery to each number.
  private final Map<PhoneNumber, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

  /// @param executor runs deliveries on threads that may block
  CodeDelivery(Executor executor) {
    this.executor = executor;
  }

  void start(PhoneNumber number, Runnable delivery) {
    if (!room.tryAcquire()) {
      throw Refusal.FLOOD_WAIT.exception(1);
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    CompletableFuture<Void> before = underWay.put(number, done);
    executor.execute(() -> {
      try {
        settle(before);
        delivery.run();
      } catch (RuntimeException failure) {
        LOG.error("A login code was not sent", failure);
      } finally {
        underWay.remove(number, done);
        room.release();
        done.complete(null);
      }
    });
  }

  /// Waits for the deliveries to the number that have begun.
  void await(PhoneNumber number) {
    settle(underWay.get(number));
  }

  private static void settle(@Nullable CompletableFuture<Void> delivery) {
    if (delivery != null) {
      delivery.join();
    }
  }
}
