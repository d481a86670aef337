package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import heliograph.testkit.Await;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/// Fails a class of tests that leaves an error in the log: a mistake in a pipeline, or a buffer that was not given back.
final class Watcher implements BeforeAllCallback, AfterAllCallback {
  private static final String SENTINEL = "the leak that must be found";
  private static final Queue<String> ERRORS = new ConcurrentLinkedQueue<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    if (root.getAppender(SENTINEL) == null) {
      Errors errors = new Errors();
      errors.setName(SENTINEL);
      errors.start();
      root.detachAndStopAllAppenders();
      root.addAppender(errors);
    }
    ERRORS.clear();
  }

  /// Leaks a buffer on purpose and waits until that is found: what was leaked before it is found by then as well.
  @Override
  public void afterAll(ExtensionContext context) {
    // Each class needs a leak of its own: one that is like another is not reported again.
    leak(SENTINEL + " after " + context.getDisplayName());
    Await.until(
        () -> {
          System.gc();
          PooledByteBufAllocator.DEFAULT.buffer().release();
          return ERRORS.stream().anyMatch(error -> error.contains(SENTINEL));
        },
        "the deliberate leak to be found");
    assertThat(ERRORS)
        .as("errors logged, other than the deliberate leak")
        .allMatch(error -> error.contains(SENTINEL));
  }

  /// Fails at once if an error was logged.
  static void check() {
    if (!ERRORS.isEmpty()) {
      throw new AssertionError("logged: " + ERRORS);
    }
  }

  private static void leak(String hint) {
    ByteBuf lost = PooledByteBufAllocator.DEFAULT.buffer();
    lost.touch(hint);
  }

  private static final class Errors extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
        IThrowableProxy cause = event.getThrowableProxy();
        ERRORS.add(
            event.getFormattedMessage()
                + (cause == null ? "" : ThrowableProxyUtil.asString(cause)));
      }
    }
  }
}
