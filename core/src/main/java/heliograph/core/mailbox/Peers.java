package heliograph.core.mailbox;

import heliograph.tl.storage.StoredPeer;

/// The record of a peer that the mailbox does not know yet.
final class Peers {
  static final StoredPeer UNKNOWN =
      StoredPeer.builder()
          .sent(0)
          .received(0)
          .count(0)
          .top(0)
          .topDate(0)
          .readInbox(0)
          .readOutbox(0)
          .unread(0)
          .build();

  private Peers() {}
}
