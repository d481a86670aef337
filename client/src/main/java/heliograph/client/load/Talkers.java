package heliograph.client.load;

import heliograph.tl.api.InputPeerUser;
import heliograph.tl.api.InputPhoneContact;
import heliograph.tl.api.Message;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.User;
import heliograph.tl.api.contacts.ImportContacts;
import heliograph.tl.api.contacts.ImportedContacts;
import heliograph.tl.api.messages.SendMessage;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;

/// Pairs of people who are online and write to each other.
///
/// Each message carries its number in its text, so that whoever receives it can tell which one it is.
final class Talkers implements AutoCloseable {
  /// Sixteen digits of number, then words: a hundred bytes, like what people write.
  private static final String WORDS =
      " and so the light went from hill to hill until the last of them had seen it, and ans";

  private static final int DIGITS = 16;

  private final List<LoadClient> clients;
  private final List<TypeInputPeer> partners;

  private Talkers(List<LoadClient> clients, List<TypeInputPeer> partners) {
    this.clients = clients;
    this.partners = partners;
  }

  /// Signs up `count` people (an even number) and makes each know another.
  static Talkers make(Bench bench, int count) {
    int even = Math.max(2, count / 2 * 2);
    bench.say("signing up " + even + " people who talk");
    List<LoadClient> clients = bench.fleet().signUp(even);
    List<TypeInputPeer> partners =
        bench.fleet().inParallel(even, i -> know(clients.get(i), clients.get(i ^ 1)));
    return new Talkers(clients, partners);
  }

  int size() {
    return clients.size();
  }

  /// Says the number of each message as soon as it was decrypted and read.
  void listen(LongConsumer seen) {
    for (LoadClient client : clients) {
      client.onMessage(message -> {
        if (!message.out()) {
          seen.accept(number(message));
        }
      });
    }
  }

  /// Sends the message with this number; done when the server has acknowledged it.
  CompletableFuture<TypeUpdates> send(int sender, long messageNumber) {
    return clients.get(sender).connection().callAsync(message(partners.get(sender), messageNumber));
  }

  @Override
  public void close() {
    LoadClient.closeAll(clients);
  }

  static SendMessage message(TypeInputPeer to, long messageNumber) {
    return SendMessage.builder()
        .peer(to)
        .message(HexFormat.of().toHexDigits(messageNumber) + WORDS)
        .randomId(ThreadLocalRandom.current().nextLong())
        .build();
  }

  /// The number in a message's text; -1 if it is none of ours.
  static long number(Message message) {
    String text = message.message();
    if (text.length() != DIGITS + WORDS.length() || !text.endsWith(WORDS)) {
      return -1;
    }
    return HexFormat.fromHexDigitsToLong(text, 0, DIGITS);
  }

  /// The other one as calls want them.
  static TypeInputPeer know(LoadClient who, LoadClient other) {
    InputPhoneContact contact =
        InputPhoneContact.builder()
            .clientId(0)
            .phone(other.number())
            .firstName("Load")
            .lastName("")
            .build();
    ImportedContacts known = who.call(new ImportContacts(List.of(contact)));
    return known.users().stream()
        .map(User.class::cast)
        .filter(user -> user.id() == other.userId())
        .map(user -> new InputPeerUser(user.id(), Objects.requireNonNull(user.accessHash())))
        .findFirst()
        .orElseThrow(() -> new LoadException(other.number() + " cannot be found by number"));
  }
}
