package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.tl.api.Dialog;
import heliograph.tl.api.DialogPeer;
import heliograph.tl.api.DraftMessage;
import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.Message;
import heliograph.tl.api.MessageService;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeDialog;
import heliograph.tl.api.TypeDialogPeer;
import heliograph.tl.api.TypeDraftMessage;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypePeer;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUser;
import heliograph.tl.api.UpdateDeleteMessages;
import heliograph.tl.api.UpdateDialogPinned;
import heliograph.tl.api.UpdateDialogUnreadMark;
import heliograph.tl.api.UpdateDraftMessage;
import heliograph.tl.api.UpdateEditMessage;
import heliograph.tl.api.UpdateFolderPeers;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.UpdatePinnedDialogs;
import heliograph.tl.api.UpdatePinnedMessages;
import heliograph.tl.api.UpdateReadHistoryInbox;
import heliograph.tl.api.UpdateReadHistoryOutbox;
import heliograph.tl.api.Updates;
import heliograph.tl.api.User;
import heliograph.tl.api.messages.Dialogs;
import heliograph.tl.api.messages.DialogsSlice;
import heliograph.tl.api.messages.GetAllDrafts;
import heliograph.tl.api.messages.GetDialogUnreadMarks;
import heliograph.tl.api.messages.GetDialogs;
import heliograph.tl.api.messages.GetHistory;
import heliograph.tl.api.messages.Messages;
import heliograph.tl.api.messages.MessagesSlice;
import heliograph.tl.api.messages.TypeMessages;
import heliograph.tl.api.updates.Difference;
import heliograph.tl.api.updates.DifferenceEmpty;
import heliograph.tl.api.updates.DifferenceSlice;
import heliograph.tl.api.updates.DifferenceTooLong;
import heliograph.tl.api.updates.GetDifference;
import heliograph.tl.api.updates.GetState;
import heliograph.tl.api.updates.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a client believes about an account: what it was told by updates and differences, and nothing else.
final class Device {
  private final House.Session session;
  private final TreeMap<Integer, TypeMessage> messages = new TreeMap<>();
  private final Map<Long, Integer> readInbox = new TreeMap<>();
  private final Map<Long, Integer> readOutbox = new TreeMap<>();
  private final Map<Long, TypeDraftMessage> drafts = new TreeMap<>();
  private final Set<Long> archived = new TreeSet<>();
  private final Set<Long> markedUnread = new TreeSet<>();
  private final List<Long> pinned = new ArrayList<>();
  private final Set<Long> users = new HashSet<>();
  private int pts = 1;
  private int date = 1;
  private int seen;

  Device(House.Session session) {
    this.session = session;
  }

  /// Takes what was pushed since the last time. Nothing may be missing between two pushes.
  void hear() {
    while (seen < session.pushed.size()) {
      apply(session.pushed.get(seen++));
    }
  }

  void apply(Updates updates) {
    learn(updates.users());
    updates.updates().forEach(this::apply);
    assertThat(updates.date()).isGreaterThanOrEqualTo(date);
    date = updates.date();
    assertThat(updates.seq()).isZero();
  }

  /// Forgets the pushes that it got while it was away; then asks what it missed, in slices of `limit`.
  void catchUp(int limit) {
    seen = session.pushed.size();
    while (true) {
      switch (session.call(
          GetDifference.builder().pts(pts).ptsLimit(limit).date(date).qts(0).build())) {
        case DifferenceEmpty _ -> {
          return;
        }
        case DifferenceSlice slice -> {
          take(slice.users(), slice.newMessages(), slice.otherUpdates(), slice.intermediateState());
        }
        case Difference whole -> {
          take(whole.users(), whole.newMessages(), whole.otherUpdates(), whole.state());
          return;
        }
        case DifferenceTooLong _ -> throw new AssertionError("never too long");
      }
    }
  }

  private void take(
      List<TypeUser> named, List<TypeMessage> added, List<TypeUpdate> others, State state) {
    learn(named);
    added.forEach(this::put);
    for (TypeUpdate update : others) {
      show(update);
    }
    assertThat(state.pts()).isGreaterThanOrEqualTo(pts);
    assertThat(state.date()).isGreaterThanOrEqualTo(date);
    pts = state.pts();
    date = state.date();
  }

