package heliograph.rpc.messages;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Copies;
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
import heliograph.tl.storage.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The chats within Saved Messages (https://core.telegram.org/api/saved-messages). None of them can be pinned.
final class SavedMethods {
  private final Mailboxes mailboxes;
  private final SavedMessages saved;
  private final PeerInputs peers;
  private final People people;
  private final MessageLists lists;

  SavedMethods(Mailboxes mailboxes, PeerInputs peers, People people) {
    this.mailboxes = mailboxes;
    this.saved = new SavedMessages(mailboxes);
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
    List<SavedMessages.Chat> chats = saved.chats(self);
    List<TypeSavedDialog> dialogs = new ArrayList<>();
    List<TypeMessage> messages = new ArrayList<>();
    Named named = new Named();
    chats.stream()
        .filter(chat -> method.offsetId() <= 0 || chat.top() < method.offsetId())
        .limit(HistoryMethods.limit(method.limit()))
        .forEach(chat -> {
          named.add(chat.peer());
          dialogs.add(new SavedDialog(false, new PeerUser(chat.peer()), chat.top()));
          StoredMessage top = Copies.message(mailbox, chat.top());
          if (top != null) {
            messages.add(MessageView.message(self, chat.top(), top, named));
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
    List<History.Entry> page =
        saved.page(
            self,
            peer,
            new History.Window(
                method.offsetId(),
                method.offsetDate(),
                method.addOffset(),
                HistoryMethods.limit(method.limit()),
                method.maxId(),
                method.minId()));
    return lists.part(self, page, saved.count(self, peer), false);
  }

  /// There are no channels whose messages to them could be asked for.
  private static void ownOnly(@Nullable TypeInputPeer parent) {
    if (parent != null) {
      throw Refusal.PEER_ID_INVALID.exception();
    }
  }
}
