package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import heliograph.tl.api.Dialog;
import heliograph.tl.api.DialogFolder;
import heliograph.tl.api.FolderPeer;
import heliograph.tl.api.InputDialogPeer;
import heliograph.tl.api.InputFolderPeer;
import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeDialog;
import heliograph.tl.api.TypeDialogPeer;
import heliograph.tl.api.UpdateDialogPinned;
import heliograph.tl.api.UpdateDialogUnreadMark;
import heliograph.tl.api.UpdateFolderPeers;
import heliograph.tl.api.UpdatePeerSettings;
import heliograph.tl.api.UpdatePinnedDialogs;
import heliograph.tl.api.folders.EditPeerFolders;
import heliograph.tl.api.messages.Dialogs;
import heliograph.tl.api.messages.GetDialogUnreadMarks;
import heliograph.tl.api.messages.GetDialogs;
import heliograph.tl.api.messages.GetPinnedDialogs;
import heliograph.tl.api.messages.HidePeerSettingsBar;
import heliograph.tl.api.messages.MarkDialogUnread;
import heliograph.tl.api.messages.ReorderPinnedDialogs;
import heliograph.tl.api.messages.SaveDraft;
import heliograph.tl.api.messages.ToggleDialogPin;
import heliograph.tl.api.updates.GetState;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The list of chats: the archive with its own order, marks, drafts.
final class ChatListTest extends HouseTest {
  private static final UserId DAN = new UserId(34);

  @Test
  void theArchiveStandsOnTopOfTheListWithWhatIsUnreadInIt() {
    bob.send(ANN, "one");
    bob.send(ANN, "two");
    house.pass(10);
    cat.send(ANN, "three");
    new Chats(house.session(DAN)).send(ANN, "four");
    house.muted.add(CAT);
    archive(BOB, CAT);

    List<TypeDialog> main = dialogs(0);

    DialogFolder folder = (DialogFolder) main.getFirst();
    assertThat(folder.folder().id()).isEqualTo(1);
    assertThat(folder.peer()).isEqualTo(new PeerUser(CAT.value()));
    assertThat(folder.unreadUnmutedPeersCount()).isEqualTo(1);
    assertThat(folder.unreadUnmutedMessagesCount()).isEqualTo(2);
    assertThat(folder.unreadMutedPeersCount()).isEqualTo(1);
    assertThat(folder.unreadMutedMessagesCount()).isEqualTo(1);
    assertThat(main).hasSize(2);
    assertThat(ann.hand().call(new GetPinnedDialogs(0)).dialogs()).containsExactly(folder);
    assertThat(peers(dialogs(1))).containsExactly(CAT, BOB);
    assertThat(ann.hand().call(new GetPinnedDialogs(1)).dialogs()).isEmpty();
  }

