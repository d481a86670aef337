package heliograph.testkit;

import heliograph.client.UpdateListener;
import heliograph.tl.api.Message;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.UpdateDeleteMessages;
import heliograph.tl.api.UpdateEditMessage;
import heliograph.tl.api.UpdateNewMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// What a device knows from updates alone: the texts of all messages, and every update in its order.
public final class SeenMessages implements UpdateListener {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<Integer, String> texts = new TreeMap<>();
  private final List<String> arrived = new ArrayList<>();
  private final List<TypeUpdate> updates = new ArrayList<>();

  @Override
  public synchronized void update(TypeUpdate update) {
    updates.add(update);
    switch (update) {
      case UpdateNewMessage u -> put(u.message(), true);
      case UpdateEditMessage u -> put(u.message(), false);
      case UpdateDeleteMessages u -> u.messages().forEach(texts::remove);
      default -> {}
    }
    notifyAll();
  }

  private void put(TypeMessage message, boolean fresh) {
    if (message instanceof Message m) {
      texts.put(m.id(), m.message());
      if (fresh && !m.out()) {
        arrived.add(m.message());
      }
    }
  }

  /// The texts of all messages by id.
  public synchronized Map<Integer, String> texts() {
    return Map.copyOf(texts);
  }

  /// The texts that others wrote, as they arrived.
  public synchronized List<String> arrived() {
    return List.copyOf(arrived);
  }

  /// All updates of a kind, as they came.
  public synchronized <U extends TypeUpdate> List<U> updates(Class<U> type) {
    return updates.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// Waits for an update, or finds it among those that came.
  public <U extends TypeUpdate> U await(Class<U> type, Predicate<U> wanted) {
    return type.cast(awaitAny(u -> type.isInstance(u) && wanted.test(type.cast(u))));
  }

  /// Waits until a text has arrived, edited or new, and is there.
  public void awaitText(String text) {
    awaitUntil(() -> texts.containsValue(text), "the text \"" + text + "\"");
  }

  private synchronized TypeUpdate awaitAny(Predicate<TypeUpdate> wanted) {
    awaitUntil(() -> updates.stream().anyMatch(wanted), "an update");
    return updates.stream().filter(wanted).findFirst().orElseThrow();
  }

  /// Waits until a condition on what was seen holds; it is called with the lock of this object held.
  public synchronized void awaitUntil(BooleanSupplier condition, String what) {
    if (!within(PATIENCE.toMillis(), condition)) {
      throw new AssertionError("waited in vain for " + what + "; seen: " + texts);
    }
  }

  /// Whether a condition on what was seen holds, or begins to in this time.
  synchronized boolean within(long millis, BooleanSupplier condition) {
    long end = System.nanoTime() + millis * 1_000_000;
    try {
      while (!condition.getAsBoolean()) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
