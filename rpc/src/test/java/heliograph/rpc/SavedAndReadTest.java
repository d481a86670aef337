package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.Refusal;
import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.InputPeerSelf;
import heliograph.tl.api.Message;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.SavedDialog;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.messages.DeleteMessages;
import heliograph.tl.api.messages.ForwardMessages;
import heliograph.tl.api.messages.GetOutboxReadDate;
import heliograph.tl.api.messages.GetSavedDialogs;
import heliograph.tl.api.messages.GetSavedHistory;
import heliograph.tl.api.messages.Messages;
import heliograph.tl.api.messages.ReadHistory;
import heliograph.tl.api.messages.SavedDialogs;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Saved Messages by their chats, and the time at which a message was read.
final class SavedAndReadTest extends HouseTest {
  @Test
  void savedMessagesAreListedByWhereTheyCameFrom() {
    bob.send(ANN, "from bob");
    int note = ann.send(ANN, "a note");
    ann.hand()
        .call(
            ForwardMessages.builder()
                .fromPeer(ann.hand().peer(BOB))
                .id(List.of(2))
                .randomId(List.of(-1L))
                .toPeer(new InputPeerSelf())
                .build());

    var saved =
        (SavedDialogs)
            ann.hand().call(new GetSavedDialogs(false, null, 0, 0, new InputPeerEmpty(), 20, 0));

    assertThat(saved.dialogs())
        .extracting(dialog -> ((SavedDialog) dialog).peer())
        .containsExactly(new PeerUser(BOB.value()), new PeerUser(ANN.value()));
    assertThat(((SavedDialog) saved.dialogs().getLast()).topMessage()).isEqualTo(note);
    assertThat(history(ann.hand().peer(BOB))).containsExactly("from bob");
    assertThat(history(new InputPeerSelf())).containsExactly("a note");
  }

  @Test
  void theListOfSavedChatsKeepsUpWithWhatIsWrittenAndDeleted() {
    int first = ann.send(ANN, "first");
    assertThat(history(new InputPeerSelf())).containsExactly("first");

    ann.send(ANN, "second");
    assertThat(history(new InputPeerSelf())).containsExactly("second", "first");
    ann.hand().call(new DeleteMessages(false, List.of(first)));

    assertThat(history(new InputPeerSelf())).containsExactly("second");
    var older =
        ann.hand()
            .call(new GetSavedHistory(null, new InputPeerSelf(), first + 1, 0, 0, 20, 0, 0, 0));
    assertThat(older.tlName()).isEqualTo("messages.messagesSlice");
  }

  @Test
  void theTimeOfReadingIsTold() {
    int id = ann.send(BOB, "hello");
    refused(Refusal.MESSAGE_NOT_READ_YET, id);
    house.pass(60);
    int readAt = house.mailboxes.now();
    bob.hand().call(new ReadHistory(bob.hand().peer(ANN), 0));
    ann.send(BOB, "more");
    house.pass(60);

    assertThat(ann.hand().call(new GetOutboxReadDate(ann.hand().peer(BOB), id)).date())
        .isEqualTo(readAt);
    refused(Refusal.MESSAGE_ID_INVALID, 999);
    house.pass(8 * 86_400);
    refused(Refusal.MESSAGE_TOO_OLD, id);
  }

  @Test
  void whoHidesTheTimeSeesNoOthers() {
    int id = ann.send(BOB, "hello");
    bob.hand().call(new ReadHistory(bob.hand().peer(ANN), 0));
    house.secretive.add(BOB);
    refused(Refusal.USER_PRIVACY_RESTRICTED, id);
    house.secretive.add(ANN);
    refused(Refusal.YOUR_PRIVACY_RESTRICTED, id);
  }

  private List<String> history(TypeInputPeer peer) {
    var page = (Messages) ann.hand().call(new GetSavedHistory(null, peer, 0, 0, 0, 20, 0, 0, 0));
    return page.messages().stream().map(message -> ((Message) message).message()).toList();
  }

  private void refused(Refusal reason, int id) {
    var asked = new GetOutboxReadDate(ann.hand().peer(BOB), id);
    assertThat(Chats.refusal(ann.hand(), asked)).isEqualTo(reason.name());
  }
}
