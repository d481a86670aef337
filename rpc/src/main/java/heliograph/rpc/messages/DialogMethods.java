package heliograph.rpc.messages;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Copies;
import heliograph.core.messages.Dialogs;
import heliograph.core.messages.PageReader;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.updates.UpdatesMethods;
import heliograph.rpc.view.DraftView;
import heliograph.rpc.view.MessageView;
import heliograph.rpc.view.Named;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.tl.api.Dialog;
import heliograph.tl.api.DialogFolder;
import heliograph.tl.api.DialogPeer;
import heliograph.tl.api.Folder;
import heliograph.tl.api.InputDialogPeer;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeDialog;
import heliograph.tl.api.TypeDialogPeer;
import heliograph.tl.api.TypeInputDialogPeer;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.messages.DialogsSlice;
import heliograph.tl.api.messages.GetDialogUnreadMarks;
import heliograph.tl.api.messages.GetDialogs;
import heliograph.tl.api.messages.GetPeerDialogs;
import heliograph.tl.api.messages.GetPinnedDialogs;
import heliograph.tl.api.messages.PeerDialogs;
import heliograph.tl.api.messages.TypeDialogs;
import heliograph.tl.storage.StoredDraft;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.StoredPeer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The list of chats.
final class DialogMethods {
  private static final int MAX_PEERS = 100;

  private final Mailboxes mailboxes;
  private final PeerInputs peers;
  private final People people;
  private final DraftView drafts;

  DialogMethods(Mailboxes mailboxes, PeerInputs peers, People people) {
    this.mailboxes = mailboxes;
    this.peers = peers;
    this.people = people;
    this.drafts = new DraftView(peers);
  }

  void register(MethodTable.Builder table) {
    table
        .read(GetDialogs.class, this::dialogs)
        .read(GetPeerDialogs.class, this::peerDialogs)
        .read(GetPinnedDialogs.class, this::pinned)
        .read(GetDialogUnreadMarks.class, this::unreadMarks);
  }

  /// Chats with their newest messages, as they are being put together.
  private record Views(List<TypeDialog> dialogs, List<TypeMessage> messages, Named named) {
    Views() {
      this(new ArrayList<>(), new ArrayList<>(), new Named());
    }
  }

  private TypeDialogs dialogs(GetDialogs method, Call call) {
    UserId self = call.user();
    MailboxReader mailbox = mailboxes.read(self);
    int folder = folder(method.folderId());
    var offset = new Dialogs.Offset(method.offsetDate(), method.offsetId());
    Dialogs.Page page =
        Dialogs.page(
            mailbox, folder, method.excludePinned(), offset, HistoryMethods.limit(method.limit()));
    Views views = views(mailbox, page.dialogs(), true);
    boolean whole = views.dialogs().size() == page.count();
    if (offset.equals(Dialogs.Offset.START) && !method.excludePinned()) {
      addArchive(mailbox, folder, views, call.now());
    }
    var users = views.named().users(people, self);
    return whole
        ? new heliograph.tl.api.messages.Dialogs(
            views.dialogs(), views.messages(), List.of(), users)
        : new DialogsSlice(page.count(), views.dialogs(), views.messages(), List.of(), users);
  }

  private PeerDialogs peerDialogs(GetPeerDialogs method, Call call) {
    if (method.peers().size() > MAX_PEERS) {
      throw Refusal.LIMIT_INVALID.exception();
    }
    UserId self = call.user();
    MailboxReader mailbox = mailboxes.read(self);
    int pts = mailbox.pts();
    List<Dialogs.Dialog> asked = new ArrayList<>();
    for (TypeInputDialogPeer input : method.peers()) {
      if (input instanceof InputDialogPeer) {
        long peer = peers.user(self, input).value();
        asked.add(new Dialogs.Dialog(peer, mailbox.peer(peer)));
      }
    }
    return answer(mailbox, views(mailbox, asked, false), pts, call.now());
  }

  private PeerDialogs pinned(GetPinnedDialogs method, Call call) {
    MailboxReader mailbox = mailboxes.read(call.user());
    int pts = mailbox.pts();
    int folder = folder(method.folderId());
    Views views = views(mailbox, Dialogs.pinned(mailbox, folder), false);
    addArchive(mailbox, folder, views, call.now());
    return answer(mailbox, views, pts, call.now());
  }

