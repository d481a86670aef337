package heliograph.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/// Fails a test that leaves a warning in the log, a leaked buffer (which Netty logs as an error) or a thread that keeps the
/// process alive.
public final class Watcher implements BeforeEachCallback, AfterEachCallback {
  private static final int ATTEMPTS = 600;
  private static final int ATTEMPT_MILLIS = 100;

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Listener listener = new Listener();
  private Set<Thread> before = Set.of();

  /// Made by JUnit.
  public Watcher() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    before = keepingAlive();
    complaints.clear();
    listener.start();
    root().addAppender(listener);
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    Set<Thread> left = left();
    for (int i = 0; i < ATTEMPTS && !left.isEmpty(); i++) {
      Thread.sleep(ATTEMPT_MILLIS); // a thread that was told to end needs its moment
      left = left();
    }
    root().detachAppender(listener);
    if (!left.isEmpty()) {
      throw new AssertionError("threads that were left running: " + left);
    }
    if (!complaints.isEmpty()) {
      throw new AssertionError("unexpected in the log:\n" + String.join("\n", complaints));
    }
  }

  private Set<Thread> left() {
    return keepingAlive().stream()
        .filter(thread -> !before.contains(thread))
        .collect(Collectors.toSet());
  }

  private static Set<Thread> keepingAlive() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() && !thread.getName().startsWith("junit-"))
        .collect(Collectors.toSet());
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private final class Listener extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
        var cause = event.getThrowableProxy();
        complaints.add(
            event.getLoggerName()
                + ": "
                + event.getFormattedMessage()
                + (cause == null
                    ? ""
                    : " (" + cause.getClassName() + ": " + cause.getMessage() + ")"));
      }
    }
  }
}
