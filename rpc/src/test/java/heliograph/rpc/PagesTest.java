package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import heliograph.tl.Layer;
import heliograph.tl.api.InputDialogPeer;
import heliograph.tl.api.InputMessageID;
import heliograph.tl.api.InputMessagesFilterEmpty;
import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.Message;
import heliograph.tl.api.MessageEntityPre;
import heliograph.tl.api.TypeDialog;
import heliograph.tl.api.TypeInputDialogPeer;
import heliograph.tl.api.TypeInputMessage;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.UpdateMessageID;
import heliograph.tl.api.Updates;
import heliograph.tl.api.messages.ClearAllDrafts;
import heliograph.tl.api.messages.DialogsSlice;
import heliograph.tl.api.messages.GetAllDrafts;
import heliograph.tl.api.messages.GetDialogs;
import heliograph.tl.api.messages.GetHistory;
import heliograph.tl.api.messages.GetMessages;
import heliograph.tl.api.messages.GetPeerDialogs;
import heliograph.tl.api.messages.GetPinnedDialogs;
import heliograph.tl.api.messages.SaveDraft;
import heliograph.tl.api.messages.Search;
import heliograph.tl.api.messages.SearchGlobal;
import heliograph.tl.api.messages.SendMessage;
import heliograph.tl.api.messages.ToggleDialogPin;
import heliograph.tl.api.messages.TypeMessages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Answers stay as large as clients take, whatever the messages are stuffed with.
final class PagesTest extends HouseTest {
  private static final int MESSAGES = 80;
  private static final int MOST_BYTES = 3 << 20;
  private static final String LONG = "是".repeat(4096);

  @Test
  void aPageOfStuffedMessagesIsShortAndTheNextOneGoesOn() {
    List<Integer> sent = stuffed();
    List<Integer> read = new ArrayList<>();
    int pages = 0;
    for (List<Integer> page = page(0); !page.isEmpty(); page = page(read.getLast())) {
      read.addAll(page);
      pages++;
    }
    assertThat(read).containsExactlyElementsOf(sent.reversed());
    assertThat(pages).isEqualTo(2);
  }

  @Test
  void aPageOfLongTextsIsWhole() {
    for (int i = 0; i < MESSAGES; i++) {
      var _ = ann.hand().call(message(i).build());
    }
    assertThat(page(0)).hasSize(MESSAGES);
  }

  @Test
  void whatIsFoundOrAskedForByIdIsBoundedToo() {
    List<Integer> sent = stuffed();
    var search =
        Search.builder()
            .peer(ann.hand().peer(BOB))
            .q("")
            .filter(new InputMessagesFilterEmpty())
            .limit(MESSAGES)
            .build();
    assertThat(bounded(ann.hand().call(search))).hasSizeLessThan(MESSAGES);
    var everywhere =
        SearchGlobal.builder()
            .q("x")
            .filter(new InputMessagesFilterEmpty())
            .offsetPeer(new InputPeerEmpty())
            .limit(MESSAGES)
            .build();
    assertThat(bounded(ann.hand().call(everywhere))).hasSizeLessThan(MESSAGES);
    List<TypeInputMessage> asked = new ArrayList<>();
    sent.forEach(id -> asked.add(new InputMessageID(id)));
    assertThat(bounded(ann.hand().call(new GetMessages(asked)))).hasSizeBetween(1, MESSAGES - 1);
  }

  @Test
  void draftsAreGivenOutAsFarAsThereIsRoomAndClearedAll() {
    for (int i = 0; i < MESSAGES; i++) {
      TypeInputPeer peer = ann.hand().peer(new UserId(2000 + i));
      var _ = ann.hand().call(message(i).peer(peer).message("short").build());
      ann.hand()
          .call(
              SaveDraft.builder()
                  .peer(peer)
                  .message(LONG)
                  .entities(
                      List.of(new MessageEntityPre(0, 1, LONG), new MessageEntityPre(1, 1, LONG)))
                  .build());
    }
    assertThat(drafts()).hasSizeBetween(MESSAGES / 2, MESSAGES - 1);
    assertThat(listed()).hasSizeBetween(MESSAGES / 2, MESSAGES - 1);
    ann.hand().call(new ClearAllDrafts());
    assertThat(drafts()).isEmpty();
  }

  @Test
  void aListOfChatsGoesOnInPagesAndThosePinnedAreAllThere() {
    List<TypeInputDialogPeer> chats = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      TypeInputPeer peer = ann.hand().peer(new UserId(2000 + i));
      var _ = ann.hand().call(stuffed(i).peer(peer).build());
      chats.add(new InputDialogPeer(peer));
    }
    assertThat(listed()).hasSizeBetween(MESSAGES / 2, MESSAGES - 1);
    chats.forEach(chat -> ann.hand().call(new ToggleDialogPin(true, chat)));

    assertThat(ann.hand().call(new GetPinnedDialogs(0)).dialogs()).hasSize(MESSAGES);
    assertThat(ann.hand().call(new GetPeerDialogs(chats)).dialogs()).hasSize(MESSAGES);
  }

  private List<TypeDialog> listed() {
    var list = GetDialogs.builder().offsetPeer(new InputPeerEmpty()).limit(MESSAGES).build();
    var page = (DialogsSlice) ann.hand().call(list);
    assertThat(page.toBytes(Layer.NEWEST)).hasSizeLessThan(MOST_BYTES);
    return page.dialogs();
  }

  private List<TypeUpdate> drafts() {
    TypeUpdates answer = ann.hand().call(new GetAllDrafts());
    assertThat(answer.toBytes(Layer.NEWEST)).hasSizeLessThan(MOST_BYTES);
    return ((Updates) answer).updates();
  }

  private List<Integer> stuffed() {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      Updates sent = (Updates) ann.hand().call(stuffed(i).build());
      ids.add(((UpdateMessageID) sent.updates().getFirst()).id());
    }
    return ids;
  }

  private SendMessage.Builder stuffed(int randomId) {
    return message(randomId)
        .message("x" + LONG.substring(1))
        .entities(List.of(new MessageEntityPre(0, 1, LONG), new MessageEntityPre(1, 1, LONG)));
  }

  private SendMessage.Builder message(int randomId) {
    return SendMessage.builder().peer(ann.hand().peer(BOB)).message(LONG).randomId(randomId + 1L);
  }

  private List<Integer> page(int offset) {
    var page =
        GetHistory.builder().peer(ann.hand().peer(BOB)).offsetId(offset).limit(MESSAGES).build();
    return bounded(ann.hand().call(page)).stream()
        .map(message -> ((Message) message).id())
        .toList();
  }

  private static List<TypeMessage> bounded(TypeMessages answer) {
    assertThat(answer.toBytes(Layer.NEWEST)).hasSizeLessThan(MOST_BYTES);
    return Chats.messages(answer);
  }
}
