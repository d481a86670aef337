package heliograph.core.messages;

import heliograph.tl.storage.StoredMessage;

/// A message as it is in its sender's mailbox.
///
/// @param repeated whether it had been sent before, by the same random_id
public record Sent(int id, long randomId, StoredMessage message, boolean repeated) {}
