package heliograph.core.messages;

import heliograph.tl.storage.StoredMessage;

/// A message as it is in its sender's mailbox.
public record Sent(int id, long randomId, StoredMessage message) {}