  private void learn(List<TypeUser> named) {
    for (TypeUser user : named) {
      assertThat(((User) user).min()).isFalse();
      users.add(((User) user).id());
    }
  }

  private void apply(TypeUpdate update) {
    switch (update) {
      case UpdateNewMessage it -> step(it.pts(), it.ptsCount());
      case UpdateEditMessage it -> step(it.pts(), it.ptsCount());
      case UpdateDeleteMessages it -> step(it.pts(), it.ptsCount());
      case UpdateReadHistoryInbox it -> step(it.pts(), it.ptsCount());
      case UpdateReadHistoryOutbox it -> step(it.pts(), it.ptsCount());
      case UpdateFolderPeers it -> step(it.pts(), it.ptsCount());
      case UpdatePinnedMessages it -> step(it.pts(), it.ptsCount());
      default -> {}
    }
    show(update);
  }

  private void step(int newPts, int count) {
    assertThat(newPts - count).as("no gap and no repetition").isEqualTo(pts);
    pts = newPts;
  }

  private void show(TypeUpdate update) {
    switch (update) {
      case UpdateNewMessage it -> put(it.message());
      case UpdateEditMessage it -> put(it.message());
      case UpdateDeleteMessages it -> it.messages().forEach(messages::remove);
      case UpdateReadHistoryInbox it -> readInbox.merge(user(it.peer()), it.maxId(), Math::max);
      case UpdateReadHistoryOutbox it -> readOutbox.merge(user(it.peer()), it.maxId(), Math::max);
      case UpdateFolderPeers it -> {
        long peer = user(it.folderPeers().getFirst().peer());
        pinned.remove(peer);
        if (it.folderPeers().getFirst().folderId() == 1) {
          archived.add(peer);
        } else {
          archived.remove(peer);
        }
      }
      case UpdatePinnedMessages it -> it.messages().forEach(id -> pinned(id, it.pinned()));
      case UpdateDraftMessage it -> draft(user(it.peer()), it.draft());
      case UpdateDialogPinned it -> {
        long peer = user(it.peer());
        pinned.remove(peer);
        if (it.pinned()) {
          pinned.addFirst(peer);
        }
      }
      case UpdatePinnedDialogs it -> {
        boolean ofArchive = it.folderId() != null;
        pinned.removeIf(peer -> archived.contains(peer) == ofArchive);
        List<TypeDialogPeer> order = it.order();
        assertThat(order).isNotNull();
        order.forEach(peer -> pinned.add(user(peer)));
      }
      case UpdateDialogUnreadMark it -> {
        if (it.unread()) {
          markedUnread.add(user(it.peer()));
        } else {
          markedUnread.remove(user(it.peer()));
        }
      }
      default -> throw new AssertionError("unexpected " + update.tlName());
    }
  }

  private void pinned(int id, boolean pinned) {
    messages.computeIfPresent(
        id, (_, message) -> ((Message) message).toBuilder().pinned(pinned).build());
  }

  private void draft(long peer, TypeDraftMessage draft) {
    if (draft instanceof DraftMessage) {
      drafts.put(peer, draft);
    } else {
      drafts.remove(peer);
    }
  }

  private void put(TypeMessage message) {
    int id =
        switch (message) {
          case Message it -> it.id();
          case MessageService it -> it.id();
          default -> throw new AssertionError("unexpected " + message.tlName());
        };
    assertThat(users).contains(peerOf(message));
    messages.put(id, message);
  }

  private static long peerOf(TypeMessage message) {
    return switch (message) {
      case Message it -> user(it.peerId());
      case MessageService it -> user(it.peerId());
      default -> 0;
    };
  }

  private static boolean out(TypeMessage message) {
    return switch (message) {
      case Message it -> it.out();
      case MessageService it -> it.out();
      default -> false;
    };
  }

  private static long user(TypePeer peer) {
    return ((PeerUser) peer).userId();
  }

  private static long user(TypeDialogPeer peer) {
    return user(((DialogPeer) peer).peer());
  }

  /// A chat as the device would show it.
  record Chat(
      int top,
      int unread,
      int readOutbox,
      boolean markedUnread,
      boolean archived,
      @Nullable TypeDraftMessage draft) {}

  /// All that can be seen of the account.
  record Picture(
      Map<Integer, TypeMessage> messages,
      Map<Long, Chat> chats,
      List<Long> pinned,
      Set<Long> marked,
      Map<Long, TypeDraftMessage> drafts,
      int pts) {}

