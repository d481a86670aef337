package heliograph.client.chat;

import heliograph.client.Caller;
import heliograph.client.Peers;
import heliograph.client.RpcException;
import heliograph.tl.TlMethod;
import heliograph.tl.api.Dialog;
import heliograph.tl.api.InputMessagesFilterEmpty;
import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.InputPhoneContact;
import heliograph.tl.api.InputReplyToMessage;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeDialog;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypePeer;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.TypeUser;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.Updates;
import heliograph.tl.api.User;
import heliograph.tl.api.contacts.Contacts;
import heliograph.tl.api.contacts.Found;
import heliograph.tl.api.contacts.GetContacts;
import heliograph.tl.api.contacts.ImportContacts;
import heliograph.tl.api.contacts.ImportedContacts;
import heliograph.tl.api.contacts.ResolvePhone;
import heliograph.tl.api.contacts.ResolveUsername;
import heliograph.tl.api.help.GetConfig;
import heliograph.tl.api.messages.ChannelMessages;
import heliograph.tl.api.messages.DeleteMessages;
import heliograph.tl.api.messages.Dialogs;
import heliograph.tl.api.messages.DialogsNotModified;
import heliograph.tl.api.messages.DialogsSlice;
import heliograph.tl.api.messages.EditMessage;
import heliograph.tl.api.messages.GetDialogs;
import heliograph.tl.api.messages.GetHistory;
import heliograph.tl.api.messages.Messages;
import heliograph.tl.api.messages.MessagesNotModified;
import heliograph.tl.api.messages.MessagesSlice;
import heliograph.tl.api.messages.ReadHistory;
import heliograph.tl.api.messages.Search;
import heliograph.tl.api.messages.SearchGlobal;
import heliograph.tl.api.messages.SendMessage;
import heliograph.tl.api.messages.TypeMessages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The calls that a chat needs, in its words.
final class Conversations {
  private static final int MAX_CHATS = 100;

  private final Caller server;
  private final Peers peers;
  private final RandomGenerator random;

  Conversations(Caller server, Peers peers, RandomGenerator random) {
    this.server = server;
    this.peers = peers;
    this.random = random;
  }

  /// The list of chats.
  ///
  /// @param tops the newest message of each, by the other person's id
  record Overview(List<Dialog> dialogs, Map<Long, TypeMessage> tops) {}

  Overview chats() {
    GetDialogs question =
        GetDialogs.builder()
            .offsetDate(0)
            .offsetId(0)
            .offsetPeer(new InputPeerEmpty())
            .limit(MAX_CHATS)
            .hash(0)
            .build();
    return switch (server.call(question)) {
      case Dialogs d -> overview(d.dialogs(), d.messages());
      case DialogsSlice d -> overview(d.dialogs(), d.messages());
      case DialogsNotModified _ -> throw new IllegalStateException("nothing was there to compare");
    };
  }

  private static Overview overview(List<TypeDialog> all, List<TypeMessage> messages) {
    List<Dialog> dialogs =
        all.stream()
            .filter(Dialog.class::isInstance)
            .map(Dialog.class::cast)
            .filter(d -> d.peer() instanceof PeerUser)
            .toList();
    Map<Long, TypeMessage> tops = new HashMap<>();
    for (Dialog dialog : dialogs) {
      for (TypeMessage message : messages) {
        if (ChatView.id(message) == dialog.topMessage()) {
          tops.put(ChatView.userId(dialog.peer()), message);
        }
      }
    }
    return new Overview(dialogs, tops);
  }

  /// A conversation's messages before `beforeId` (0: the newest), oldest first.
  List<TypeMessage> history(long userId, int beforeId, int limit) {
    GetHistory question =
        GetHistory.builder()
            .peer(peers.inputPeer(userId))
            .offsetId(beforeId)
            .offsetDate(0)
            .addOffset(0)
            .limit(limit)
            .maxId(0)
            .minId(0)
            .hash(0)
            .build();
    return messages(server.call(question)).reversed();
  }

  /// Messages with the words in them, in one conversation, oldest first.
  List<TypeMessage> search(long userId, String words, int limit) {
    Search question =
        Search.builder()
            .peer(peers.inputPeer(userId))
            .q(words)
            .filter(new InputMessagesFilterEmpty())
            .minDate(0)
            .maxDate(0)
            .offsetId(0)
            .addOffset(0)
            .limit(limit)
            .maxId(0)
            .minId(0)
            .hash(0)
            .build();
    return messages(server.call(question)).reversed();
  }

