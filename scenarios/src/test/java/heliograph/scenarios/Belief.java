package heliograph.scenarios;

import heliograph.testkit.Device;
import heliograph.tl.api.Dialog;
import heliograph.tl.api.DialogPeer;
import heliograph.tl.api.DraftMessage;
import heliograph.tl.api.InputNotifyPeer;
import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.InputPrivacyKeyAbout;
import heliograph.tl.api.Message;
import heliograph.tl.api.MessageService;
import heliograph.tl.api.NotifyPeer;
import heliograph.tl.api.PeerNotifySettings;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.PrivacyKeyAbout;
import heliograph.tl.api.TypeDialog;
import heliograph.tl.api.TypeDialogPeer;
import heliograph.tl.api.TypeDraftMessage;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypePeer;
import heliograph.tl.api.TypePrivacyRule;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.UpdateDeleteMessages;
import heliograph.tl.api.UpdateDialogPinned;
import heliograph.tl.api.UpdateDialogUnreadMark;
import heliograph.tl.api.UpdateDraftMessage;
import heliograph.tl.api.UpdateEditMessage;
import heliograph.tl.api.UpdateFolderPeers;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.UpdateNotifySettings;
import heliograph.tl.api.UpdatePeerBlocked;
import heliograph.tl.api.UpdatePinnedDialogs;
import heliograph.tl.api.UpdatePrivacy;
import heliograph.tl.api.UpdateReadHistoryInbox;
import heliograph.tl.api.UpdateReadHistoryOutbox;
import heliograph.tl.api.Updates;
import heliograph.tl.api.User;
import heliograph.tl.api.account.GetNotifySettings;
import heliograph.tl.api.account.GetPrivacy;
import heliograph.tl.api.contacts.Blocked;
import heliograph.tl.api.contacts.GetBlocked;
import heliograph.tl.api.messages.Dialogs;
import heliograph.tl.api.messages.DialogsSlice;
import heliograph.tl.api.messages.GetAllDrafts;
import heliograph.tl.api.messages.GetDialogUnreadMarks;
import heliograph.tl.api.messages.GetDialogs;
import heliograph.tl.api.messages.GetHistory;
import heliograph.tl.api.messages.Messages;
import heliograph.tl.api.messages.MessagesSlice;
import heliograph.tl.api.messages.TypeMessages;
import heliograph.tl.api.users.GetUsers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a device believes of its account: fetched once, and from then on moved by updates alone.
final class Belief {
  private static final int PAGE = 100;

  private final long self;
  private final Map<Integer, TypeMessage> messages = new TreeMap<>();
  private final Map<Long, Integer> readInbox = new TreeMap<>();
  private final Map<Long, Integer> readOutbox = new TreeMap<>();
  private final Map<Long, String> drafts = new TreeMap<>();
  private final Set<Long> archived = new TreeSet<>();
  private final Set<Long> marked = new TreeSet<>();
  private final List<Long> pinned = new ArrayList<>();
  private final Map<Long, Integer> mutedUntil = new TreeMap<>();
  private final Set<Long> blocked = new TreeSet<>();
  private List<TypePrivacyRule> aboutRules = List.of();

  private Belief(long self) {
    this.self = self;
  }

  /// The account as it is, asked for piece by piece.
  static Belief fetched(Device device, Set<Long> people) {
    Belief belief = new Belief(device.id());
    for (int folder = 0; folder <= 1; folder++) {
      for (TypeDialog listed : dialogs(device, folder)) {
        if (listed instanceof Dialog dialog) { // else the archive's own line in the list
          belief.take(device, dialog);
        }
      }
    }
    device.call(new GetDialogUnreadMarks(null)).forEach(peer -> belief.marked.add(user(peer)));
    ((Updates) device.call(new GetAllDrafts())).updates().forEach(belief::update);
    for (long person : people) {
      var scope = new InputNotifyPeer(device.client().peers().inputPeer(person));
      belief.mute(person, device.call(new GetNotifySettings(scope)));
    }
    belief.aboutRules = device.call(new GetPrivacy(new InputPrivacyKeyAbout())).rules();
    Blocked all = (Blocked) device.call(GetBlocked.builder().offset(0).limit(PAGE).build());
    all.blocked().forEach(one -> belief.blocked.add(user(one.peerId())));
    return belief;
  }

