package heliograph.core.mailbox;

import heliograph.core.UserId;
import heliograph.tl.storage.StoredPeer;
import heliograph.tl.storage.TypeStoredDelivery;
import java.util.function.Function;

/// Applies a delivery in the receiver's mailbox, if it is the next one from its sender.
record Delivery(UserId sender, long number, TypeStoredDelivery delivery, Deliveries deliveries)
    implements Function<MailboxChange, Delivery.Outcome> {
  enum Outcome {
    /// Its effect is there, from now or from an earlier try.
    APPLIED,
    /// An earlier one is missing. Once that is applied, this one is tried again.
    TOO_EARLY
  }

  @Override
  public Outcome apply(MailboxChange change) {
    if (change.gone()) {
      return Outcome.APPLIED;
    }
    StoredPeer known = change.peer(sender.value());
    if (number <= known.received()) {
      return Outcome.APPLIED;
    }
    if (number > known.received() + 1) {
      return Outcome.TOO_EARLY;
    }
    change.putPeer(sender.value(), known.toBuilder().received(number).build());
    deliveries.apply(change, sender, delivery);
    return Outcome.APPLIED;
  }
}
