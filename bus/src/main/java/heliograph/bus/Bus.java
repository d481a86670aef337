package heliograph.bus;

/// Carries signals to whoever listens to their topic now. Signals of one publisher on one topic arrive in order.
public interface Bus {
  /// What a signal is about: a kind, such as `'u'` for a user, and the number of the thing.
  record Topic(char kind, long id) {
    public static Topic user(long id) {
      return new Topic('u', id);
    }
  }

  /// Hears the signals of a topic, on the publisher's thread: it must not block.
  @FunctionalInterface
  interface Listener {
    void signal(byte[] payload);
  }

  /// Ends with `close`; may be closed twice.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  void publish(Topic topic, byte[] payload);

  Subscription subscribe(Topic topic, Listener listener);
}
