package heliograph.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.client.ClientOptions;
import heliograph.client.RpcException;
import heliograph.testkit.Device;
import heliograph.testkit.Watcher;
import heliograph.tl.api.InputMessagesFilterEmpty;
import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.InputReplyToMessage;
import heliograph.tl.api.UpdateDraftMessage;
import heliograph.tl.api.UpdateReadHistoryOutbox;
import heliograph.tl.api.messages.DeleteMessages;
import heliograph.tl.api.messages.EditMessage;
import heliograph.tl.api.messages.ForwardMessages;
import heliograph.tl.api.messages.ReadHistory;
import heliograph.tl.api.messages.SaveDraft;
import heliograph.tl.api.messages.Search;
import heliograph.tl.api.messages.SearchGlobal;
import heliograph.tl.api.messages.SendMessage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Two people, of whom one has three devices: one that is always there, one that comes late and one whose connection breaks.
/// In the end each knows from updates alone what a fresh look at the history shows.
@ExtendWith(Watcher.class)
@Timeout(120)
class DevicesTest {
  @TempDir private Path folder;
  private Town town;
  private Device alice;
  private Device bob;

  @BeforeEach
  void twoPeopleMeet() {
    town = new Town(TestServer.start(folder.resolve("data")));
    alice = town.signUp("Alice");
    bob = town.signUp("Bob");
    alice.meet(bob);
    bob.meet(alice);
  }

  @AfterEach
  void everybodyLeaves() {
    town.close();
  }

  @Test
  void updatesAddUpToTheHistoryForAnOnlineALateAndAReconnectingDevice() {
    ClientOptions kept = town.fresh();
    Device late = town.logInElsewhere(bob, kept);
    late.meet(alice);
    late.send(alice, "first");
    alice.seen().awaitText("first");
    int aliceFirst = alice.send(bob, "second");
    late.seen().awaitText("second");
    int lastSeen = late.history(alice).keySet().stream().mapToInt(id -> id).max().orElseThrow();
    late.close();

    // while the late device is away and the other one's connection breaks
    alice.call(edit(aliceFirst, "second, edited"));
    bob.client().reconnect();
    int doomed = alice.send(bob, "never mind");
    bob.seen().awaitText("never mind");
    int reply =
        Device.sent(
            alice.call(
                SendMessage.builder()
                    .peer(alice.peer(bob))
                    .replyTo(InputReplyToMessage.builder().replyToMsgId(aliceFirst).build())
                    .message("a reply")
                    .randomId(17)
                    .build()));
    bob.client().reconnect();
    alice.call(new DeleteMessages(true, List.of(doomed)));
    alice.call(
        ForwardMessages.builder()
            .fromPeer(alice.peer(bob))
            .toPeer(alice.peer(bob))
            .id(List.of(reply))
            .randomId(List.of(18L))
            .build());
    town.server().restart();
    alice.send(bob, "last");

    bob.seen().awaitText("last");
    Device back = town.openAgain(bob, kept);
    back.seen().awaitText("last");
    assertThat(bob.history(alice)).containsValues("second, edited", "a reply", "last");
    assertThat(bob.history(alice)).doesNotContainValue("never mind");
    assertThat(withAlice(bob)).isEqualTo(bob.history(alice).values().stream().toList());
    assertThat(back.seen().texts().entrySet())
        .as("what the late device was told since it left")
        .containsAll(
            bob.history(alice).entrySet().stream().filter(e -> e.getKey() > lastSeen).toList());
    assertThat(alice.history(bob).values().stream().toList())
        .isEqualTo(bob.history(alice).values().stream().toList());
    back.close();
  }

  /// What the device knows from updates, but for the messages of the service.
  private List<String> withAlice(Device device) {
    var fetched = device.history(alice).keySet();
    return new java.util.TreeMap<>(device.seen().texts())
        .entrySet().stream()
            .filter(e -> fetched.contains(e.getKey()))
            .map(e -> e.getValue())
            .toList();
  }

  @Test
  void readMarksAndDraftsReachTheOthers() {
    int sent = alice.send(bob, "read me");
    bob.seen().awaitText("read me");
    bob.call(new ReadHistory(bob.peer(alice), 0));
    var read = alice.seen().await(UpdateReadHistoryOutbox.class, u -> u.maxId() >= sent);
    assertThat(read.maxId()).isEqualTo(sent);

    Device laptop = town.logInElsewhere(bob);
    bob.call(SaveDraft.builder().peer(bob.peer(alice)).message("not yet").build());
    assertThat(laptop.seen().await(UpdateDraftMessage.class, _ -> true).draft().toString())
        .contains("not yet");
    laptop.close();
  }

  @Test
  void findsWordsOfAnyScript() {
    List<String> texts =
        List.of("Grüße aus Köln", "привет из Киева", "你好，世界", "こんにちは", "안녕하세요", "مرحبا بالعالم");
    texts.forEach(text -> alice.send(bob, text));
    bob.seen().awaitText(texts.getLast());
    List<String> words = List.of("köln", "Киева", "世界", "にち", "안녕", "مرحبا");
    for (int i = 0; i < words.size(); i++) {
      var here =
          Search.builder()
              .peer(bob.peer(alice))
              .q(words.get(i))
              .filter(new InputMessagesFilterEmpty())
              .limit(10)
              .build();
      assertThat(Device.messages(bob.call(here)))
          .extracting(message -> message.message())
          .containsExactly(texts.get(i));
      var everywhere =
          SearchGlobal.builder()
              .q(words.get(i))
              .filter(new InputMessagesFilterEmpty())
              .offsetPeer(new InputPeerEmpty())
              .limit(10)
              .build();
      assertThat(Device.messages(bob.call(everywhere)))
          .extracting(message -> message.message())
          .containsExactly(texts.get(i));
    }
  }

  @Test
  void aRepeatedRandomIdIsTheSameMessage() {
    var send = SendMessage.builder().peer(alice.peer(bob)).message("once").randomId(99).build();
    int first = Device.sent(alice.call(send));
    assertThat(Device.sent(alice.call(send))).isEqualTo(first);
    assertThat(alice.history(bob).values()).containsExactly("once");
  }

  @Test
  void aLoggedOutDeviceIsToldSoAndKnowsNothingMore() {
    Device laptop = town.logInElsewhere(alice);
    laptop.client().logOut();
    assertThatThrownBy(() -> laptop.client().self())
        .isInstanceOfSatisfying(RpcException.class, e -> assertThat(e.code()).isEqualTo(401));
    laptop.close();
    alice.send(bob, "still here");
    bob.seen().awaitText("still here");
  }

  private EditMessage edit(int id, String text) {
    return EditMessage.builder().peer(alice.peer(bob)).id(id).message(text).build();
  }
}