  /// The archive stands among the pinned chats of the main list, with what is unread in it.
  private void addArchive(MailboxReader mailbox, int folder, Views views, int now) {
    List<Dialogs.Dialog> archived =
        folder == Dialogs.MAIN ? Dialogs.in(mailbox, Dialogs.ARCHIVE) : List.of();
    if (archived.isEmpty()) {
      return;
    }
    Dialogs.Dialog newest =
        Collections.max(archived, Comparator.comparingInt(it -> it.known().topDate()));
    int[] chats = new int[2];
    int[] messages = new int[2];
    for (Dialogs.Dialog dialog : archived) {
      StoredPeer known = dialog.known();
      if (known.unread() > 0 || known.markedUnread()) {
        int muted = muted(mailbox.owner(), dialog.peer(), now) ? 1 : 0;
        chats[muted]++;
        messages[muted] += known.unread();
      }
    }
    views.named().add(newest.peer());
    StoredMessage top = Copies.message(mailbox, newest.known().top());
    if (top != null) {
      views
          .messages()
          .add(MessageView.message(mailbox.owner(), newest.known().top(), top, views.named()));
    }
    views
        .dialogs()
        .addFirst(
            DialogFolder.builder()
                .pinned(true)
                .folder(Folder.builder().id(Dialogs.ARCHIVE).title("Archived Chats").build())
                .peer(new PeerUser(newest.peer()))
                .topMessage(newest.known().top())
                .unreadMutedPeersCount(chats[1])
                .unreadUnmutedPeersCount(chats[0])
                .unreadMutedMessagesCount(messages[1])
                .unreadUnmutedMessagesCount(messages[0])
                .build());
  }

  private boolean muted(UserId self, long peer, int now) {
    Integer until = people.notifySettings(self, new UserId(peer)).muteUntil();
    return until != null && until > now;
  }

  private PeerDialogs answer(MailboxReader mailbox, Views views, int pts, int now) {
    return new PeerDialogs(
        views.dialogs(),
        views.messages(),
        List.of(),
        views.named().users(people, mailbox.owner()),
        UpdatesMethods.state(mailbox, pts, now));
  }

  private List<TypeDialogPeer> unreadMarks(GetDialogUnreadMarks method, Call call) {
    List<TypeDialogPeer> marked = new ArrayList<>();
    for (long peer : Dialogs.markedUnread(mailboxes.read(call.user()))) {
      marked.add(new DialogPeer(new PeerUser(peer)));
    }
    return marked;
  }

  /// Shows chats.
  ///
  /// @param paged whether the caller asks for the rest: then there are no more than a page has room for. Otherwise all are shown:
  ///     a chat that was left out would be taken for one that is not pinned any more
  private Views views(MailboxReader mailbox, List<Dialogs.Dialog> dialogs, boolean paged) {
    PageReader page = new PageReader(mailbox);
    Views views = new Views();
    for (Dialogs.Dialog dialog : dialogs) {
      if (paged && page.full()) {
        break;
      }
      UserId self = mailbox.owner();
      StoredPeer known = dialog.known();
      StoredDraft draft = page.draft(dialog.peer());
      views.named().add(dialog.peer());
      StoredMessage top = known.top() == 0 ? null : page.message(known.top());
      if (top != null) {
        views.messages().add(MessageView.message(self, known.top(), top, views.named()));
      }
      views
          .dialogs()
          .add(
              Dialog.builder()
                  .pinned(dialog.pinned())
                  .unreadMark(known.markedUnread())
                  .peer(new PeerUser(dialog.peer()))
                  .topMessage(known.top())
                  .readInboxMaxId(known.readInbox())
                  .readOutboxMaxId(known.readOutbox())
                  .unreadCount(known.unread())
                  .notifySettings(people.notifySettings(self, new UserId(dialog.peer())))
                  .draft(draft == null ? null : drafts.shown(self, draft, views.named()))
                  .folderId(known.archived() ? Dialogs.ARCHIVE : null)
                  .build());
    }
    return views;
  }

  static int folder(@Nullable Integer folder) {
    if (folder == null) {
      return Dialogs.MAIN;
    }
    if (folder != Dialogs.MAIN && folder != Dialogs.ARCHIVE) {
      throw Refusal.FOLDER_ID_INVALID.exception();
    }
    return folder;
  }
}