  Picture picture() {
    Map<Long, Chat> chats = new TreeMap<>();
    for (TypeMessage message : messages.values()) {
      long peer = peerOf(message);
      chats.put(
          peer,
          new Chat(
              top(peer),
              unread(peer),
              peer == session.user().value() ? 0 : readOutbox.getOrDefault(peer, 0),
              markedUnread.contains(peer),
              archived.contains(peer),
              drafts.get(peer)));
    }
    return new Picture(
        Map.copyOf(messages),
        chats,
        pinnedIn(chats.keySet()),
        Set.copyOf(markedUnread),
        Map.copyOf(drafts),
        pts);
  }

  private List<Long> pinnedIn(Set<Long> listed) {
    List<Long> order = new ArrayList<>();
    pinned.stream().filter(it -> !archived.contains(it) && listed.contains(it)).forEach(order::add);
    pinned.stream().filter(it -> archived.contains(it) && listed.contains(it)).forEach(order::add);
    return order;
  }

  private int top(long peer) {
    return messages.entrySet().stream()
        .filter(entry -> peerOf(entry.getValue()) == peer)
        .mapToInt(Map.Entry::getKey)
        .max()
        .orElse(0);
  }

  private int unread(long peer) {
    if (peer == session.user().value()) {
      return 0;
    }
    return (int)
        messages.tailMap(readInbox.getOrDefault(peer, 0), false).values().stream()
            .filter(message -> peerOf(message) == peer && !out(message))
            .count();
  }

  /// The account as a device sees it that knows nothing and asks for everything.
  static Picture fresh(House.Session session) {
    Map<Integer, TypeMessage> messages = new TreeMap<>();
    Map<Long, Chat> chats = new LinkedHashMap<>();
    List<Long> pinned = new ArrayList<>();
    for (int folder = 0; folder <= 1; folder++) {
      for (TypeDialog listed : dialogs(session, folder)) {
        if (!(listed instanceof Dialog dialog)) {
          continue;
        }
        long peer = user(dialog.peer());
        chats.put(
            peer,
            new Chat(
                dialog.topMessage(),
                dialog.unreadCount(),
                peer == session.user().value() ? 0 : dialog.readOutboxMaxId(),
                dialog.unreadMark(),
                dialog.folderId() != null,
                dialog.draft()));
        if (dialog.pinned()) {
          pinned.add(peer);
        }
        history(session, peer, messages);
      }
    }
    Set<Long> marked = new TreeSet<>();
    session.call(new GetDialogUnreadMarks(null)).forEach(peer -> marked.add(user(peer)));
    Map<Long, TypeDraftMessage> drafts = new TreeMap<>();
    for (TypeUpdate update : ((Updates) session.call(new GetAllDrafts())).updates()) {
      UpdateDraftMessage draft = (UpdateDraftMessage) update;
      drafts.put(user(draft.peer()), draft.draft());
    }
    return new Picture(
        messages, new TreeMap<>(chats), pinned, marked, drafts, session.call(new GetState()).pts());
  }

  private static List<TypeDialog> dialogs(House.Session session, int folder) {
    return switch (session.call(
        GetDialogs.builder()
            .folderId(folder)
            .offsetDate(0)
            .offsetId(0)
            .offsetPeer(new InputPeerEmpty())
            .limit(100)
            .hash(0)
            .build())) {
      case Dialogs all -> all.dialogs();
      case DialogsSlice some -> throw new AssertionError("all fit: " + some.count());
      default -> throw new AssertionError("not modified since nothing");
    };
  }

  private static void history(
      House.Session session, long peer, Map<Integer, TypeMessage> messages) {
    int offset = 0;
    while (true) {
      TypeMessages page =
          session.call(
              new GetHistory(
                  session.peer(new heliograph.core.UserId(peer)), offset, 0, 0, 20, 0, 0, 0));
      List<TypeMessage> some =
          switch (page) {
            case Messages all -> all.messages();
            case MessagesSlice part -> part.messages();
            default -> throw new AssertionError("unexpected " + page.tlName());
          };
      if (some.isEmpty()) {
        return;
      }
      for (TypeMessage message : some) {
        offset = message instanceof Message it ? it.id() : ((MessageService) message).id();
        messages.put(offset, message);
      }
    }
  }
}
