package heliograph.rpc.view;

import heliograph.core.mailbox.MailboxNews;

/// Shows one kind of events of a mailbox to its owner.
@FunctionalInterface
public interface EventView {
  /// Adds the updates that an event is. Returns false if the event is none of this view's.
  boolean show(MailboxNews.Event event, Rendering into);
}
