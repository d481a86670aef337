package heliograph.client;

import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.UpdateDeleteMessages;
import heliograph.tl.api.UpdateEditMessage;
import heliograph.tl.api.UpdateFolderPeers;
import heliograph.tl.api.UpdateNewEncryptedMessage;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.UpdatePinnedMessages;
import heliograph.tl.api.UpdateReadHistoryInbox;
import heliograph.tl.api.UpdateReadHistoryOutbox;
import heliograph.tl.api.UpdateReadMessagesContents;
import heliograph.tl.api.UpdateWebPage;

/// Where a change stands in the account's order.
sealed interface Place {
  /// The counter after this change.
  int end();

  /// How many changes it is.
  int count();

  /// The counter before this change.
  default int start() {
    return end() - count();
  }

  /// In the mailbox, counted by `pts`.
  record InMailbox(int end, int count) implements Place {}

  /// Among the secret messages, counted by `qts`, one at a time.
  record InSecrets(int end) implements Place {
    @Override
    public int count() {
      return 1;
    }
  }

  /// Not counted: typing, presence, settings.
  record Nowhere() implements Place {
    @Override
    public int end() {
      return 0;
    }

    @Override
    public int count() {
      return 0;
    }
  }

  /// The place of an update of the account's own order; channels, which count by themselves, have none here.
  static Place of(TypeUpdate update) {
    return switch (update) {
      case UpdateNewMessage u -> new InMailbox(u.pts(), u.ptsCount());
      case UpdateEditMessage u -> new InMailbox(u.pts(), u.ptsCount());
      case UpdateDeleteMessages u -> new InMailbox(u.pts(), u.ptsCount());
      case UpdateReadHistoryInbox u -> new InMailbox(u.pts(), u.ptsCount());
      case UpdateReadHistoryOutbox u -> new InMailbox(u.pts(), u.ptsCount());
      case UpdateReadMessagesContents u -> new InMailbox(u.pts(), u.ptsCount());
      case UpdatePinnedMessages u -> new InMailbox(u.pts(), u.ptsCount());
      case UpdateFolderPeers u -> new InMailbox(u.pts(), u.ptsCount());
      case UpdateWebPage u -> new InMailbox(u.pts(), u.ptsCount());
      case UpdateNewEncryptedMessage u -> new InSecrets(u.qts());
      default -> new Nowhere();
    };
  }
}