  @Test
  void anArchivedChatComesBackWithItsNextMessageOnEveryDevice() {
    bob.send(ANN, "one");
    archive(BOB);
    House.Session phone = house.session(ANN);
    phone.attach();

    bob.send(ANN, "two");

    assertThat(peers(dialogs(0))).containsExactly(BOB);
    assertThat(updates(phone, UpdateFolderPeers.class))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.folderPeers())
              .containsExactly(new FolderPeer(new PeerUser(BOB.value()), 0));
          assertThat(it.pts()).isEqualTo(ann.hand().call(new GetState()).pts());
        });
    ann.send(BOB, "three");
    assertThat(updates(phone, UpdateFolderPeers.class)).hasSize(1);
  }

  @Test
  void withoutArchivedChatsThereIsNoArchive() {
    bob.send(ANN, "one");

    assertThat(peers(dialogs(0))).containsExactly(BOB);
    assertThat(dialogs(1)).isEmpty();
  }

  @Test
  void eachFolderHasItsOwnPinnedOrder() {
    bob.send(ANN, "one");
    cat.send(ANN, "two");
    new Chats(house.session(DAN)).send(ANN, "three");
    archive(BOB, CAT);
    House.Session phone = house.session(ANN);
    phone.attach();

    for (UserId peer : List.of(BOB, CAT, DAN)) {
      ann.hand().call(new ToggleDialogPin(true, new InputDialogPeer(ann.hand().peer(peer))));
    }
    assertThat(peers(ann.hand().call(new GetPinnedDialogs(1)).dialogs())).containsExactly(CAT, BOB);
    ann.hand()
        .call(
            new ReorderPinnedDialogs(
                true,
                1,
                List.of(
                    new InputDialogPeer(ann.hand().peer(BOB)),
                    new InputDialogPeer(ann.hand().peer(CAT)))));

    assertThat(peers(ann.hand().call(new GetPinnedDialogs(1)).dialogs())).containsExactly(BOB, CAT);
    assertThat(peers(ann.hand().call(new GetPinnedDialogs(0)).dialogs())).containsExactly(DAN);
    assertThat(updates(phone, UpdateDialogPinned.class))
        .extracting(UpdateDialogPinned::folderId)
        .containsExactly(1, 1, null);
    assertThat(updates(phone, UpdatePinnedDialogs.class))
        .singleElement()
        .satisfies(it -> assertThat(it.folderId()).isEqualTo(1));
  }

  @Test
  void aDraftIsTheSameOnEveryDevice() {
    bob.send(ANN, "one");
    House.Session phone = house.session(ANN);
    phone.attach();

    ann.hand().call(SaveDraft.builder().peer(ann.hand().peer(BOB)).message("I was going").build());

    Dialog listed = (Dialog) dialogs(0).getFirst();
    assertThat(listed.draft()).isNotNull();
    assertThat(phone.pushed).hasSize(1);
    ann.hand().call(SaveDraft.builder().peer(ann.hand().peer(BOB)).message("").build());
    assertThat(((Dialog) dialogs(0).getFirst()).draft()).isNull();
  }

  @Test
  void aChatCanBeMarkedAsUnread() {
    bob.send(ANN, "one");
    House.Session phone = house.session(ANN);
    phone.attach();

    ann.hand().call(new MarkDialogUnread(true, null, new InputDialogPeer(ann.hand().peer(BOB))));

    List<TypeDialogPeer> marked = ann.hand().call(new GetDialogUnreadMarks(null));
    assertThat(marked).hasSize(1);
    assertThat(((Dialog) dialogs(0).getFirst()).unreadMark()).isTrue();
    assertThat(updates(phone, UpdateDialogUnreadMark.class)).hasSize(1);
  }

  @Test
  void theBarAboutAStrangerIsHiddenOnEveryDevice() {
    bob.send(ANN, "hello");
    House.Session phone = house.session(ANN);
    phone.attach();

    ann.hand().call(new HidePeerSettingsBar(ann.hand().peer(BOB)));
    ann.hand().call(new HidePeerSettingsBar(ann.hand().peer(BOB)));

    assertThat(updates(phone, UpdatePeerSettings.class))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.peer()).isEqualTo(new PeerUser(BOB.value()));
          assertThat(it.settings().addContact()).isFalse();
        });
    assertThat(house.mailboxes.read(ANN).peer(BOB.value()).barHidden()).isTrue();
  }

  private void archive(UserId... peers) {
    for (UserId peer : peers) {
      ann.hand().call(new EditPeerFolders(List.of(new InputFolderPeer(ann.hand().peer(peer), 1))));
    }
  }

  private List<TypeDialog> dialogs(int folder) {
    var answer =
        ann.hand()
            .call(
                GetDialogs.builder()
                    .folderId(folder)
                    .offsetDate(0)
                    .offsetId(0)
                    .offsetPeer(new InputPeerEmpty())
                    .limit(100)
                    .hash(0)
                    .build());
    return ((Dialogs) answer).dialogs();
  }

  private static List<UserId> peers(List<TypeDialog> dialogs) {
    return dialogs.stream()
        .filter(Dialog.class::isInstance)
        .map(it -> new UserId(((PeerUser) ((Dialog) it).peer()).userId()))
        .toList();
  }

  private static <U> List<U> updates(House.Session device, Class<U> kind) {
    return device.pushed.stream()
        .flatMap(it -> it.updates().stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