  private void take(Device device, Dialog dialog) {
    long peer = user(dialog.peer());
    readInbox.put(peer, dialog.readInboxMaxId());
    readOutbox.put(peer, dialog.readOutboxMaxId());
    if (dialog.folderId() != null) {
      archived.add(peer);
    }
    if (dialog.pinned()) {
      pinned.add(peer);
    }
    int offset = 0;
    while (true) {
      var page =
          GetHistory.builder()
              .peer(device.client().peers().inputPeer(peer))
              .offsetId(offset)
              .limit(PAGE)
              .build();
      List<TypeMessage> some = messages(device.call(page));
      if (some.isEmpty()) {
        return;
      }
      some.forEach(message -> messages.put(id(message), message));
      offset = id(some.getLast());
    }
  }

  private static List<TypeDialog> dialogs(Device device, int folder) {
    return switch (device.call(
        GetDialogs.builder()
            .folderId(folder)
            .offsetPeer(new InputPeerEmpty())
            .limit(PAGE)
            .build())) {
      case Dialogs all -> all.dialogs();
      case DialogsSlice some -> some.dialogs();
      default -> throw new AssertionError("no dialogs");
    };
  }

  private static List<TypeMessage> messages(TypeMessages answer) {
    return switch (answer) {
      case Messages all -> all.messages();
      case MessagesSlice some -> some.messages();
      default -> throw new AssertionError("unexpected " + answer.tlName());
    };
  }

  /// Moves the belief by one update.
  void update(TypeUpdate update) {
    switch (update) {
      case UpdateNewMessage it -> messages.put(id(it.message()), it.message());
      case UpdateEditMessage it -> messages.put(id(it.message()), it.message());
      case UpdateDeleteMessages it -> {
        it.messages().forEach(messages::remove);
        // A chat without messages leaves the list, and its pin with it.
        pinned.removeIf(peer -> chat(peer).isEmpty());
      }
      case UpdateReadHistoryInbox it -> readInbox.merge(user(it.peer()), it.maxId(), Math::max);
      case UpdateReadHistoryOutbox it -> readOutbox.merge(user(it.peer()), it.maxId(), Math::max);
      case UpdateDraftMessage it -> draft(user(it.peer()), it.draft());
      case UpdateDialogUnreadMark it -> set(marked, user(it.peer()), it.unread());
      case UpdatePeerBlocked it -> set(blocked, user(it.peerId()), it.blocked());
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
      case UpdateNotifySettings it when it.peer() instanceof NotifyPeer(TypePeer peer) ->
          mute(user(peer), it.notifySettings());
      case UpdatePrivacy it when it.key() instanceof PrivacyKeyAbout -> aboutRules = it.rules();
      default -> {
        // Nothing that is kept: typing, presence, names.
      }
    }
  }

  private void draft(long peer, TypeDraftMessage draft) {
    if (draft instanceof DraftMessage written) {
      drafts.put(peer, written.message());
    } else {
      drafts.remove(peer);
    }
  }

