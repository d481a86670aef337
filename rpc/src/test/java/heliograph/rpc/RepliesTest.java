package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import heliograph.tl.api.DraftMessage;
import heliograph.tl.api.InputMessageReplyTo;
import heliograph.tl.api.InputReplyToMessage;
import heliograph.tl.api.Message;
import heliograph.tl.api.MessageEntityBold;
import heliograph.tl.api.MessageReplyHeader;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.UpdateDraftMessage;
import heliograph.tl.api.Updates;
import heliograph.tl.api.messages.ForwardMessages;
import heliograph.tl.api.messages.GetAllDrafts;
import heliograph.tl.api.messages.GetMessages;
import heliograph.tl.api.messages.SaveDraft;
import heliograph.tl.api.messages.SendMessage;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Answers to messages: in the chat itself, with a part of them, and in another chat.
final class RepliesTest extends HouseTest {
  @Test
  void aPartIsKeptWithItsFormAndItsPlace() {
    int id = ann.send(BOB, "Shall we meet at noon?");
    var quote =
        InputReplyToMessage.builder()
            .replyToMsgId(id)
            .quoteText("meet at noon")
            .quoteEntities(List.of(new MessageEntityBold(8, 4)))
            .quoteOffset(9)
            .build();

    ann.send(BOB, "No, at one", quote);

    for (MessageReplyHeader header : List.of(header(ann.newest(BOB)), header(bob.newest(ANN)))) {
      assertThat(header.quote()).isTrue();
      assertThat(header.quoteText()).isEqualTo("meet at noon");
      assertThat(header.quoteEntities()).containsExactly(new MessageEntityBold(8, 4));
      assertThat(header.quoteOffset()).isEqualTo(9);
    }
    assertThat(header(ann.newest(BOB)).replyToMsgId()).isEqualTo(id);
    assertThat(header(bob.newest(ANN)).replyToMsgId())
        .isEqualTo(((Message) bob.history(ANN).getLast()).id());
  }

  @Test
  void whatManyForwardedMessagesAnswerIsLookedUpOnce() {
    bob.send(ANN, "The key is under the mat");
    List<Integer> ids = List.of(ann.send(CAT, "one"), ann.send(CAT, "two"), ann.send(CAT, "three"));
    var answered =
        InputReplyToMessage.builder()
            .replyToMsgId(ann.newest(BOB).id())
            .replyToPeerId(ann.hand().peer(BOB))
            .build();
    house.namesAsked = 0;

    ann.hand()
        .call(
            ForwardMessages.builder()
                .dropAuthor(true)
                .fromPeer(ann.hand().peer(CAT))
                .id(ids)
                .randomId(List.of(-1L, -2L, -3L))
                .toPeer(ann.hand().peer(CAT))
                .replyTo(answered)
                .build());

    assertThat(house.namesAsked).isEqualTo(1);
    assertThat(header(cat.newest(ANN)).quoteText()).isEqualTo("The key is under the mat");
  }

  @Test
  void aPartThatWasNeverSaidIsRefused() {
    int id = ann.send(BOB, "Shall we meet at noon?");
    var quote =
        InputReplyToMessage.builder().replyToMsgId(id).quoteText("never").quoteOffset(0).build();

    assertThat(Chats.refusal(ann.hand(), message(BOB, quote))).isEqualTo("QUOTE_TEXT_INVALID");
  }

  @Test
  void aMessageOfAnotherChatIsShownByWhatItSays() {
    bob.send(ANN, "The key is under the mat");
    Message bobs = ann.newest(BOB);

    ann.send(CAT, "He says", elsewhere(BOB, bobs.id()).build());

    MessageReplyHeader own = header(ann.newest(CAT));
    assertThat(own.replyToMsgId()).isEqualTo(bobs.id());
    assertThat(own.replyToPeerId()).isEqualTo(new PeerUser(BOB.value()));
    MessageReplyHeader shown = header(cat.newest(ANN));
    assertThat(shown.replyToMsgId()).as("no way to the other chat").isNull();
    assertThat(shown.replyToPeerId()).isNull();
    for (MessageReplyHeader header : List.of(own, shown)) {
      assertThat(header.quote()).as("nobody chose it").isFalse();
      assertThat(header.quoteText()).isEqualTo("The key is under the mat");
      var from = Objects.requireNonNull(header.replyFrom());
      assertThat(from.fromId()).isEqualTo(new PeerUser(BOB.value()));
      assertThat(from.date()).isEqualTo(bobs.date());
    }
    var answered =
        ann.hand().call(new GetMessages(List.of(new InputMessageReplyTo(ann.newest(CAT).id()))));
    assertThat(Chats.texts(Chats.messages(answered))).containsExactly("The key is under the mat");
  }

