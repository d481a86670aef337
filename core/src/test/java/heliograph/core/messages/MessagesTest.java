package heliograph.core.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxNews;
import heliograph.core.mailbox.Origin;
import heliograph.core.testing.PostOffice;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.tl.storage.StoredEntity;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.StoredPeer;
import heliograph.tl.storage.StoredReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessagesTest extends PostOfficeTest {
  private void say(UserId from, UserId to, String text) {
    var _ = post.send(from, to, text);
    post.settle();
  }

  private StoredPeer known(UserId owner, UserId peer) {
    return post.read(owner).peer(peer.value());
  }

  private int newest(UserId owner, UserId peer) {
    return post.chat(owner, peer).getFirst().id();
  }

  @Test
  void putsAMessageIntoBothMailboxes() {
    say(ANN, BOB, "hello");
    StoredMessage sent = post.chat(ANN, BOB).getFirst().message();
    StoredMessage come = post.chat(BOB, ANN).getFirst().message();
    assertThat(sent.out()).isTrue();
    assertThat(come.out()).isFalse();
    assertThat(come.date()).isEqualTo(sent.date());
    assertThat(come.origin()).isEqualTo(newest(ANN, BOB));
    assertThat(known(BOB, ANN).unread()).isEqualTo(1);
    assertThat(known(ANN, BOB).unread()).isZero();
  }

  @Test
  void sendsTheSameMessageForTheSameRandomId() {
    NewMessage message = PostOffice.message(BOB, 77, "once", null);
    Sent first = post.messages().send(ANN, null, List.of(message)).getFirst();
    Sent second = post.messages().send(ANN, null, List.of(message)).getFirst();
    post.settle();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(post.texts(BOB, ANN)).containsExactly("once");
    assertThatThrownBy(() ->
            post.messages().send(ANN, null, List.of(PostOffice.message(CAT, 77, "once", null))))
        .hasMessage(Refusal.RANDOM_ID_DUPLICATE.name());
  }

  @Test
  void forgetsRandomIdsAfterAWeek() {
    Random random = new Random(1);
    forgetsAfterAWeek(_ -> random.nextLong());
  }

  @Test
  void forgetsRandomIdsOfAClientThatCounts() {
    forgetsAfterAWeek(i -> i);
  }

  private void forgetsAfterAWeek(IntToLongFunction randomIds) {
    List<NewMessage> messages =
        IntStream.rangeClosed(1, 600)
            .mapToObj(i -> PostOffice.message(BOB, randomIds.applyAsLong(i), "word", null))
            .toList();
    var _ = post.messages().send(ANN, null, messages.subList(0, 300));
    post.pass(8 * 86_400);
    List<Sent> sent = post.messages().send(ANN, null, messages.subList(300, 600));
    assertThat(post.messages().send(ANN, null, messages.subList(300, 600)))
        .extracting(Sent::id)
        .isEqualTo(sent.stream().map(Sent::id).toList());
    Key all = MailboxKeys.RANDOM_IDS;
    assertThat(post.read(ANN).scan(all, all.prefixEnd(), 1000, Direction.FORWARD))
        .hasSizeBetween(300, 330);
  }

  @Test
  void keepsAMessageToOneselfOnce() {
    say(ANN, ANN, "note");
    assertThat(post.chat(ANN, ANN)).hasSize(1);
    assertThat(post.chat(ANN, ANN).getFirst().message().out()).isFalse();
    assertThat(known(ANN, ANN).unread()).isZero();
  }

  @Test
  void findsTheAnsweredMessageOnTheOtherSide() {
    say(CAT, BOB, "elsewhere");
    say(ANN, BOB, "question");
    say(BOB, ANN, "answer");
    int question = post.chat(ANN, BOB).getLast().id();
    int answer = newest(ANN, BOB);
    var own = new NewMessage.ReplyTo(question, null, null, null);
    var theirs = new NewMessage.ReplyTo(answer, PostOffice.text("answ"), 0, null);
    var _ =
        post.messages()
            .send(
                ANN,
                null,
                List.of(
                    PostOffice.message(BOB, 901, "to my own", own),
                    PostOffice.message(BOB, 902, "to yours", theirs)));
    post.settle();
    List<History.Entry> there = post.chat(BOB, ANN);
    assertThat(there.get(1).message().reply())
        .isEqualTo(StoredReply.builder().id(there.get(3).id()).build());
    assertThat(there.get(0).message().reply())
        .isEqualTo(
            StoredReply.builder().id(there.get(2).id()).quote("answ").quoteOffset(0).build());
  }

  @Test
  void refusesAQuoteThatTheMessageDoesNotHave() {
    say(ANN, BOB, "question");
    var reply = new NewMessage.ReplyTo(newest(ANN, BOB), PostOffice.text("other"), 0, null);
    assertThatThrownBy(
            () -> post.messages().send(ANN, null, List.of(PostOffice.message(BOB, 5, "x", reply))))
        .hasMessage(Refusal.QUOTE_TEXT_INVALID.name());
  }

  @Test
  void editsBothCopies() {
    say(BOB, ANN, "between");
    say(ANN, BOB, "tpyo");
    post.pass(30);
    post.messages().edit(ANN, null, BOB.value(), newest(ANN, BOB), PostOffice.text("typo"), false);
    post.settle();
    assertThat(post.texts(BOB, ANN)).containsExactly("between", "typo");
    assertThat(post.chat(BOB, ANN).getFirst().message().editDate())
        .isEqualTo(post.mailboxes().now());
  }

  @Test
  void letsNobodyEditWhatAnotherWroteOrAfterTwoDays() {
    say(ANN, BOB, "mine");
    assertThatThrownBy(() ->
            post.messages()
                .edit(BOB, null, ANN.value(), newest(BOB, ANN), PostOffice.text("yours"), false))
        .hasMessage(Refusal.MESSAGE_AUTHOR_REQUIRED.name());
    post.pass(Messages.EDIT_SECONDS + 1);
    assertThatThrownBy(() ->
            post.messages()
                .edit(ANN, null, BOB.value(), newest(ANN, BOB), PostOffice.text("late"), false))
        .hasMessage(Refusal.MESSAGE_EDIT_TIME_EXPIRED.name());
  }

  @Test
  void deletesForOneSideOrForBoth() {
    say(ANN, BOB, "one");
    say(BOB, ANN, "two");
    say(ANN, BOB, "three");
    List<Integer> ids = post.chat(ANN, BOB).stream().map(History.Entry::id).toList();
    post.messages().delete(ANN, null, List.of(ids.get(2)), false);
    post.settle();
    assertThat(post.texts(ANN, BOB)).containsExactly("two", "three");
    assertThat(post.texts(BOB, ANN)).containsExactly("one", "two", "three");
    post.messages().delete(ANN, null, List.of(ids.get(0), ids.get(1), 999), true);
    post.settle();
    assertThat(post.texts(ANN, BOB)).isEmpty();
    assertThat(post.texts(BOB, ANN)).containsExactly("one");
    assertThat(known(BOB, ANN).top()).isEqualTo(newest(BOB, ANN));
    assertThat(known(BOB, ANN).unread()).isEqualTo(1);
    assertThat(known(ANN, BOB).top()).isZero();
  }

  @Test
  void clearsAHistoryAndKeepsTheChat() {
    say(ANN, BOB, "one");
    say(BOB, ANN, "two");
    Origin origin = new Origin(1, 2);
    List<MailboxNews> news = new ArrayList<>();
    post.mailboxes().listen(news::add);
    var affected =
        post.messages()
            .deleteHistory(
                ANN, origin, new Messages.HistoryDeletion(BOB.value(), 0, true, false, 0, 0));
    post.settle();
    assertThat(affected.ptsCount()).as("what the answer tells of").isEqualTo(2);
    assertThat(news).hasSize(2);
    assertThat(news.getFirst().origin()).as("who asked is told of what is left").isNull();
    assertThat(news.getFirst().events().getFirst().stored()).isInstanceOf(StoredMessage.class);
    assertThat(news.getLast().origin()).isEqualTo(origin);
    assertThat(news.getLast().events().getFirst().pts()).isEqualTo(affected.pts());
    assertThat(post.chat(ANN, BOB)).hasSize(1);
    assertThat(post.chat(ANN, BOB).getFirst().message().action()).isNotNull();
    assertThat(post.texts(BOB, ANN)).containsExactly("one", "two");
  }

  @Test
  void deletesALongHistoryForBothInSteps() {
    for (int i = 0; i < 1100; i++) {
      var _ = post.send(i % 3 == 0 ? BOB : ANN, i % 3 == 0 ? ANN : BOB, "m" + i);
    }
    post.settle();
    var wanted = new Messages.HistoryDeletion(BOB.value(), 0, false, true, 0, 0);
    assertThat(post.messages().deleteHistory(ANN, null, wanted).more()).isTrue();
    assertThat(post.messages().deleteHistory(ANN, null, wanted).more()).isFalse();
    post.settle();
    assertThat(post.chat(ANN, BOB)).isEmpty();
    assertThat(post.chat(BOB, ANN)).isEmpty();
    assertThat(known(BOB, ANN).unread()).isZero();
  }

  @Test
  void marksAsReadOnBothSides() {
    say(ANN, BOB, "one");
    say(ANN, BOB, "two");
    say(ANN, BOB, "three");
    int second = post.chat(BOB, ANN).get(1).id();
    var affected = post.messages().read(BOB, null, ANN.value(), second);
    post.settle();
    assertThat(affected.ptsCount()).isEqualTo(1);
    assertThat(known(BOB, ANN).unread()).isEqualTo(1);
    assertThat(known(ANN, BOB).readOutbox()).isEqualTo(post.chat(ANN, BOB).get(1).id());
    assertThat(post.messages().read(BOB, null, ANN.value(), second).ptsCount()).isZero();
    post.messages().read(BOB, null, ANN.value(), 0);
    post.settle();
    assertThat(known(BOB, ANN).unread()).isZero();
    assertThat(known(ANN, BOB).readOutbox()).isEqualTo(newest(ANN, BOB));
  }

  @Test
  void whoIsBlockedSaysNothingNewByAnEditEither() {
    say(ANN, BOB, "hello");
    block(BOB, ANN);
    post.messages().edit(ANN, null, BOB.value(), newest(ANN, BOB), PostOffice.text("pest"), false);
    post.settle();
    assertThat(post.texts(ANN, BOB)).containsExactly("pest");
    assertThat(post.texts(BOB, ANN)).containsExactly("hello");
  }

  @Test
  void ofManyEditsOfAMessageADeviceThatWasAwayIsShownTheLast() {
    say(ANN, BOB, "first");
    int before = post.read(BOB).pts();
    say(ANN, BOB, "second");
    for (int i = 0; i < 5; i++) {
      String text = "edit " + i;
      int id = newest(ANN, BOB);
      post.messages().edit(ANN, null, BOB.value(), id, PostOffice.text(text), false);
      post.settle();
    }
    Difference whole = Difference.after(post.read(BOB), before, 0, 100);
    assertThat(whole.more()).isFalse();
    assertThat(whole.events()).hasSize(2);
    assertThat(whole.events().getLast().pts()).isEqualTo(post.read(BOB).pts());

    Difference slice = Difference.after(post.read(BOB), before, 0, 4);
    assertThat(slice.more()).isTrue();
    assertThat(slice.events()).hasSize(2);
    assertThat(slice.events().getLast().pts()).isEqualTo(before + 4);
  }

  @Test
  void editsCountAsTheLongMessagesThatTheyLeave() {
    List<StoredEntity> links = List.of(link(4000), link(4001));
    for (int i = 0; i < 60; i++) {
      post.send(ANN, BOB, "x".repeat(4000));
    }
    post.settle();
    int before = post.read(BOB).pts();
    for (int id : post.chat(ANN, BOB).stream().map(History.Entry::id).toList()) {
      post.messages()
          .edit(ANN, null, BOB.value(), id, MessageText.written("x".repeat(4096), links), false);
    }
    post.settle();
    Difference slice = Difference.after(post.read(BOB), before, 0, 100);
    assertThat(slice.more()).isTrue();
    assertThat(slice.events()).hasSizeBetween(30, 55);
  }

  private static StoredEntity link(int length) {
    return StoredEntity.builder()
        .kind(EntityKind.TEXT_URL.number())
        .offset(0)
        .length(length)
        .text("u".repeat(length))
        .build();
  }

  private void block(UserId owner, UserId user) {
    post.mailboxes()
        .alter(
            owner,
            change ->
                change.putPeer(
                    user.value(), change.peer(user.value()).toBuilder().blocked(true).build()));
  }

  @Test
  void keepsABlockedSendersMessageWithTheSender() {
    block(BOB, ANN);
    say(ANN, BOB, "are you there");
    assertThat(post.texts(ANN, BOB)).containsExactly("are you there");
    assertThat(post.chat(BOB, ANN)).isEmpty();
    assertThatThrownBy(() -> post.send(BOB, ANN, "no")).hasMessage(Refusal.YOU_BLOCKED_USER.name());
  }

  @Test
  void tellsNobodyWhoIsBlockedWhatWasRead() {
    say(ANN, BOB, "are you there");
    block(BOB, ANN);

    post.messages().read(BOB, null, ANN.value(), 0);
    post.settle();

    assertThat(post.read(BOB).peer(ANN.value()).unread()).isZero();
    assertThat(post.read(ANN).peer(BOB.value()).readOutbox()).isZero();
  }
}
