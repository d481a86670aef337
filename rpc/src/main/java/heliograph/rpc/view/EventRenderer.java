package heliograph.rpc.view;

import heliograph.core.mailbox.MailboxNews;
import heliograph.core.messages.Copies;
import heliograph.core.messages.Dialogs;
import heliograph.tl.api.DialogPeer;
import heliograph.tl.api.FolderPeer;
import heliograph.tl.api.PeerSettings;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeDialogPeer;
import heliograph.tl.api.UpdateDeleteMessages;
import heliograph.tl.api.UpdateDialogPinned;
import heliograph.tl.api.UpdateDialogUnreadMark;
import heliograph.tl.api.UpdateEditMessage;
import heliograph.tl.api.UpdateFolderPeers;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.UpdatePeerSettings;
import heliograph.tl.api.UpdatePinnedDialogs;
import heliograph.tl.api.UpdatePinnedMessages;
import heliograph.tl.api.UpdateReadHistoryInbox;
import heliograph.tl.api.UpdateReadHistoryOutbox;
import heliograph.tl.storage.StoredBarNews;
import heliograph.tl.storage.StoredDeletion;
import heliograph.tl.storage.StoredEdit;
import heliograph.tl.storage.StoredFolderMove;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.StoredPeer;
import heliograph.tl.storage.StoredPinNews;
import heliograph.tl.storage.StoredPinOrderNews;
import heliograph.tl.storage.StoredPinned;
import heliograph.tl.storage.StoredReadInbox;
import heliograph.tl.storage.StoredReadOutbox;
import heliograph.tl.storage.StoredUnreadMarkNews;
import java.util.ArrayList;
import java.util.List;

/// Turns the events of a mailbox into the updates that its owner's devices understand
/// (https://core.telegram.org/api/updates).
public final class EventRenderer {
  private final List<EventView> others;

  /// @param others the views of events that are about more than messages and chats
  public EventRenderer(List<EventView> others) {
    this.others = List.copyOf(others);
  }

  public void render(MailboxNews.Event event, Rendering into) {
    if (!ofMessages(event, into) && !ofChats(event, into) && !ofTheList(event, into)) {
      for (EventView other : others) {
        if (other.show(event, into)) {
          return;
        }
      }
    }
  }

  private static boolean ofMessages(MailboxNews.Event event, Rendering into) {
    int pts = event.pts();
    int count = event.ptsCount();
    switch (event.stored()) {
      case StoredMessage message ->
          into.add(
              new UpdateNewMessage(
                  MessageView.message(into.viewer(), pts, message, into.named()), pts, count));
      case StoredEdit edit -> {
        StoredMessage message = Copies.message(into.mailbox(), edit.id());
        if (message != null) {
          into.add(
              new UpdateEditMessage(
                  MessageView.message(into.viewer(), edit.id(), message, into.named()),
                  pts,
                  count));
        }
      }
      case StoredDeletion deletion ->
          into.add(new UpdateDeleteMessages(deletion.ids(), pts, count));
      case StoredReadInbox read -> {
        into.named().add(read.peer());
        into.add(
            UpdateReadHistoryInbox.builder()
                .peer(new PeerUser(read.peer()))
                .maxId(read.maxId())
                .stillUnreadCount(read.stillUnread())
                .pts(pts)
                .ptsCount(count)
                .build());
      }
      case StoredReadOutbox read -> {
        into.named().add(read.peer());
        into.add(new UpdateReadHistoryOutbox(new PeerUser(read.peer()), read.maxId(), pts, count));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean ofChats(MailboxNews.Event event, Rendering into) {
    switch (event.stored()) {
      case StoredFolderMove move -> {
        into.named().add(move.peer());
        into.add(
            new UpdateFolderPeers(
                List.of(new FolderPeer(new PeerUser(move.peer()), move.folder())),
                event.pts(),
                event.ptsCount()));
      }
      case StoredPinned pins -> {
        into.named().add(pins.peer());
        into.add(
            new UpdatePinnedMessages(
                pins.pinned(),
                new PeerUser(pins.peer()),
                pins.ids(),
                event.pts(),
                event.ptsCount()));
      }
      case StoredUnreadMarkNews news -> {
        into.named().add(news.peer());
        into.add(
            new UpdateDialogUnreadMark(
                into.mailbox().peer(news.peer()).markedUnread(), dialogPeer(news.peer()), null));
      }
      case StoredBarNews news -> {
        into.named().add(news.peer());
        into.add(new UpdatePeerSettings(new PeerUser(news.peer()), PeerSettings.builder().build()));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /// The pinned chats and their order.
  private static boolean ofTheList(MailboxNews.Event event, Rendering into) {
    switch (event.stored()) {
      case StoredPinNews news -> {
        into.named().add(news.peer());
        StoredPeer known = into.mailbox().peer(news.peer());
        into.add(
            new UpdateDialogPinned(
                known.pinned() != null,
                known.archived() ? Dialogs.ARCHIVE : null,
                dialogPeer(news.peer())));
      }
      case StoredPinOrderNews news -> {
        List<TypeDialogPeer> order = new ArrayList<>();
        for (Dialogs.Dialog dialog : Dialogs.pinned(into.mailbox(), news.folder())) {
          into.named().add(dialog.peer());
          order.add(dialogPeer(dialog.peer()));
        }
        into.add(
            new UpdatePinnedDialogs(news.folder() == Dialogs.MAIN ? null : news.folder(), order));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static TypeDialogPeer dialogPeer(long peer) {
    return new DialogPeer(new PeerUser(peer));
  }
}
