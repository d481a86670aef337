package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.core.Refusal;
import heliograph.core.RefusedException;
import heliograph.core.UserId;
import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.InputPeerSelf;
import heliograph.tl.api.Message;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.SavedDialog;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.UpdateMessageID;
import heliograph.tl.api.Updates;
import heliograph.tl.api.messages.DeleteMessages;
import heliograph.tl.api.messages.ForwardMessages;
import heliograph.tl.api.messages.GetOutboxReadDate;
import heliograph.tl.api.messages.GetSavedDialogs;
import heliograph.tl.api.messages.GetSavedHistory;
import heliograph.tl.api.messages.Messages;
import heliograph.tl.api.messages.ReadHistory;
import heliograph.tl.api.messages.SavedDialogs;
import heliograph.tl.api.messages.SendMessage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Saved Messages by their chats, and the time at which a message was read.
final class SavedAndReadTest {
  private static final UserId ANN = new UserId(31);
  private static final UserId BOB = new UserId(32);

  @TempDir private Path folder;
  private House house;
  private House.Session ann;
  private House.Session bob;
  private long randomId = 1;

  @BeforeEach
  void open() {
    house = new House(folder);
    ann = house.session(ANN);
    bob = house.session(BOB);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void savedMessagesAreListedByWhereTheyCameFrom() {
    send(bob, bob.peer(ANN), "from bob");
    int note = send(ann, new InputPeerSelf(), "a note");
    ann.call(
        ForwardMessages.builder()
            .fromPeer(ann.peer(BOB))
            .id(List.of(2))
            .randomId(List.of(randomId++))
            .toPeer(new InputPeerSelf())
            .build());

    var saved =
        (SavedDialogs)
            ann.call(new GetSavedDialogs(false, null, 0, 0, new InputPeerEmpty(), 20, 0));

    assertThat(saved.dialogs())
        .extracting(dialog -> ((SavedDialog) dialog).peer())
        .containsExactly(new PeerUser(BOB.value()), new PeerUser(ANN.value()));
    assertThat(((SavedDialog) saved.dialogs().getLast()).topMessage()).isEqualTo(note);
    assertThat(history(ann.peer(BOB))).containsExactly("from bob");
    assertThat(history(new InputPeerSelf())).containsExactly("a note");
  }

  @Test
  void theListOfSavedChatsKeepsUpWithWhatIsWrittenAndDeleted() {
    int first = send(ann, new InputPeerSelf(), "first");
    assertThat(history(new InputPeerSelf())).containsExactly("first");

    send(ann, new InputPeerSelf(), "second");
    assertThat(history(new InputPeerSelf())).containsExactly("second", "first");
    ann.call(new DeleteMessages(false, List.of(first)));

    assertThat(history(new InputPeerSelf())).containsExactly("second");
    var older =
        ann.call(new GetSavedHistory(null, new InputPeerSelf(), first + 1, 0, 0, 20, 0, 0, 0));
    assertThat(older.tlName()).isEqualTo("messages.messagesSlice");
  }

  @Test
  void theTimeOfReadingIsTold() {
    int id = send(ann, ann.peer(BOB), "hello");
    refused(Refusal.MESSAGE_NOT_READ_YET, id);
    house.pass(60);
    int readAt = house.mailboxes.now();
    bob.call(new ReadHistory(bob.peer(ANN), 0));
    send(ann, ann.peer(BOB), "more");
    house.pass(60);

    assertThat(ann.call(new GetOutboxReadDate(ann.peer(BOB), id)).date()).isEqualTo(readAt);
    refused(Refusal.MESSAGE_ID_INVALID, 999);
    house.pass(8 * 86_400);
    refused(Refusal.MESSAGE_TOO_OLD, id);
  }

  @Test
  void whoHidesTheTimeSeesNoOthers() {
    int id = send(ann, ann.peer(BOB), "hello");
    bob.call(new ReadHistory(bob.peer(ANN), 0));
    house.secretive.add(BOB);
    refused(Refusal.USER_PRIVACY_RESTRICTED, id);
    house.secretive.add(ANN);
    refused(Refusal.YOUR_PRIVACY_RESTRICTED, id);
  }

  private List<String> history(TypeInputPeer peer) {
    var page = (Messages) ann.call(new GetSavedHistory(null, peer, 0, 0, 0, 20, 0, 0, 0));
    return page.messages().stream().map(message -> ((Message) message).message()).toList();
  }

  private int send(House.Session from, TypeInputPeer to, String text) {
    var updates =
        (Updates)
            from.call(SendMessage.builder().peer(to).message(text).randomId(randomId++).build());
    return ((UpdateMessageID) updates.updates().getFirst()).id();
  }

  private void refused(Refusal reason, int id) {
    assertThatThrownBy(() -> ann.call(new GetOutboxReadDate(ann.peer(BOB), id)))
        .isInstanceOfSatisfying(
            RefusedException.class, it -> assertThat(it.refusal()).isEqualTo(reason));
  }
}
