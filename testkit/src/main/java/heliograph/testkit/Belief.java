package heliograph.testkit;

import heliograph.client.Caller;
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
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypePeer;
import heliograph.tl.api.TypeUpdate;
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
import heliograph.tl.api.messages.Dialogs;
import heliograph.tl.api.messages.DialogsSlice;
import heliograph.tl.api.messages.GetAllDrafts;
import heliograph.tl.api.messages.GetDialogUnreadMarks;
import heliograph.tl.api.messages.GetDialogs;
import heliograph.tl.api.messages.GetHistory;
import heliograph.tl.api.messages.Messages;
import heliograph.tl.api.messages.MessagesSlice;
import heliograph.tl.api.messages.TypeMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/// What a device believes of its chats: what it fetched once, if anything, moved by updates alone from then on.
public final class Belief {
  private static final int DIALOGS = 100;
  private static final int PAGE = 20;

  private final long self;
  private final Map<Integer, TypeMessage> messages = new TreeMap<>();
  private final Map<Long, Integer> readInbox = new TreeMap<>();
  private final Map<Long, Integer> readOutbox = new TreeMap<>();
  private final Map<Long, TypeDraftMessage> drafts = new TreeMap<>();
  private final Set<Long> archived = new TreeSet<>();
  private final Set<Long> marked = new TreeSet<>();
  private final List<Long> pinned = new ArrayList<>();

  /// The belief of a device that knows nothing yet.
  ///
  /// @param self whose it is
  public Belief(long self) {
    this.self = self;
  }

  /// The chats as they are, asked for piece by piece.
  ///
  /// @param peers how people are named in calls
  public static Belief fetched(Caller caller, long self, LongFunction<TypeInputPeer> peers) {
    Belief belief = new Belief(self);
    for (int folder = 0; folder <= 1; folder++) {
      for (Dialog dialog : dialogs(caller, folder)) {
        belief.take(dialog);
        belief.takeHistory(caller, peers.apply(user(dialog.peer())));
      }
    }
    caller.call(new GetDialogUnreadMarks(null)).forEach(peer -> belief.marked.add(user(peer)));
    ((Updates) caller.call(new GetAllDrafts())).updates().forEach(belief::update);
    return belief;
  }

  /// The chats of a folder as they are listed, but for the archive's own line.
  public static List<Dialog> dialogs(Caller caller, int folder) {
    var asked =
        GetDialogs.builder()
            .folderId(folder)
            .offsetPeer(new InputPeerEmpty())
            .limit(DIALOGS)
            .build();
    List<TypeDialog> listed =
        switch (caller.call(asked)) {
          case Dialogs all -> all.dialogs();
          case DialogsSlice some -> some.dialogs();
          default -> throw new AssertionError("no dialogs");
        };
    return listed.stream().filter(Dialog.class::isInstance).map(Dialog.class::cast).toList();
  }

  private void take(Dialog dialog) {
    long peer = user(dialog.peer());
    readInbox.put(peer, dialog.readInboxMaxId());
    readOutbox.put(peer, dialog.readOutboxMaxId());
    if (dialog.folderId() != null) {
      archived.add(peer);
    }
    if (dialog.pinned()) {
      pinned.add(peer);
    }
  }

  private void takeHistory(Caller caller, TypeInputPeer peer) {
    int offset = 0;
    while (true) {
      var page = GetHistory.builder().peer(peer).offsetId(offset).limit(PAGE).build();
      List<TypeMessage> some = messages(caller.call(page));
      if (some.isEmpty()) {
        return;
      }
      some.forEach(this::put);
      offset = id(some.getLast());
    }
  }

  private static List<TypeMessage> messages(TypeMessages answer) {
    return switch (answer) {
      case Messages all -> all.messages();
      case MessagesSlice some -> some.messages();
      default -> throw new AssertionError("unexpected " + answer.tlName());
    };
  }

  /// Believes a message.
  public void put(TypeMessage message) {
    messages.put(id(message), message);
  }

