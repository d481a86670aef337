package heliograph.rpc.messages;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.History;
import heliograph.core.messages.SavedMessages;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.MessageView;
import heliograph.rpc.view.Named;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.SavedDialog;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypeSavedDialog;
import heliograph.tl.api.messages.GetSavedDialogs;
import heliograph.tl.api.messages.GetSavedHistory;
import heliograph.tl.api.messages.SavedDialogs;
import heliograph.tl.api.messages.SavedDialogsSlice;
import heliograph.tl.api.messages.TypeMessages;
import heliograph.tl.api.messages.TypeSavedDialogs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The chats within Saved Messages (https://core.telegram.org/api/saved-messages). None of them can be pinned.
final class SavedMethods {
  private static final int MAX_SKIPPED = 10_000;

  private final Mailboxes mailboxes;
  private final PeerInputs peers;
  private final People people;
  private final MessageLists lists;

  SavedMethods(Mailboxes mailboxes, PeerInputs peers, People people) {
    this.mailboxes = mailboxes;
    this.peers = peers;
    this.people = people;
    this.lists = new MessageLists(people);
  }

  void register(MethodTable.Builder table) {
    table.read(GetSavedDialogs.class, this::dialogs).read(GetSavedHistory.class, this::history);
  }

  private TypeSavedDialogs dialogs(GetSavedDialogs method, Call call) {
    ownOnly(method.parentPeer());
    UserId self = call.user();
    MailboxReader mailbox = mailboxes.read(self);
    List<TypeSavedDialog> dialogs = new ArrayList<>();
    List<TypeMessage> messages = new ArrayList<>();
    Named named = new Named();
    int limit = HistoryMethods.limit(method.limit());
    var chats = SavedMessages.chats(mailbox);
    chats.forEach((peer, entries) -> {
      History.Entry top = entries.getFirst();
      boolean wanted = method.offsetId() <= 0 || top.id() < method.offsetId();
      if (wanted && dialogs.size() < limit) {
        named.add(peer);
        dialogs.add(new SavedDialog(false, new PeerUser(peer), top.id()));
        messages.add(MessageView.message(self, top.id(), top.message(), named));
      }
    });
    var users = named.users(people, self);
    return dialogs.size() == chats.size()
        ? new SavedDialogs(dialogs, messages, List.of(), users)
        : new SavedDialogsSlice(chats.size(), dialogs, messages, List.of(), users);
  }

  private TypeMessages history(GetSavedHistory method, Call call) {
    ownOnly(method.parentPeer());
    UserId self = call.user();
    long peer = peers.user(self, method.peer()).value();
    List<History.Entry> all =
        SavedMessages.chats(mailboxes.read(self)).getOrDefault(peer, List.of());
    int start = 0;
    while (start < all.size() && !below(all.get(start), method)) {
      start++;
    }
    int first = start + Math.clamp(method.addOffset(), -MAX_SKIPPED, MAX_SKIPPED);
    int from = Math.clamp(first, 0, all.size());
    int to = Math.clamp((long) first + HistoryMethods.limit(method.limit()), from, all.size());
    List<History.Entry> page =
        all.subList(from, to).stream()
            .filter(it -> method.maxId() <= 0 || it.id() < method.maxId())
            .filter(it -> it.id() > method.minId())
            .toList();
    return lists.part(self, page, all.size(), false);
  }

  private static boolean below(History.Entry entry, GetSavedHistory method) {
    return (method.offsetId() <= 0 || entry.id() < method.offsetId())
        && (method.offsetDate() <= 0 || entry.message().date() < method.offsetDate());
  }

  /// There are no channels whose messages to them could be asked for.
  private static void ownOnly(@Nullable TypeInputPeer parent) {
    if (parent != null) {
      throw Refusal.PEER_ID_INVALID.exception();
    }
  }
}
