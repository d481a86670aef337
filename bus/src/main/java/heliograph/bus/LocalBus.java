package heliograph.bus;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The bus of a server that is one process.
public final class LocalBus implements Bus {
  private static final Listener[] NONE = {};

  // Copied on each change: topics have one listener or two, and are heard far more often than
  // changed.
  private final ConcurrentHashMap<Topic, Listener[]> listeners = new ConcurrentHashMap<>();

  @Override
  public void publish(Topic topic, byte[] payload) {
    for (Listener listener : listeners.getOrDefault(topic, NONE)) {
      listener.signal(payload);
    }
  }

  @Override
  public Subscription subscribe(Topic topic, Listener listener) {
    listeners.merge(topic, new Listener[] {listener}, LocalBus::joined);
    return () -> listeners.computeIfPresent(topic, (_, present) -> without(present, listener));
  }

  private static Listener[] joined(Listener[] present, Listener[] added) {
    Listener[] all = Arrays.copyOf(present, present.length + 1);
    all[present.length] = added[0];
    return all;
  }

  private static Listener @Nullable [] without(Listener[] present, Listener removed) {
    Listener[] rest =
        Arrays.stream(present).filter(it -> !it.equals(removed)).toArray(Listener[]::new);
    return rest.length == 0 ? null : rest;
  }
}
