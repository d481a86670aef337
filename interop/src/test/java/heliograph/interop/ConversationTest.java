package heliograph.interop;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.interop.Judge.ServerPass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// A person on each of the clients; everybody talks with everybody.
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(240)
class ConversationTest {
  private static final Pattern SECRET = Pattern.compile("secret=(dd[0-9a-f]{32})");
  private static final Pattern CODE = Pattern.compile("\\b(\\d{5})\\b");

  /// Someone who signed up on one client and may be logged in on more devices of the same kind.
  private record Person(
      Judge judge, String number, long id, ThirdPartyClient phone, Map<Judge, Long> contacts) {
    /// The id that this person's client has for another.
    long contact(Person other) {
      return Objects.requireNonNull(contacts.get(other.judge()));
    }
  }

  @TempDir private static Path folder;
  private LoopbackNamespace namespace;
  private ServerProcess server;
  private ServerPass pass;
  private final Map<Judge, Person> people = new EnumMap<>(Judge.class);
  private final List<ThirdPartyClient> clients = new ArrayList<>();

  @BeforeAll
  void everybodySignsUpAndAddsEverybody() throws Exception {
    namespace = LoopbackNamespace.create();
    server = ServerProcess.start(namespace, folder.resolve("data"), folder.resolve("server.log"));
    var secret = SECRET.matcher(server.keyPage());
    assertThat(secret.find()).as("a padded proxy secret in the output of `key`").isTrue();
    var key = server.key();
    var tdlib = folder.resolve("libtdjson.so");
    PatchedTdlib.write(
        Path.of("node_modules/@prebuilt-tdlib/linux-x64-glibc/libtdjson.so").toAbsolutePath(),
        tdlib,
        key.pem());
    pass = new ServerPass(key, secret.group(1), tdlib);

    var invites = server.invite(Judge.values().length).iterator();
    for (var judge : Judge.values()) {
      var invite = invites.next();
      var client = start(judge, "first");
      var signedUp =
          client.call(
              "signUp",
              Map.of("number", invite.number(), "code", invite.code(), "firstName", judge.name()));
      people.put(
          judge,
          new Person(
              judge,
              invite.number(),
              signedUp.get("id").asLong(),
              client,
              new EnumMap<>(Judge.class)));
    }
    for (var person : people.values()) {
      for (var other : people.values()) {
        if (!person.equals(other)) {
          addContact(person.phone(), person, other);
        }
      }
    }
  }

  /// TDLib names every wrong answer on standard error, so one line there is a failure of ours.
  @AfterAll
  void nobodyComplained() throws Exception {
    var complaints = new StringBuilder();
    for (var client : clients) {
      if (client.name().startsWith("TDLib")) {
        complaints.append(client.errorOutput());
      }
    }
    var serverOutput = server == null ? "" : server.output();
    closeEverything();
    assertThat(complaints.toString()).isEmpty();
    assertThat(serverOutput).doesNotContain("ERROR", "WARN", "Exception");
  }

  private void closeEverything() throws Exception {
    for (var client : clients) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
    if (namespace != null) {
      namespace.close();
    }
  }

  private Person person(Judge judge) {
    return Objects.requireNonNull(people.get(judge));
  }

  static List<Judge> judges() {
    return List.of(Judge.values());
  }