  /// Moves the belief by one update; says whether it was about chats.
  public boolean update(TypeUpdate update) {
    switch (update) {
      case UpdateNewMessage it -> put(it.message());
      case UpdateEditMessage it -> put(it.message());
      case UpdateDeleteMessages it -> {
        it.messages().forEach(messages::remove);
        // A chat without messages leaves the list, and its pin with it.
        pinned.removeIf(peer -> chat(peer).isEmpty());
      }
      case UpdatePinnedMessages it -> it.messages().forEach(id -> pin(id, it.pinned()));
      case UpdateReadHistoryInbox it -> readInbox.merge(user(it.peer()), it.maxId(), Math::max);
      case UpdateReadHistoryOutbox it -> readOutbox.merge(user(it.peer()), it.maxId(), Math::max);
      case UpdateDraftMessage it -> draft(user(it.peer()), it.draft());
      case UpdateDialogUnreadMark it -> set(marked, user(it.peer()), it.unread());
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
        if (order != null) {
          order.forEach(peer -> pinned.add(user(peer)));
        }
      }
      case UpdateFolderPeers it ->
          it.folderPeers()
              .forEach(moved -> {
                pinned.remove(user(moved.peer()));
                set(archived, user(moved.peer()), moved.folderId() == 1);
              });
      default -> {
        return false;
      }
    }
    return true;
  }

  private void pin(int id, boolean on) {
    messages.computeIfPresent(
        id, (_, message) -> ((Message) message).toBuilder().pinned(on).build());
  }

  private void draft(long peer, TypeDraftMessage draft) {
    if (draft instanceof DraftMessage) {
      drafts.put(peer, draft);
    } else {
      drafts.remove(peer);
    }
  }

  private static void set(Set<Long> all, long peer, boolean in) {
    if (in) {
      all.add(peer);
    } else {
      all.remove(peer);
    }
  }

  /// The messages of a chat, by id.
  public List<Integer> chat(long peer) {
    return messages.values().stream()
        .filter(message -> peer(message) == peer)
        .map(Belief::id)
        .toList();
  }

  /// Whether a chat lies in the archive.
  public boolean archived(long peer) {
    return archived.contains(peer);
  }

  /// A chat as it would be shown.
  public record Chat(int top, int unread, int readOutbox, boolean marked, boolean archived) {}

  /// All that the device would show of its chats, in a form that can be compared.
  public record Picture(
      Map<Integer, TypeMessage> messages,
      Map<Long, Chat> chats,
      List<Long> pinned,
      Set<Long> marked,
      Map<Long, TypeDraftMessage> drafts) {}

  /// What is believed now.
  public Picture picture() {
    Map<Long, Chat> chats = new TreeMap<>();
    for (long peer : messages.values().stream().map(Belief::peer).collect(Collectors.toSet())) {
      int read = peer == self ? 0 : readOutbox.getOrDefault(peer, 0);
      chats.put(
          peer,
          new Chat(
              chat(peer).getLast(),
              unread(peer),
              read,
              marked.contains(peer),
              archived.contains(peer)));
    }
    List<Long> shown = new ArrayList<>(pinned);
    shown.removeIf(peer -> !chats.containsKey(peer));
    shown.sort((one, other) -> Boolean.compare(archived.contains(one), archived.contains(other)));
    return new Picture(Map.copyOf(messages), chats, shown, Set.copyOf(marked), Map.copyOf(drafts));
  }

  private int unread(long peer) {
    if (peer == self) {
      return 0;
    }
    int read = readInbox.getOrDefault(peer, 0);
    return (int)
        messages.values().stream()
            .filter(message -> peer(message) == peer && id(message) > read && !out(message))
            .count();
  }

  private static boolean out(TypeMessage message) {
    return switch (message) {
      case Message it -> it.out();
      case MessageService it -> it.out();
      default -> false;
    };
  }

  private static int id(TypeMessage message) {
    return switch (message) {
      case Message it -> it.id();
      case MessageService it -> it.id();
      default -> throw new AssertionError("unexpected " + message.tlName());
    };
  }

  /// Whose chat a message stands in.
  public static long peer(TypeMessage message) {
    return switch (message) {
      case Message it -> user(it.peerId());
      case MessageService it -> user(it.peerId());
      default -> throw new AssertionError("unexpected " + message.tlName());
    };
  }

  /// The person behind a peer.
  public static long user(TypePeer peer) {
    return ((PeerUser) peer).userId();
  }

  private static long user(TypeDialogPeer peer) {
    return user(((DialogPeer) peer).peer());
  }
}
