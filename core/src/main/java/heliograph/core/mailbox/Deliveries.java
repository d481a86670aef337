package heliograph.core.mailbox;

import heliograph.core.UserId;
import heliograph.tl.storage.TypeStoredDelivery;
import java.util.HashMap;
import java.util.Map;

/// What each kind of delivery does in the mailbox that it arrives in.
public final class Deliveries {
  /// Applies a delivery as a part of a command of the receiver's mailbox.
  @FunctionalInterface
  public interface Applier<D extends TypeStoredDelivery> {
    void apply(MailboxChange change, UserId sender, D delivery);
  }

  private final Map<Class<?>, Applier<?>> appliers;

  private Deliveries(Map<Class<?>, Applier<?>> appliers) {
    this.appliers = Map.copyOf(appliers);
  }

  public static Builder builder() {
    return new Builder();
  }

  void apply(MailboxChange change, UserId sender, TypeStoredDelivery delivery) {
    applier(delivery).apply(change, sender, delivery);
  }

  @SuppressWarnings("unchecked") // the builder puts an applier under the class that it applies
  private <D extends TypeStoredDelivery> Applier<D> applier(D delivery) {
    var applier = (Applier<D>) appliers.get(delivery.getClass());
    if (applier == null) {
      throw new IllegalStateException("Nobody applies " + delivery.tlName());
    }
    return applier;
  }

  /// Collects the appliers.
  public static final class Builder {
    private final Map<Class<?>, Applier<?>> appliers = new HashMap<>();

    public <D extends TypeStoredDelivery> Builder on(Class<D> type, Applier<D> applier) {
      if (appliers.put(type, applier) != null) {
        throw new IllegalStateException("Two appliers of " + type.getSimpleName());
      }
      return this;
    }

    public Deliveries build() {
      return new Deliveries(appliers);
    }
  }
}