  static List<List<Judge>> pairs() {
    var pairs = new ArrayList<List<Judge>>();
    for (var one : Judge.values()) {
      for (var other : Judge.values()) {
        if (!one.equals(other)) {
          pairs.add(List.of(one, other));
        }
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void carriesAMessageAndAllThatIsDoneToIt(List<Judge> pair) {
    var alice = person(pair.getFirst());
    var bob = person(pair.getLast());
    long toBob = alice.contact(bob);
    long toAlice = bob.contact(alice);
    var text = "Grüße 你好 от %s to %s 🛰".formatted(alice.judge(), bob.judge());

    long sent = id(alice.phone().call("send", Map.of("to", toBob, "text", text)));
    var received = bob.phone().awaitEvent("message", m -> text(m).equals(text));
    assertThat(received.get("out").asBoolean()).isFalse();
    assertThat(received.get("chat").asLong()).isEqualTo(toAlice);

    bob.phone().call("read", Map.of("to", toAlice));
    alice
        .phone()
        .awaitEvent(
            "read", r -> r.get("chat").asLong() == toBob && r.get("maxId").asLong() >= sent);

    var answer = "answer to " + text;
    long answered =
        id(
            bob.phone()
                .call("send", Map.of("to", toAlice, "text", answer, "replyTo", id(received))));
    var reply = alice.phone().awaitEvent("message", m -> text(m).equals(answer));
    assertThat(reply.get("replyTo").asLong()).isEqualTo(sent);

    var edited = "edited " + text;
    alice.phone().call("edit", Map.of("to", toBob, "message", sent, "text", edited));
    bob.phone().awaitEvent("edit", e -> text(e).equals(edited));

    var forwarded =
        alice
            .phone()
            .call("forward", Map.of("from", toBob, "to", toBob, "ids", List.of(id(reply))));
    assertThat(forwarded.get("ids")).hasSize(1);
    var copy =
        bob.phone().awaitEvent("message", m -> text(m).equals(answer) && !m.get("out").asBoolean());
    assertThat(copy.get("forwarded").asBoolean()).isTrue();

    assertThat(texts(alice.phone().call("search", Map.of("to", toBob, "query", "edited"))))
        .contains(edited);
    assertThat(texts(bob.phone().call("searchAll", Map.of("query", "你好")))).contains(edited);

    bob.phone().call("delete", Map.of("to", toAlice, "ids", List.of(answered), "revoke", true));
    alice.phone().awaitEvent("delete", d -> contains(d.get("ids"), id(reply)));

    var aliceSees = texts(alice.phone().call("history", Map.of("to", toBob, "limit", 2)));
    var bobSees = texts(bob.phone().call("history", Map.of("to", toAlice, "limit", 2)));
    assertThat(aliceSees).isEqualTo(bobSees).containsExactly(answer, edited);
    assertThat(ids(alice.phone().call("dialogs", Map.of()), "chat")).contains(toBob);
  }

  @ParameterizedTest
  @MethodSource("judges")
  void logsInOnASecondDeviceWithTheCodeThatTheFirstOneGets(Judge judge) throws Exception {
    var person = person(judge);
    var friend = person(judge == Judge.MTCUTE ? Judge.TDLIB : Judge.MTCUTE);
    var laptop = start(judge, "second");
    laptop.call("sendCode", Map.of("number", person.number()));
    var service = person.phone().awaitEvent("message", m -> m.get("chat").asLong() == 777_000);
    var code = CODE.matcher(text(service));
    assertThat(code.find()).as(text(service)).isTrue();
    var signedIn = laptop.call("signIn", Map.of("number", person.number(), "code", code.group(1)));
    assertThat(id(signedIn)).isEqualTo(person.id());

    var text = "to both devices of " + judge;
    friend.phone().call("send", Map.of("to", friend.contact(person), "text", text));
    person.phone().awaitEvent("message", m -> text(m).equals(text));
    laptop.awaitEvent("message", m -> text(m).equals(text));
  }

  @ParameterizedTest
  @MethodSource("judges")
  void catchesUpAfterBeingOfflineWhileTheServerWasRestarted(Judge judge) throws Exception {
    var person = person(judge);
    var friend = person(judge == Judge.TELEPROTO ? Judge.MTCUTE : Judge.TELEPROTO);
    long toPerson = friend.contact(person);
    person.phone().call("disconnect", Map.of());
    var before = "before the restart, for " + judge;
    friend.phone().call("send", Map.of("to", toPerson, "text", before));

    server.restart();

    var after = "after the restart, for " + judge;
    friend.phone().call("send", Map.of("to", toPerson, "text", after));
    person.phone().call("reconnect", Map.of());
    if (judge != Judge.GRAMJS && judge != Judge.TELEPROTO) {
      person.phone().awaitEvent("message", m -> text(m).equals(before));
      person.phone().awaitEvent("message", m -> text(m).equals(after));
    }
    var seen =
        texts(person.phone().call("history", Map.of("to", person.contact(friend), "limit", 2)));
    assertThat(seen).containsExactly(after, before);
  }

  private ThirdPartyClient start(Judge judge, String device)
      throws IOException, InterruptedException {
    var client = judge.start(namespace, pass, folder.resolve(judge.name() + "-" + device));
    clients.add(client);
    return client;
  }

  private static void addContact(ThirdPartyClient client, Person person, Person other) {
    var added =
        client.call(
            "addContact", Map.of("number", other.number(), "firstName", other.judge().name()));
    assertThat(id(added)).isEqualTo(other.id());
    person.contacts().put(other.judge(), id(added));
  }

  private static long id(JsonNode node) {
    return node.get("id").asLong();
  }

  private static String text(JsonNode node) {
    return node.get("text").asString();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(ConversationTest::text).toList();
  }

  private static List<Long> ids(JsonNode list, String field) {
    return list.valueStream().map(node -> node.get(field).asLong()).toList();
  }

  private static boolean contains(JsonNode ids, long wanted) {
    return ids.valueStream().anyMatch(node -> node.asLong() == wanted);
  }
}
