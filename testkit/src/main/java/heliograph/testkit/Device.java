package heliograph.testkit;

import heliograph.client.Caller;
import heliograph.client.Client;
import heliograph.client.ClientOptions;
import heliograph.client.LoginFlow;
import heliograph.client.Loops;
import heliograph.tl.TlMethod;
import heliograph.tl.api.InputPeerSelf;
import heliograph.tl.api.InputPhoneContact;
import heliograph.tl.api.Message;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.UpdateMessageID;
import heliograph.tl.api.UpdateShortSentMessage;
import heliograph.tl.api.Updates;
import heliograph.tl.api.User;
import heliograph.tl.api.contacts.ImportContacts;
import heliograph.tl.api.messages.GetHistory;
import heliograph.tl.api.messages.Messages;
import heliograph.tl.api.messages.MessagesNotModified;
import heliograph.tl.api.messages.MessagesSlice;
import heliograph.tl.api.messages.SendMessage;
import heliograph.tl.api.messages.TypeMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// A device on which somebody is logged in, with everything it has seen.
public final class Device implements Caller, AutoCloseable {
  private static final AtomicLong RANDOM_IDS = new AtomicLong(System.nanoTime());
  private static final int PAGE = 100;
  private static final int NOTE_MILLIS = 500;

  private final Client client;
  private final String number;
  private final long id;
  private final SeenMessages seen = new SeenMessages();

  private Device(Client client, String number, long id) {
    this.client = client;
    this.number = number;
    this.id = id;
    client.follow(seen);
    awaitFollowing();
  }

  /// Following begins behind the scenes. Notes to oneself are written until one is seen: from then on everything is.
  private void awaitFollowing() {
    do {
      var _ = call(message(new InputPeerSelf(), "a note"));
    } while (!seen.within(NOTE_MILLIS, () -> seen.texts().containsValue("a note")));
  }

  /// Signs somebody up.
  public static Device signUp(ClientOptions options, Loops loops, Invite invite, String firstName) {
    Client client = Client.connect(options, loops);
    LoginFlow flow = client.logIn(invite.number());
    return switch (flow.code(invite.code())) {
      case LoginFlow.Outcome.SignUpNeeded _ ->
          new Device(client, invite.number(), flow.signUp(firstName, "").id());
      case LoginFlow.Outcome other -> throw new AssertionError("no sign-up asked for: " + other);
    };
  }

  /// Logs the same person in on another device, with the code that this one is told.
  public Device logInElsewhere(ClientOptions options, Loops loops) {
    Client other = Client.connect(options, loops);
    int before = seen.arrived().size();
    LoginFlow flow = other.logIn(number);
    seen.awaitUntil(() -> seen.arrived().size() > before, "a code");
    String code = seen.arrived().get(before).replaceAll("(?s).*?\\b(\\d{5})\\b.*", "$1");
    return switch (flow.code(code)) {
      case LoginFlow.Outcome.LoggedIn(User self) -> new Device(other, number, self.id());
      case LoginFlow.Outcome outcome -> throw new AssertionError("not logged in: " + outcome);
    };
  }

  /// Opens a device again whose log-in was kept.
  public Device openAgain(ClientOptions options, Loops loops) {
    return new Device(Client.connect(options, loops), number, id);
  }

  /// The person's number.
  public String number() {
    return number;
  }

  /// The person's id.
  public long id() {
    return id;
  }

  /// The client below.
  public Client client() {
    return client;
  }

  /// What updates have told.
  public SeenMessages seen() {
    return seen;
  }

  @Override
  public <R> R call(TlMethod<R> method) {
    return client.call(method);
  }

  /// Adds somebody to the contacts.
  public void meet(Device other) {
    meet(other.number());
  }

  /// Adds whoever has a number to the contacts.
  public void meet(String otherNumber) {
    InputPhoneContact contact =
        InputPhoneContact.builder()
            .clientId(1)
            .phone(otherNumber)
            .firstName("Friend")
            .lastName("")
            .build();
    var _ = call(new ImportContacts(List.of(contact)));
  }

  /// The other person as calls want them.
  public TypeInputPeer peer(Device other) {
    return client.peers().inputPeer(other.id());
  }

  /// Sends a text and returns the message's id here.
  public int send(Device to, String text) {
    return send(to.id(), text);
  }

  /// Sends a text to somebody whom this device has met, and returns the message's id here.
  public int send(long to, String text) {
    return sent(call(message(client.peers().inputPeer(to), text)));
  }

  private static SendMessage message(TypeInputPeer peer, String text) {
    return SendMessage.builder()
        .peer(peer)
        .message(text)
        .randomId(RANDOM_IDS.incrementAndGet())
        .build();
  }

  /// The id of the message that an answer is about.
  public static int sent(TypeUpdates answer) {
    return switch (answer) {
      case UpdateShortSentMessage sent -> sent.id();
      case Updates updates -> {
        for (TypeUpdate update : updates.updates()) {
          if (update instanceof UpdateMessageID assigned) {
            yield assigned.id();
          }
        }
        throw new AssertionError("no id in " + answer);
      }
      default -> throw new AssertionError("not an answer to a sent message: " + answer);
    };
  }

  /// All messages with somebody, fetched afresh, by id.
  public Map<Integer, String> history(Device other) {
    return history(other.id());
  }

  /// All messages with somebody whom this device has met, fetched afresh, by id.
  public Map<Integer, String> history(long other) {
    Map<Integer, String> all = new TreeMap<>();
    TypeInputPeer peer = client.peers().inputPeer(other);
    int offset = 0;
    while (true) {
      List<Message> page =
          messages(call(GetHistory.builder().peer(peer).offsetId(offset).limit(PAGE).build()));
      if (page.isEmpty()) {
        return all;
      }
      page.forEach(message -> all.put(message.id(), message.message()));
      offset = page.getLast().id();
    }
  }

  /// The messages of an answer.
  public static List<Message> messages(TypeMessages answer) {
    List<TypeMessage> all =
        switch (answer) {
          case Messages m -> m.messages();
          case MessagesSlice m -> m.messages();
          case MessagesNotModified _ -> List.of();
          default -> throw new AssertionError("not of a private chat: " + answer);
        };
    List<Message> messages = new ArrayList<>();
    for (TypeMessage each : all) {
      if (each instanceof Message message) {
        messages.add(message);
      }
    }
    return messages;
  }

  @Override
  public void close() {
    client.close();
  }
}
