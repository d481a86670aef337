package heliograph.core.mailbox;

import heliograph.core.UserId;
import heliograph.tl.storage.TypeStoredEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one command changed in a mailbox, or a part of that, durable by now.
///
/// @param date when, in seconds
/// @param origin the session that hears of it in the answer to its call, if one of the owner's does
public record MailboxNews(UserId owner, int date, @Nullable Origin origin, List<Event> events) {
  /// One change.
  ///
  /// @param pts the state after it; 0 if it has none
  public record Event(int pts, int ptsCount, TypeStoredEvent stored) {
    /// A change that has no pts.
    public static Event uncounted(TypeStoredEvent stored) {
      return new Event(0, 0, stored);
    }
  }

  /// Hears of every change of every mailbox: for one mailbox in order, on its writer's thread.
  @FunctionalInterface
  public interface Listener {
    void changed(MailboxNews news);
  }
}
