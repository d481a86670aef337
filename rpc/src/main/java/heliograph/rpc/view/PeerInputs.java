package heliograph.rpc.view;

import heliograph.core.AccessHashes;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Copies;
import heliograph.tl.api.InputDialogPeer;
import heliograph.tl.api.InputPeerChannel;
import heliograph.tl.api.InputPeerChannelFromMessage;
import heliograph.tl.api.InputPeerChat;
import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.InputPeerSelf;
import heliograph.tl.api.InputPeerUser;
import heliograph.tl.api.InputPeerUserFromMessage;
import heliograph.tl.api.InputUser;
import heliograph.tl.api.InputUserEmpty;
import heliograph.tl.api.InputUserFromMessage;
import heliograph.tl.api.InputUserSelf;
import heliograph.tl.api.TypeInputDialogPeer;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeInputUser;
import heliograph.tl.storage.StoredForward;
import heliograph.tl.storage.StoredMessage;
import java.util.Objects;

/// Finds out whom a client means, and whether it may name them: it has to have been told of them by the server
/// (https://core.telegram.org/api/peers).
public final class PeerInputs {
  private final AccessHashes accessHashes;
  private final Mailboxes mailboxes;
  private final People people;

  public PeerInputs(AccessHashes accessHashes, Mailboxes mailboxes, People people) {
    this.accessHashes = accessHashes;
    this.mailboxes = mailboxes;
    this.people = people;
  }

  /// A person's chat, as the viewer may name it.
  TypeInputPeer peer(UserId viewer, UserId user) {
    return user.equals(viewer)
        ? new InputPeerSelf()
        : new InputPeerUser(user.value(), accessHashes.user(viewer, user));
  }

  public UserId user(UserId viewer, TypeInputPeer peer) {
    return switch (peer) {
      case InputPeerSelf _ -> viewer;
      case InputPeerUser it -> user(viewer, it.userId(), it.accessHash());
      case InputPeerUserFromMessage it -> named(viewer, it.msgId(), it.userId());
      case InputPeerChat _ -> throw Refusal.CHAT_ID_INVALID.exception();
      case InputPeerChannel _ -> throw Refusal.CHANNEL_INVALID.exception();
      case InputPeerChannelFromMessage _ -> throw Refusal.CHANNEL_INVALID.exception();
      case InputPeerEmpty _ -> throw Refusal.PEER_ID_INVALID.exception();
    };
  }

  public UserId user(UserId viewer, TypeInputUser user) {
    return switch (user) {
      case InputUserSelf _ -> viewer;
      case InputUser it -> user(viewer, it.userId(), it.accessHash());
      case InputUserFromMessage it -> named(viewer, it.msgId(), it.userId());
      case InputUserEmpty _ -> throw Refusal.USER_ID_INVALID.exception();
    };
  }

  /// The peer of a chat in the list.
  public UserId user(UserId viewer, TypeInputDialogPeer peer) {
    if (peer instanceof InputDialogPeer dialog) {
      return user(viewer, dialog.peer());
    }
    throw Refusal.PEER_ID_INVALID.exception();
  }

  /// The same for somebody who can be written to: an account that exists.
  public UserId writable(UserId viewer, TypeInputPeer peer) {
    UserId user = user(viewer, peer);
    if (user.equals(UserId.SERVICE)) {
      throw Refusal.PEER_ID_INVALID.exception();
    }
    if (!people.exists(user)) {
      throw Refusal.INPUT_USER_DEACTIVATED.exception();
    }
    return user;
  }

  /// Somebody whom a message in the viewer's mailbox names; clients without an access hash point to that.
  private UserId named(UserId viewer, int messageId, long id) {
    UserId user = known(viewer, id);
    MailboxReader mailbox = mailboxes.read(viewer);
    StoredMessage message = Copies.message(mailbox, messageId);
    StoredForward forward = message == null ? null : message.forward();
    boolean named =
        message != null
            && (message.peer() == id || (forward != null && Objects.equals(forward.from(), id)));
    if (!named) {
      throw Refusal.PEER_ID_INVALID.exception();
    }
    return user;
  }

  private UserId user(UserId viewer, long id, long accessHash) {
    UserId user = known(viewer, id);
    if (!user.equals(viewer) && !accessHashes.valid(viewer, user, accessHash)) {
      throw Refusal.PEER_ID_INVALID.exception();
    }
    return user;
  }

  private static UserId known(UserId viewer, long id) {
    if (id <= 0 || id > UserId.MAX) {
      throw Refusal.PEER_ID_INVALID.exception();
    }
    return id == viewer.value() ? viewer : new UserId(id);
  }
}
