package heliograph.rpc.messages;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Dialogs;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.Named;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.tl.api.FolderPeer;
import heliograph.tl.api.InputFolderPeer;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeInputDialogPeer;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.UpdateFolderPeers;
import heliograph.tl.api.Updates;
import heliograph.tl.api.folders.EditPeerFolders;
import heliograph.tl.api.messages.HidePeerSettingsBar;
import heliograph.tl.api.messages.MarkDialogUnread;
import heliograph.tl.api.messages.ReorderPinnedDialogs;
import heliograph.tl.api.messages.ToggleDialogPin;
import java.util.ArrayList;
import java.util.List;

/// Pinning, archiving and marking chats.
final class DialogOrderMethods {
  private static final int MAX_MOVED = 100;

  private final Mailboxes mailboxes;
  private final Dialogs dialogs;
  private final PeerInputs peers;
  private final People people;

  DialogOrderMethods(Mailboxes mailboxes, PeerInputs peers, People people) {
    this.mailboxes = mailboxes;
    this.dialogs = new Dialogs(mailboxes);
    this.peers = peers;
    this.people = people;
  }

  void register(MethodTable.Builder table) {
    table
        .change(ToggleDialogPin.class, this::pin)
        .change(ReorderPinnedDialogs.class, this::reorder)
        .change(MarkDialogUnread.class, this::markUnread)
        .change(EditPeerFolders.class, this::move)
        .change(HidePeerSettingsBar.class, this::hideBar);
  }

  private Boolean pin(ToggleDialogPin method, Call call) {
    UserId peer = peers.user(call.user(), method.peer());
    dialogs.pin(call.user(), call.origin(), peer.value(), method.pinned());
    return true;
  }

  private Boolean reorder(ReorderPinnedDialogs method, Call call) {
    if (method.order().size() > Dialogs.MAX_PINNED) {
      throw Refusal.PINNED_DIALOGS_TOO_MUCH.exception();
    }
    List<Long> order = new ArrayList<>();
    for (TypeInputDialogPeer peer : method.order()) {
      order.add(peers.user(call.user(), peer).value());
    }
    dialogs.reorder(
        call.user(), call.origin(), DialogMethods.folder(method.folderId()), order, method.force());
    return true;
  }

  private Boolean markUnread(MarkDialogUnread method, Call call) {
    UserId peer = peers.user(call.user(), method.peer());
    dialogs.markUnread(call.user(), call.origin(), peer.value(), method.unread());
    return true;
  }

  private Boolean hideBar(HidePeerSettingsBar method, Call call) {
    UserId peer = peers.user(call.user(), method.peer());
    dialogs.hideBar(call.user(), call.origin(), peer.value());
    return true;
  }

  private TypeUpdates move(EditPeerFolders method, Call call) {
    if (method.folderPeers().size() > MAX_MOVED) {
      throw Refusal.LIMIT_INVALID.exception();
    }
    List<Dialogs.Moved> wanted = new ArrayList<>();
    for (InputFolderPeer peer : method.folderPeers()) {
      wanted.add(
          new Dialogs.Moved(
              peers.user(call.user(), peer.peer()).value(),
              DialogMethods.folder(peer.folderId()),
              0));
    }
    List<TypeUpdate> updates = new ArrayList<>();
    Named named = new Named();
    for (Dialogs.Moved moved : dialogs.move(call.user(), call.origin(), wanted)) {
      named.add(moved.peer());
      updates.add(
          new UpdateFolderPeers(
              List.of(new FolderPeer(new PeerUser(moved.peer()), moved.folder())), moved.pts(), 1));
    }
    return new Updates(updates, named.users(people, call.user()), List.of(), mailboxes.now(), 0);
  }
}
