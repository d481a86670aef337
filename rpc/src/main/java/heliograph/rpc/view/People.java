package heliograph.rpc.view;

import heliograph.core.UserId;
import heliograph.tl.api.PeerNotifySettings;
import heliograph.tl.api.TypeUser;
import org.jspecify.annotations.Nullable;

/// What views have to know of accounts: the port that the account's side fills.
public interface People {
  /// A person as another one sees them, in full.
  TypeUser user(UserId viewer, UserId target);

  /// Whether there is such an account, and it was not deleted.
  boolean exists(UserId user);

  /// The name to put on a message that `by` forwards, if its author does not want to be found by that; null if the
  /// message may name the author.
  @Nullable String hiddenName(UserId author, UserId by);

  /// Whether the person lets nobody see when messages were read.
  boolean readDatesPrivate(UserId user);

  /// How the viewer wants to be told of what a peer writes.
  PeerNotifySettings notifySettings(UserId viewer, UserId peer);
}