  @Test
  void aChosenPartOfAMessageOfAnotherChatIsKept() {
    int id = ann.send(BOB, "The key is under the mat");
    var quote = elsewhere(BOB, id).quoteText("under the mat").quoteOffset(11).build();

    ann.send(CAT, "There", quote);

    MessageReplyHeader shown = header(cat.newest(ANN));
    assertThat(shown.quote()).isTrue();
    assertThat(shown.quoteText()).isEqualTo("under the mat");
    assertThat(shown.quoteOffset()).isEqualTo(11);
    assertThat(Objects.requireNonNull(shown.replyFrom()).fromId())
        .isEqualTo(new PeerUser(ANN.value()));
  }

  @Test
  void whoHidesFromForwardsIsOnlyNamed() {
    house.hidden.put(BOB, "Somebody");
    bob.send(ANN, "a secret");

    ann.send(CAT, "hear", elsewhere(BOB, ann.newest(BOB).id()).build());

    var from = Objects.requireNonNull(header(cat.newest(ANN)).replyFrom());
    assertThat(from.fromId()).isNull();
    assertThat(from.fromName()).isEqualTo("Somebody");
  }

  @Test
  void aMessageThatIsNotInTheNamedChatIsRefused() {
    int id = ann.send(BOB, "one");

    assertThat(Chats.refusal(ann.hand(), message(CAT, elsewhere(CAT, id).build())))
        .isEqualTo("REPLY_MESSAGE_ID_INVALID");
    assertThat(Chats.refusal(ann.hand(), message(BOB, elsewhere(CAT, id).build())))
        .isEqualTo("REPLY_MESSAGE_ID_INVALID");
  }

  @Test
  void aDraftKeepsWhatItAnswersAndTheChosenPart() {
    int id = ann.send(BOB, "Shall we meet at noon?");
    keepsInADraft(
        InputReplyToMessage.builder().replyToMsgId(id).quoteText("noon").quoteOffset(17).build());
  }

  @Test
  void aDraftKeepsThatItAnswersAMessageOfAnotherChat() {
    keepsInADraft(elsewhere(CAT, ann.send(CAT, "at noon")).build());
    keepsInADraft(elsewhere(ANN, ann.send(ANN, "a note")).quoteText("note").quoteOffset(2).build());
  }

  private void keepsInADraft(InputReplyToMessage reply) {
    ann.hand()
        .call(
            SaveDraft.builder()
                .peer(ann.hand().peer(BOB))
                .message("At one")
                .replyTo(reply)
                .build());

    var drafts = (Updates) house.session(ANN).call(new GetAllDrafts());
    var draft = (DraftMessage) ((UpdateDraftMessage) drafts.updates().getFirst()).draft();
    assertThat(draft.message()).isEqualTo("At one");
    assertThat(draft.replyTo()).isEqualTo(reply);
  }

  private InputReplyToMessage.Builder elsewhere(UserId chat, int id) {
    return InputReplyToMessage.builder().replyToMsgId(id).replyToPeerId(ann.hand().peer(chat));
  }

  private SendMessage message(UserId to, InputReplyToMessage replyTo) {
    return SendMessage.builder()
        .peer(ann.hand().peer(to))
        .message("text")
        .randomId(77)
        .replyTo(replyTo)
        .build();
  }

  private static MessageReplyHeader header(Message message) {
    return (MessageReplyHeader) Objects.requireNonNull(message.replyTo());
  }
}