  private void mute(long person, PeerNotifySettings settings) {
    Integer until = settings.muteUntil();
    if (until == null) {
      mutedUntil.remove(person);
    } else {
      mutedUntil.put(person, until);
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
  List<Integer> chat(long peer) {
    return messages.values().stream()
        .filter(message -> peer(message) == peer)
        .map(Belief::id)
        .toList();
  }

  /// Whether a chat lies in the archive.
  boolean archived(long peer) {
    return archived.contains(peer);
  }

  /// A chat as it would be shown.
  record Chat(int top, int unread, int readOutbox, boolean archived) {}

  /// All that the device would show, in a form that can be compared.
  record Picture(
      Map<Integer, TypeMessage> messages,
      Map<Long, Chat> chats,
      List<Long> pinned,
      Set<Long> marked,
      Map<Long, String> drafts,
      Map<Long, Integer> mutedUntil,
      Set<Long> blocked,
      List<TypePrivacyRule> aboutRules) {

    /// What is shown here and not there, or otherwise: a line for each.
    List<String> differences(Picture there) {
      List<String> lines = new ArrayList<>();
      compare("message", messages, there.messages, lines);
      compare("chat", chats, there.chats, lines);
      compare("draft", drafts, there.drafts, lines);
      compare("muted", mutedUntil, there.mutedUntil, lines);
      compare(
          "order",
          Map.of("pinned", pinned, "marked", marked, "blocked", blocked, "rules", aboutRules),
          Map.of(
              "pinned",
              there.pinned,
              "marked",
              there.marked,
              "blocked",
              there.blocked,
              "rules",
              there.aboutRules),
          lines);
      return lines;
    }

    private static <K> void compare(
        String what, Map<K, ?> here, Map<K, ?> there, List<String> lines) {
      Set<K> keys = new HashSet<>(here.keySet());
      keys.addAll(there.keySet());
      for (K key : keys) {
        if (!Objects.equals(here.get(key), there.get(key))) {
          lines.add("%s %s: here %s, there %s".formatted(what, key, here.get(key), there.get(key)));
        }
      }
    }
  }

  Picture picture() {
    Map<Long, Chat> chats = new TreeMap<>();
    for (long peer : messages.values().stream().map(Belief::peer).collect(Collectors.toSet())) {
      List<Integer> ids = chat(peer);
      int unread =
          (int)
              ids.stream()
                  .filter(id -> id > readInbox.getOrDefault(peer, 0) && !out(id) && peer != self)
                  .count();
      int read = peer == self ? 0 : readOutbox.getOrDefault(peer, 0);
      chats.put(peer, new Chat(ids.getLast(), unread, read, archived.contains(peer)));
    }
    List<Long> shown = new ArrayList<>();
    pinned.stream()
        .filter(it -> chats.containsKey(it) && !archived.contains(it))
        .forEach(shown::add);
    pinned.stream()
        .filter(it -> chats.containsKey(it) && archived.contains(it))
        .forEach(shown::add);
    return new Picture(
        Map.copyOf(messages),
        chats,
        shown,
        Set.copyOf(marked),
        Map.copyOf(drafts),
        Map.copyOf(mutedUntil),
        Set.copyOf(blocked),
        aboutRules);
  }

  /// The names by which a device knows people.
  static Map<Long, String> namesKnown(Device device, Set<Long> people) {
    Map<Long, String> names = new TreeMap<>();
    for (long person : people) {
      names.put(person, name(device.client().peers().user(person)));
    }
    return names;
  }

  /// The same, asked for.
  static Map<Long, String> namesFetched(Device device, Set<Long> people) {
    Map<Long, String> names = new TreeMap<>();
    for (long person : people) {
      var asked = new GetUsers(List.of(device.client().peers().inputUser(person)));
      names.put(person, name((User) device.call(asked).getFirst()));
    }
    return names;
  }

  private static String name(@Nullable User user) {
    return user == null
        ? "unknown"
        : "%s|%s|%s|%s"
            .formatted(user.firstName(), user.lastName(), user.username(), user.contact());
  }

  private boolean out(int id) {
    return switch (messages.get(id)) {
      case Message it -> it.out();
      case MessageService it -> it.out();
      case null, default -> false;
    };
  }

  private static int id(TypeMessage message) {
    return switch (message) {
      case Message it -> it.id();
      case MessageService it -> it.id();
      default -> throw new AssertionError("unexpected " + message.tlName());
    };
  }

  private static long peer(TypeMessage message) {
    return switch (message) {
      case Message it -> user(it.peerId());
      case MessageService it -> user(it.peerId());
      default -> throw new AssertionError("unexpected " + message.tlName());
    };
  }

  static long user(TypePeer peer) {
    return ((PeerUser) peer).userId();
  }

  private static long user(TypeDialogPeer peer) {
    return user(((DialogPeer) peer).peer());
  }
}