  /// Messages with the words in them, in all conversations, oldest first.
  List<TypeMessage> searchEverywhere(String words, int limit) {
    SearchGlobal question =
        SearchGlobal.builder()
            .q(words)
            .filter(new InputMessagesFilterEmpty())
            .minDate(0)
            .maxDate(0)
            .offsetRate(0)
            .offsetPeer(new InputPeerEmpty())
            .offsetId(0)
            .limit(limit)
            .build();
    return messages(server.call(question)).reversed();
  }

  /// Sends a text.
  ///
  /// @param replyTo the message it answers; 0: none
  /// @return the message as the server stored it; null if the answer does not hold it
  @Nullable TypeMessage send(long userId, String text, int replyTo) {
    SendMessage.Builder message =
        SendMessage.builder()
            .peer(peers.inputPeer(userId))
            .message(text)
            .randomId(random.nextLong());
    if (replyTo != 0) {
      message.replyTo(InputReplyToMessage.builder().replyToMsgId(replyTo).build());
    }
    TypeUpdates answer = fitting(text, message.build());
    if (answer instanceof Updates updates) {
      for (TypeUpdate update : updates.updates()) {
        if (update instanceof UpdateNewMessage sent) {
          return sent.message();
        }
      }
    }
    return null;
  }

  void edit(long userId, int id, String text) {
    var _ =
        fitting(
            text, EditMessage.builder().peer(peers.inputPeer(userId)).id(id).message(text).build());
  }

  /// Calls what carries a text, and says how long one may be if this one is longer.
  private <R> R fitting(String text, TlMethod<R> method) {
    try {
      return server.call(method);
    } catch (RpcException e) {
      if (!e.is("MESSAGE_TOO_LONG")) {
        throw e;
      }
      int most = server.call(new GetConfig()).messageLengthMax();
      throw new Refusal(
          "A message has %,d characters at most; this one has %,d."
              .formatted(most, text.codePointCount(0, text.length())));
    }
  }

  /// Deletes messages here, and for the other person too if `forBoth`; says how many there were.
  int delete(List<Integer> ids, boolean forBoth) {
    DeleteMessages.Builder deletion = DeleteMessages.builder().id(ids);
    return server.call(deletion.revoke(forBoth).build()).ptsCount();
  }

  void read(long userId, int upTo) {
    var _ = server.call(new ReadHistory(peers.inputPeer(userId), upTo));
  }

  List<User> contacts() {
    return server.call(new GetContacts(0)) instanceof Contacts c ? users(c.users()) : List.of();
  }

  /// Adds a person by number; null if there is nobody with that number to be found.
  @Nullable User addContact(String number, String firstName, String lastName) {
    InputPhoneContact contact =
        InputPhoneContact.builder()
            .clientId(0)
            .phone(number)
            .firstName(firstName)
            .lastName(lastName)
            .build();
    ImportedContacts answer = server.call(new ImportContacts(List.of(contact)));
    return answer.imported().isEmpty() ? null : peers.user(answer.imported().getFirst().userId());
  }

  /// The person with a user name or number; null if there is none to be found.
  @Nullable User find(String usernameOrNumber) {
    try {
      TypePeer peer =
          usernameOrNumber.startsWith("@")
              ? server
                  .call(ResolveUsername.builder().username(usernameOrNumber.substring(1)).build())
                  .peer()
              : server.call(new ResolvePhone(usernameOrNumber)).peer();
      return peers.user(ChatView.userId(peer));
    } catch (RpcException e) {
      if (e.is("USERNAME_NOT_OCCUPIED") || e.is("USERNAME_INVALID") || e.is("PHONE_NOT_OCCUPIED")) {
        return null;
      }
      throw e;
    }
  }

  /// People whose names begin so, contacts first.
  List<User> findByName(String name) {
    Found found =
        server.call(heliograph.tl.api.contacts.Search.builder().q(name).limit(20).build());
    return users(found.users());
  }

  private static List<User> users(List<TypeUser> named) {
    return named.stream().filter(User.class::isInstance).map(User.class::cast).toList();
  }

  private static List<TypeMessage> messages(TypeMessages answer) {
    return switch (answer) {
      case Messages m -> m.messages();
      case MessagesSlice m -> m.messages();
      case ChannelMessages m -> m.messages();
      case MessagesNotModified _ -> throw new IllegalStateException("nothing was there to compare");
    };
  }
}
