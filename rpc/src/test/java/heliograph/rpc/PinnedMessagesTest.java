package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import heliograph.tl.api.InputMessagesFilterPinned;
import heliograph.tl.api.Message;
import heliograph.tl.api.MessageActionPinMessage;
import heliograph.tl.api.MessageReplyHeader;
import heliograph.tl.api.MessageService;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.UpdatePinnedMessages;
import heliograph.tl.api.Updates;
import heliograph.tl.api.messages.DeleteMessages;
import heliograph.tl.api.messages.EditMessage;
import heliograph.tl.api.messages.UnpinAllMessages;
import heliograph.tl.api.messages.UpdatePinnedMessage;
import heliograph.tl.api.updates.GetState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Messages on top of their chat, for both sides or for one.
final class PinnedMessagesTest extends HouseTest {
  @Test
  void bothSidesHaveItOnTopAndAreToldWho() {
    int question = ann.send(BOB, "the plan");
    House.Session phone = house.session(BOB);
    phone.attach();

    List<TypeUpdate> own = pin(ann, BOB, question, false, false);

    assertThat(own).hasSize(2);
    assertThat(((UpdatePinnedMessages) own.getFirst()).messages()).containsExactly(question);
    assertThat(((UpdatePinnedMessages) own.getFirst()).pinned()).isTrue();
    assertThat(notice(own.getLast()).out()).isTrue();
    assertThat(answered(notice(own.getLast()))).isEqualTo(question);
    List<TypeUpdate> told = phone.pushed.stream().flatMap(it -> it.updates().stream()).toList();
    int theirs = ((UpdatePinnedMessages) told.getFirst()).messages().getFirst();
    assertThat(answered(notice(told.getLast()))).isEqualTo(theirs);
    assertThat(notice(told.getLast()).out()).isFalse();
    assertThat(pinned(ann, BOB)).containsExactly("the plan");
    assertThat(pinned(bob, ANN)).containsExactly("the plan");
    assertThat(((Message) bob.history(ANN).getLast()).pinned()).isTrue();
  }

  @Test
  void theReceiverPinsAndLetsGoWhatTheSenderWrote() {
    ann.send(BOB, "one");
    int theirs = bob.newest(ANN).id();

    pin(bob, ANN, theirs, false, false);
    assertThat(pinned(ann, BOB)).containsExactly("one");
    assertThat(pin(bob, ANN, theirs, true, false)).hasSize(1);

    assertThat(pinned(ann, BOB)).isEmpty();
    assertThat(pinned(bob, ANN)).isEmpty();
    assertThat(((Message) ann.history(BOB).getLast()).pinned()).isFalse();
  }

  @Test
  void onOneSideTheOtherLearnsNothing() {
    int id = ann.send(BOB, "mine");
    int before = bob.hand().call(new GetState()).pts();

    assertThat(pin(ann, BOB, id, false, true)).hasSize(1);

    assertThat(pinned(ann, BOB)).containsExactly("mine");
    assertThat(pinned(bob, ANN)).isEmpty();
    assertThat(bob.hand().call(new GetState()).pts()).isEqualTo(before);
  }

  @Test
  void whatIsSoAlreadyChangesNothing() {
    int id = ann.send(BOB, "one");
    pin(ann, BOB, id, false, false);
    int before = ann.hand().call(new GetState()).pts();

    assertThat(pin(ann, BOB, id, false, false)).isEmpty();

    assertThat(ann.hand().call(new GetState()).pts()).isEqualTo(before);
    assertThat(Chats.refusal(ann.hand(), pinning(ann, CAT, id, false, false)))
        .isEqualTo("MESSAGE_ID_INVALID");
    assertThat(Chats.refusal(ann.hand(), pinning(ann, BOB, 9999, false, false)))
        .isEqualTo("MESSAGE_ID_INVALID");
  }

  @Test
  void allAreLetGoOnBothSidesAtOnce() {
    for (int i = 0; i < 3; i++) {
      pin(ann, BOB, ann.send(BOB, "a" + i), false, false);
      pin(bob, ANN, bob.send(ANN, "b" + i), false, false);
    }
    assertThat(pinned(ann, BOB)).containsExactly("b2", "a2", "b1", "a1", "b0", "a0");
    assertThat(pinned(bob, ANN)).hasSize(6);

    var affected = ann.hand().call(new UnpinAllMessages(ann.hand().peer(BOB), null, null));

    assertThat(affected.offset()).isZero();
    assertThat(affected.ptsCount()).isEqualTo(1);
    assertThat(affected.pts()).isEqualTo(ann.hand().call(new GetState()).pts());
    assertThat(pinned(ann, BOB)).isEmpty();
    assertThat(pinned(bob, ANN)).isEmpty();
  }

  @Test
  void anEditKeepsItOnTopAndADeletionDoesNot() {
    int id = ann.send(BOB, "draft of a plan");
    pin(ann, BOB, id, false, false);

    ann.hand()
        .call(EditMessage.builder().peer(ann.hand().peer(BOB)).id(id).message("plan").build());
    assertThat(pinned(bob, ANN)).containsExactly("plan");
    ann.hand().call(new DeleteMessages(true, List.of(id)));

    assertThat(pinned(ann, BOB)).isEmpty();
    assertThat(pinned(bob, ANN)).isEmpty();
  }

  @Test
  void aNoteToOneselfCanBePinnedToo() {
    int id = ann.send(ANN, "note");

    assertThat(pin(ann, ANN, id, false, false)).hasSize(2);

    assertThat(pinned(ann, ANN)).containsExactly("note");
  }

  private static List<TypeUpdate> pin(
      Chats who, UserId peer, int id, boolean letGo, boolean oneSide) {
    return ((Updates) who.hand().call(pinning(who, peer, id, letGo, oneSide))).updates();
  }

  private static UpdatePinnedMessage pinning(
      Chats who, UserId peer, int id, boolean letGo, boolean oneSide) {
    return new UpdatePinnedMessage(false, letGo, oneSide, who.hand().peer(peer), id);
  }

  private static List<String> pinned(Chats who, UserId peer) {
    return who.found(who.search(peer, "", new InputMessagesFilterPinned()).build());
  }

  private static MessageService notice(TypeUpdate update) {
    MessageService notice = (MessageService) ((UpdateNewMessage) update).message();
    assertThat(notice.action()).isInstanceOf(MessageActionPinMessage.class);
    return notice;
  }

  private static int answered(MessageService notice) {
    var header = (MessageReplyHeader) Objects.requireNonNull(notice.replyTo());
    return Objects.requireNonNull(header.replyToMsgId());
  }
}
